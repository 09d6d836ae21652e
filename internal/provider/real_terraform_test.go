package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// workspace is a directory in which a real Terraform works, with providers in this process: each command gets a new
// one, so nothing in memory outlives a command. Unlike the steps of the test library, it can apply a saved plan,
// replace and taint.
type workspace struct {
	t         *testing.T
	dir       string
	newServer func() (tfprotov6.ProviderServer, error)
}

func newWorkspace(t *testing.T, newServer func() (tfprotov6.ProviderServer, error)) *workspace {
	t.Helper()
	if os.Getenv("TF_ACC_TERRAFORM_PATH") == "" {
		t.Fatal("this test needs Terraform or OpenTofu on PATH")
	}
	return &workspace{t, t.TempDir(), newServer}
}

// configure replaces the resources of the configuration: as HCL in main.tf, or as JSON in main.tf.json. The client does
// not hold calls back.
func (w *workspace) configure(name, resources string) {
	w.t.Helper()
	w.write("provider.tf", `
terraform {
  required_providers { chat = { source = "terraform-acs/chat" } }
}
provider "chat" { client_side_throttling = false }
`)
	w.write(name, resources)
}

func (w *workspace) write(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// run runs a command and returns what it printed, and whether it succeeded.
func (w *workspace) run(arguments ...string) (output []byte, succeeded bool) {
	w.t.Helper()
	reattach, stop := serveProvider(w.t, w.newServer)
	defer stop()
	cmd := exec.CommandContext(w.t.Context(), os.Getenv("TF_ACC_TERRAFORM_PATH"), arguments...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(),
		"TF_REATTACH_PROVIDERS="+reattach, "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1", "TF_LOG=")
	var printed bytes.Buffer
	cmd.Stdout, cmd.Stderr = &printed, &printed
	err := cmd.Run()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		w.t.Fatal(err)
	}
	return printed.Bytes(), err == nil
}

// must is run for what has to succeed.
func (w *workspace) must(arguments ...string) []byte {
	w.t.Helper()
	output, succeeded := w.run(arguments...)
	if !succeeded {
		w.t.Fatalf("terraform %v failed:\n%s", arguments, output)
	}
	return output
}

// said is what Terraform says of one resource in an error or a warning.
type said struct{ Severity, Address, Summary, Detail string }

func (s said) String() string {
	return fmt.Sprintf("\n%s of %s: %s\n%s", s.Severity, s.Address, s.Summary, s.Detail)
}

// diagnostics are those in the output of a command with -json.
func diagnostics(output []byte) (all []said) {
	for line := range bytes.Lines(output) {
		var message struct{ Diagnostic *said }
		if json.Unmarshal(line, &message) == nil && message.Diagnostic != nil {
			all = append(all, *message.Diagnostic)
		}
	}
	return all
}

// savedPlan is what "terraform plan -out" shows.
type savedPlan struct {
	changes     []shownChange
	diagnostics []said
}

// plan saves a plan as the file "plan".
func (w *workspace) plan(arguments ...string) savedPlan {
	w.t.Helper()
	output, succeeded := w.run(append([]string{"plan", "-json", "-out=plan"}, arguments...)...)
	p := savedPlan{diagnostics: diagnostics(output)}
	if !succeeded {
		w.t.Fatalf("the plan fails: %v", p.diagnostics)
	}
	var shown struct {
		Changes []struct {
			Address, Type string
			Change        struct {
				Actions       []string
				Before, After map[string]any
			}
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal(w.must("show", "-json", "plan"), &shown); err != nil {
		w.t.Fatal(err)
	}
	for _, c := range shown.Changes {
		p.changes = append(p.changes, shownChange{c.Address, c.Type, c.Change.Actions, c.Change.Before, c.Change.After})
	}
	return p
}

// apply applies the saved plan and returns what Terraform said, and whether it succeeded.
func (w *workspace) apply() (all []said, succeeded bool) {
	w.t.Helper()
	output, succeeded := w.run("apply", "-json", "plan")
	return diagnostics(output), succeeded
}

// taint marks resources that are in the state as tainted, as "terraform taint" does for one.
func (w *workspace) taint(addresses ...string) {
	w.t.Helper()
	var state map[string]any
	w.eachInstance(&state, func(address string, instance map[string]any) {
		if slices.Contains(addresses, address) {
			instance["status"] = "tainted"
		}
	})
	if state == nil {
		return // there is none yet
	}
	text, err := json.Marshal(state)
	if err != nil {
		w.t.Fatal(err)
	}
	w.write("terraform.tfstate", string(text))
}

// id returns the id of a resource in the state.
func (w *workspace) id(address string) (id string, found bool) {
	w.t.Helper()
	w.eachInstance(new(map[string]any), func(other string, instance map[string]any) {
		if other == address && instance["deposed"] == nil {
			id, found = instance["attributes"].(map[string]any)["id"].(string)
		}
	})
	return id, found
}

// eachInstance reads the state and visits each instance in it.
func (w *workspace) eachInstance(state *map[string]any, visit func(address string, instance map[string]any)) {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(w.dir, "terraform.tfstate"))
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	if err == nil {
		err = json.Unmarshal(text, state)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	for _, entry := range (*state)["resources"].([]any) {
		resource := entry.(map[string]any)
		for _, entry := range resource["instances"].([]any) {
			instance := entry.(map[string]any)
			address := fmt.Sprintf("%v.%v", resource["type"], resource["name"])
			switch key := instance["index_key"].(type) {
			case float64:
				address += fmt.Sprintf("[%v]", key)
			case string:
				address += fmt.Sprintf("[%q]", key)
			}
			visit(address, instance)
		}
	}
}

// serveProvider serves a provider until stop is called. What it returns is for TF_REATTACH_PROVIDERS.
func serveProvider(t *testing.T, newServer func() (tfprotov6.ProviderServer, error)) (reattach string, stop func()) {
	t.Helper()
	server, err := newServer()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	configs, closed, served := make(chan *plugin.ReattachConfig, 1), make(chan struct{}), make(chan error, 1)
	go func() {
		const address = "registry.terraform.io/terraform-acs/chat"
		served <- tf6server.Serve(address, func() tfprotov6.ProviderServer { return server },
			tf6server.WithDebug(ctx, configs, closed), tf6server.WithoutLogStderrOverride(),
			tf6server.WithGoPluginLogger(hclog.NewNullLogger()), tf6server.WithLoggingSink(t))
	}()
	stop = func() {
		cancel()
		<-closed
		if err := <-served; err != nil {
			t.Error(err)
		}
	}
	config := <-configs
	info := map[string]any{
		"Protocol": config.Protocol, "ProtocolVersion": config.ProtocolVersion, "Pid": config.Pid, "Test": true,
		"Addr": map[string]string{"Network": config.Addr.Network(), "String": config.Addr.String()},
	}
	text, err := json.Marshal(map[string]any{
		"registry.terraform.io/terraform-acs/chat": info, "registry.opentofu.org/terraform-acs/chat": info})
	if err != nil {
		t.Fatal(err)
	}
	return string(text), stop
}

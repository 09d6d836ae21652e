package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-exec/tfexec"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
	"github.com/terraform-acs/terraform-provider-chat/internal/provider"
	"github.com/terraform-acs/terraform-provider-chat/internal/workspace"
)

// TestMain lets this program serve the provider as well, so none has to be built for its tests.
func TestMain(m *testing.M) {
	switch os.Getenv("TEST_SERVES") {
	case "":
		os.Exit(m.Run())
	case "provider":
		main()
	case "provider that logs everything":
		options := providerserver.ServeOpts{Address: "registry.terraform.io/terraform-acs/chat"}
		if err := providerserver.Serve(context.Background(), provider.New(version), options); err != nil {
			panic(err)
		}
	}
}

// Of the lines that there could be, the provider writes those that Terraform shows.
func TestAccLog_holdsWhatTerraformShows(t *testing.T) {
	t.Parallel()
	everything, _ := loggedByApply(t, "provider that logs everything")
	created := logLine{Level: "debug", Module: "chat", Message: "POST /chat/threads 201"}
	if !slices.Contains(everything, created) {
		t.Fatalf("there is no %v in %v", created, everything)
	}
	is := func(shown bool) func(logLine) bool { return func(logLine) bool { return shown } }
	for name, c := range map[string]struct {
		env   []string
		shown func(logLine) bool
	}{
		"nothing asked for": {nil, is(false)},
		"other logs":        {[]string{"TF_LOG_CORE=TRACE", "TF_LOG_SDK=TRACE"}, is(false)},
		"TRACE":             {[]string{"TF_LOG=TRACE"}, is(true)},
		"DEBUG": {
			[]string{"TF_LOG=TRACE", "TF_LOG_PROVIDER=DEBUG"},
			func(line logLine) bool { return line.Level != "trace" },
		},
		"JSON without the protocol": {
			[]string{"TF_LOG=JSON", "TF_LOG_SDK_PROTO=OFF"},
			func(line logLine) bool { return line.Module != "sdk.proto" },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			written, printed := loggedByApply(t, "provider", c.env...)
			want := slices.DeleteFunc(slices.Clone(everything), func(l logLine) bool { return !c.shown(l) })
			if !slices.Equal(written, want) {
				t.Errorf("the provider wrote %d lines:\n%v\nwant %d:\n%v", len(written), written, len(want), want)
			}
			for _, module := range []string{"sdk.proto", "sdk.framework"} {
				others := func(l logLine) bool { return l.Module != module }
				n := len(slices.DeleteFunc(slices.Clone(written), others))
				if shown := strings.Count(printed, module); shown != n {
					t.Errorf("Terraform printed %d lines of %s, the provider wrote %d", shown, module, n)
				}
			}
		})
	}
}

type logLine struct {
	Level   string `json:"@level"`
	Module  string `json:"@module"`
	Message string `json:"@message"`
}

// loggedByApply creates a thread with what TestMain serves under a name. It returns what that wrote, sorted and without
// what differs between runs, and Terraform's own log.
func loggedByApply(t *testing.T, serves string, env ...string) (written []logLine, printed string) {
	t.Helper()
	service := emulatortest.New(t)
	acting, err := service.CreateUser(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	log := filepath.Join(folder, "written")
	tf := newWorkspace(t, folder, fmt.Sprintf("TEST_SERVES=%q exec %q 2> >(exec tee -a %q >&2)", serves, os.Args[0], log))
	apply := exec.CommandContext(t.Context(), tf.ExecPath(), "apply", "-auto-approve")
	apply.Dir = tf.WorkingDir()
	apply.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "TF_CLI_CONFIG_FILE=" + filepath.Join(folder, "cli.tfrc"), "CHECKPOINT_DISABLE=1",
		"CHAT_CONNECTION_STRING=" + service.ConnectionString(), "CHAT_USER_ID=" + acting,
	}, env...)
	output, err := apply.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	return readLog(t, log, acting), string(output)
}

func newWorkspace(t *testing.T, folder, plugin string) *tfexec.Terraform {
	t.Helper()
	cli, err := workspace.Find()
	if err != nil {
		t.Fatal(err)
	}
	tf, err := workspace.New(folder, workspace.Options{CLI: cli, Plugins: map[string]string{"terraform-acs/chat": folder}})
	if err != nil {
		t.Fatal(err)
	}
	configuration := `
terraform {
  required_providers {
    chat = { source = "terraform-acs/chat" }
  }
}
resource "chat_thread" "support" {
  topic = "Support"
}
`
	plugin = "#!/usr/bin/env bash\n" + plugin + "\n"
	if err := errors.Join(os.WriteFile(filepath.Join(folder, "terraform-provider-chat"), []byte(plugin), 0o700),
		os.WriteFile(filepath.Join(tf.WorkingDir(), "main.tf"), []byte(configuration), 0o600)); err != nil {
		t.Fatal(err)
	}
	return tf
}

// call is the message about a call; its group is the same in each run.
var call = regexp.MustCompile(`^([A-Z]+ /\S+ \d+) \d+ms client_request_id=[-0-9a-f]{36} request_id=\S+$`)

func readLog(t *testing.T, path, acting string) []logLine {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []logLine
	for text := range strings.Lines(string(text)) {
		var line logLine
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("the log has %q: %v", text, err)
		}
		line.Message = call.ReplaceAllString(strings.ReplaceAll(line.Message, acting, "ACTING"), "$1")
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b logLine) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return lines
}

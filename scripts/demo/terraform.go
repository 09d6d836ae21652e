package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-exec/tfexec"
	tfjson "github.com/hashicorp/terraform-json"
)

const planFile = "demo.tfplan"

// terraform runs terraform or tofu on a copy of the example.
type terraform struct {
	*tfexec.Terraform
	name string // Terraform or OpenTofu
	out  *screen
}

// newTerraform copies the example into folder and prepares the command to run there, with the built provider and
// without a registry.
func newTerraform(ctx context.Context, out *screen, cli, bin, example, folder string, service *emulatorProcess) (*terraform, error) {
	if err := os.CopyFS(folder, os.DirFS(example)); err != nil {
		return nil, err
	}
	config := filepath.Join(filepath.Dir(folder), "cli.tfrc")
	if err := os.WriteFile(config, cliConfig(bin), 0o600); err != nil {
		return nil, err
	}
	command, err := tfexec.NewTerraform(folder, cli)
	if err != nil {
		return nil, err
	}
	if err := command.SetEnv(environment(config, service.environment)); err != nil {
		return nil, err
	}
	command.SetWaitDelay(30 * time.Second) // for Terraform to finish its calls after Ctrl-C
	version, _, err := command.Version(ctx, true)
	if err != nil {
		return nil, err
	}
	tf := &terraform{Terraform: command, name: "Terraform", out: out}
	if strings.HasPrefix(filepath.Base(cli), "tofu") {
		tf.name = "OpenTofu"
	}
	out.note("%s %s runs %s, with the provider that was just built.", tf.name, version, example)
	return tf, nil
}

// cliConfig makes Terraform and OpenTofu use the provider in bin, so that they neither need nor ask a registry.
func cliConfig(bin string) []byte {
	return fmt.Appendf(nil, `provider_installation {
  dev_overrides {
    "registry.terraform.io/terraform-acs/chat" = %[1]q
    "registry.opentofu.org/terraform-acs/chat" = %[1]q
  }
  direct {}
}
`, bin)
}

// environment is this process's without what would change the demo, with the service's login.
func environment(config string, login map[string]string) map[string]string {
	env := map[string]string{}
	for _, setting := range os.Environ() {
		name, value, _ := strings.Cut(setting, "=")
		if !strings.HasPrefix(name, "TF_") && !strings.HasPrefix(name, "CHAT_") {
			env[name] = value
		}
	}
	maps.Copy(env, login)
	env["TF_CLI_CONFIG_FILE"] = config
	env["CHECKPOINT_DISABLE"] = "1" // no question to the internet for a newer version
	return env
}

func (tf *terraform) plan(ctx context.Context, options ...tfexec.PlanOption) (bool, error) {
	progress := &progress{show: func(string) {}}
	changed, err := tf.PlanJSON(ctx, progress, append(options, tfexec.Out(planFile))...)
	return changed, progress.explain(err)
}

func (tf *terraform) apply(ctx context.Context) error {
	progress := &progress{show: tf.out.done}
	return progress.explain(tf.ApplyJSON(ctx, progress, tfexec.DirOrPlan(planFile)))
}

func (tf *terraform) destroy(ctx context.Context) error {
	progress := &progress{show: tf.out.done}
	return progress.explain(tf.DestroyJSON(ctx, progress))
}

// plannedChange is one line of a plan: what happens to which resource, and for an update, to which attributes.
type plannedChange struct {
	mark    string // as Terraform marks it: + ~ -
	address string
	details []string
}

// plannedChanges reads the plan that apply would carry out.
func (tf *terraform) plannedChanges(ctx context.Context) ([]plannedChange, error) {
	plan, err := tf.ShowPlanFile(ctx, planFile)
	if err != nil {
		return nil, err
	}
	var changes []plannedChange
	for _, resource := range plan.ResourceChanges {
		actions := resource.Change.Actions
		change := plannedChange{address: resource.Address}
		switch {
		case resource.Mode != tfjson.ManagedResourceMode, actions.NoOp():
			continue
		case actions.Create():
			change.mark = "+"
		case actions.Update():
			change.mark = "~"
			change.details = updates(resource.Change)
		case actions.Replace():
			change.mark = "-/+"
		default:
			change.mark = "-"
		}
		changes = append(changes, change)
	}
	return changes, nil
}

// updates names the attributes that an update changes, with what they were and will be.
func updates(change *tfjson.Change) []string {
	before, _ := change.Before.(map[string]any)
	after, _ := change.After.(map[string]any)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(after)) {
		was, _ := json.Marshal(before[name])
		becomes, _ := json.Marshal(after[name])
		if !bytes.Equal(was, becomes) {
			lines = append(lines, fmt.Sprintf("%s: %s → %s", name, was, becomes))
		}
	}
	return lines
}

// message is an element of the example's output "messages".
type message struct {
	Type      string `json:"type"`
	CreatedOn string `json:"created_on"`
	Content   struct {
		Message *string `json:"message"`
		Topic   *string `json:"topic"`
		Members []struct {
			DisplayName *string `json:"display_name"`
			UserID      string  `json:"user_id"`
		} `json:"members"`
	} `json:"content"`
}

// what tells the content of a message in one line.
func (m message) what() string {
	switch {
	case m.Content.Message != nil:
		return *m.Content.Message
	case m.Content.Topic != nil:
		return "topic: " + *m.Content.Topic
	}
	names := make([]string, len(m.Content.Members))
	for i, member := range m.Content.Members {
		names[i] = member.UserID[max(0, len(member.UserID)-8):]
		if member.DisplayName != nil && *member.DisplayName != "" {
			names[i] = *member.DisplayName
		}
	}
	return strings.Join(names, ", ")
}

func (tf *terraform) messages(ctx context.Context) ([]message, error) {
	outputs, err := tf.Output(ctx)
	if err != nil {
		return nil, err
	}
	var messages []message
	if err := json.Unmarshal(outputs["messages"].Value, &messages); err != nil {
		return nil, fmt.Errorf("the output \"messages\": %w", err)
	}
	return messages, nil
}

// progress reads the lines of JSON that Terraform writes while it works.
type progress struct {
	show     func(string) // gets a line for each resource that is done
	rest     []byte
	problems []error
}

// Write takes what Terraform wrote; a line can come in several pieces.
func (p *progress) Write(text []byte) (int, error) {
	p.rest = append(p.rest, text...)
	for {
		line, rest, whole := bytes.Cut(p.rest, []byte("\n"))
		if !whole {
			return len(text), nil
		}
		p.rest = rest
		p.line(line)
	}
}

func (p *progress) line(text []byte) {
	var event struct {
		Message    string             `json:"@message"`
		Type       string             `json:"type"`
		Diagnostic *tfjson.Diagnostic `json:"diagnostic"`
	}
	if json.Unmarshal(text, &event) != nil {
		return // OpenTofu puts a plain warning among the lines
	}
	switch {
	case event.Type == "apply_complete":
		p.show(event.Message)
	case event.Diagnostic != nil && event.Diagnostic.Severity == tfjson.DiagnosticSeverityError:
		p.problems = append(p.problems, fmt.Errorf("%s: %s", event.Diagnostic.Summary, event.Diagnostic.Detail))
	}
}

// explain adds to a failed command's error what Terraform said.
func (p *progress) explain(err error) error {
	if err == nil {
		return nil
	}
	return errors.Join(append(p.problems, err)...)
}

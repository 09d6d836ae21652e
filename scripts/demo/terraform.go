package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-exec/tfexec"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/terraform-acs/terraform-provider-chat/internal/workspace"
)

const planFile = "demo.tfplan"

// terraform runs terraform or tofu on a copy of the example.
type terraform struct {
	*tfexec.Terraform
	name string // Terraform or OpenTofu
	out  *screen
}

// newTerraform prepares the command to run on a copy of the example in folder, with the built provider.
func newTerraform(ctx context.Context, out *screen, cli, bin, example, folder string, service *emulatorProcess) (*terraform, error) {
	command, err := workspace.New(folder, workspace.Options{
		CLI: cli, Example: example, Plugins: map[string]string{"terraform-acs/chat": bin}, Env: service.environment,
	})
	if err != nil {
		return nil, err
	}
	version, _, err := command.Version(ctx, true)
	if err != nil {
		return nil, err
	}
	tf := &terraform{Terraform: command, name: "Terraform", out: out}
	if workspace.IsOpenTofu(cli) {
		tf.name = "OpenTofu"
	}
	out.note("%s %s runs %s, with the provider that was just built.", tf.name, version, example)
	return tf, nil
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

package main

import (
	"bytes"
	"cmp"
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
func newTerraform(
	ctx context.Context, out *screen, cli, bin, example, folder string, service *emulatorProcess,
) (*terraform, error) {
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
		if was, becomes := inShort(before[name]), inShort(after[name]); was != becomes {
			lines = append(lines, fmt.Sprintf("%s: %s → %s", name, was, becomes))
		}
	}
	return lines
}

// inShort shows a value of a plan in a few words: of members, the names.
func inShort(value any) string {
	elements, _ := value.(map[string]any)
	var names []string
	for _, key := range slices.Sorted(maps.Keys(elements)) {
		if member, ok := elements[key].(map[string]any); ok {
			names = append(names, fmt.Sprint(member["display_name"]))
		}
	}
	if len(names) == 0 {
		return fmt.Sprint(value)
	}
	return strings.Join(names, ", ")
}

// message is an element of the data source chat_messages.
type message struct {
	Type              string `json:"type"`
	CreatedOn         string `json:"created_on"`
	EditedOn          string `json:"edited_on"`
	SenderDisplayName string `json:"sender_display_name"`
	Content           struct {
		Message string `json:"message"`
		Topic   string `json:"topic"`
		Members []struct {
			DisplayName string `json:"display_name"`
		} `json:"members"`
	} `json:"content"`
}

// what tells the content of a message in one line.
func (m message) what() string {
	text := m.Content.Message + m.Content.Topic
	var names []string
	for _, member := range m.Content.Members {
		names = append(names, cmp.Or(member.DisplayName, "the acting user"))
	}
	text += strings.Join(names, ", ")
	if m.SenderDisplayName != "" {
		text = m.SenderDisplayName + ": " + text
	}
	if m.EditedOn != "" {
		text += " (edited)"
	}
	return text
}

// messages are what the example's data source read, the oldest first.
func (tf *terraform) messages(ctx context.Context) ([]message, error) {
	state, err := tf.Show(ctx)
	if err != nil {
		return nil, err
	}
	for _, resource := range state.Values.RootModule.Resources {
		if resource.Type != "chat_messages" {
			continue
		}
		text, err := json.Marshal(resource.AttributeValues["messages"])
		if err != nil {
			return nil, err
		}
		var messages []message
		err = json.Unmarshal(text, &messages)
		slices.Reverse(messages)
		return messages, err
	}
	return nil, errors.New("the example reads no messages")
}

// outputs are the example's outputs that are plain strings, as name = "value".
func (tf *terraform) outputs(ctx context.Context) ([]string, error) {
	outputs, err := tf.Output(ctx)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		if bytes.HasPrefix(outputs[name].Value, []byte(`"`)) {
			lines = append(lines, fmt.Sprintf("%s = %s", name, outputs[name].Value))
		}
	}
	return lines, nil
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

// inWords says what was done by one of Terraform's actions.
func inWords(action string) string {
	return map[string]string{"create": "created", "update": "changed", "delete": "destroyed", "read": "read"}[action]
}

func (p *progress) line(text []byte) {
	var event struct {
		Type string `json:"type"`
		Hook struct {
			Resource struct {
				Addr string `json:"addr"`
			} `json:"resource"`
			Action string `json:"action"`
		} `json:"hook"`
		Diagnostic *tfjson.Diagnostic `json:"diagnostic"`
	}
	if json.Unmarshal(text, &event) != nil {
		return // OpenTofu puts a plain warning among the lines
	}
	switch {
	case event.Type == "apply_complete":
		p.show(event.Hook.Resource.Addr + " " + inWords(event.Hook.Action))
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

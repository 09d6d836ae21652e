package provider

import (
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// invoke validates, plans and runs an action, and returns what it told on the way.
func (p protocol) invoke(t *testing.T, name string, config map[string]any) (progress []string, diags []*tfprotov6.Diagnostic) {
	t.Helper()
	noErrors(t, p.validate(t, actionKind, name, config))
	planned, err := p.actions().PlanAction(t.Context(), &tfprotov6.PlanActionRequest{ActionType: name, Config: jsonConfig(t, config)})
	if err != nil {
		t.Fatal(err)
	}
	noErrors(t, planned.Diagnostics)
	stream, err := p.actions().InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{ActionType: name, Config: jsonConfig(t, config)})
	if err != nil {
		t.Fatal(err)
	}
	completed := false
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			completed, diags = true, e.Diagnostics
		}
	}
	if !completed {
		t.Error("the action did not say that it is done")
	}
	return progress, diags
}

// sent returns the messages that users sent to a thread, newest first.
func (s *testService) sent(t testing.TB, threadID string) []emulator.Message {
	t.Helper()
	all, err := s.Messages(t.Context(), threadID)
	if err != nil {
		t.Fatal(err)
	}
	var messages []emulator.Message
	for _, m := range all {
		if m.SenderID != "" {
			messages = append(messages, m)
		}
	}
	return messages
}

func TestSendMessage_sendsWhatItIsTold(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	ann := s.users(t, 1)[0]
	thread := s.thread(t, client.NewThread{Topic: "Release", Members: []client.Member{{UserID: ann}}})
	p := newProtocol(t, s)
	for name, test := range map[string]struct {
		config map[string]any
		want   emulator.Message
	}{
		"least": {map[string]any{"content": "hello"}, emulator.Message{Type: "text", Content: "hello", SenderID: s.actingUser}},
		"most": {map[string]any{"content": "<b>hello</b>", "type": "html", "sender_display_name": "Ann", "sender_id": ann, "metadata": map[string]any{"priority": "high"}},
			emulator.Message{Type: "html", Content: "<b>hello</b>", SenderID: ann, SenderDisplayName: "Ann", Metadata: map[string]string{"priority": "high"}}},
		"largest": {map[string]any{"content": strings.Repeat("a", client.MaxMessageBytes)},
			emulator.Message{Type: "text", Content: strings.Repeat("a", client.MaxMessageBytes), SenderID: s.actingUser}},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(s.sent(t, thread))
			test.config["thread_id"] = thread
			progress, diags := p.invoke(t, "chat_send_message", test.config)
			noErrors(t, diags)
			messages := s.sent(t, thread)
			if len(messages) != before+1 {
				t.Fatalf("%d messages more, want 1", len(messages)-before)
			}
			m := messages[0]
			got := emulator.Message{Type: m.Type, Content: m.Content, SenderID: m.SenderID, SenderDisplayName: m.SenderDisplayName, Metadata: m.Metadata}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
			want := []string{"Sending a message to " + thread + " as " + test.want.SenderID, "Sent message " + m.ID}
			if !reflect.DeepEqual(progress, want) {
				t.Errorf("progress %q, want %q", progress, want)
			}
		})
	}
}

func TestSendMessage_lostAnswerDoesNotSendTwice(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.thread(t, client.NewThread{Topic: "Release"})
	s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, After: true, Drop: true})
	progress, diags := newProtocol(t, s).invoke(t, "chat_send_message", map[string]any{"thread_id": thread, "content": "once"})
	noErrors(t, diags)
	messages := s.sent(t, thread)
	if len(messages) != 1 {
		t.Fatalf("%d messages, want 1", len(messages))
	}
	if want := "Sent message " + messages[0].ID; progress[len(progress)-1] != want {
		t.Errorf("the last progress is %q, want %q", progress[len(progress)-1], want)
	}
}

func TestSendMessage_failureSaysWhoActedAndWhatToDo(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	stranger := s.users(t, 1)[0]
	thread := s.thread(t, client.NewThread{Topic: "Release"})
	p := newProtocol(t, s)
	_, diags := p.invoke(t, "chat_send_message", map[string]any{"thread_id": thread, "content": "hello", "sender_id": stranger})
	wantError(t, diags, "", "The provider acts as "+stranger)
	_, diags = p.invoke(t, "chat_send_message", map[string]any{"thread_id": missingThread, "content": "hello"})
	wantError(t, diags, "", "Could not send the message")
	s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Status: http.StatusRequestEntityTooLarge})
	_, diags = p.invoke(t, "chat_send_message", map[string]any{"thread_id": thread, "content": "hello"})
	wantError(t, diags, "", "HTTP status: 413")
	if messages := s.sent(t, thread); len(messages) > 0 {
		t.Errorf("messages were sent: %v", messages)
	}
}

func TestSendMessage_aTokenSendsAsItsUserAlone(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	ann := s.users(t, 1)[0]
	thread := s.thread(t, client.NewThread{Topic: "Release", Members: []client.Member{{UserID: ann}}})
	token, err := s.IssueToken(t.Context(), s.actingUser)
	if err != nil {
		t.Fatal(err)
	}
	s.env = map[string]string{envEndpoint: s.URL(), envAccessToken: token}
	p := newProtocol(t, s)
	_, diags := p.invoke(t, "chat_send_message", map[string]any{"thread_id": thread, "content": "hello", "sender_id": ann})
	wantError(t, diags, "", "cannot act as another user")
	_, diags = p.invoke(t, "chat_send_message", map[string]any{"thread_id": thread, "content": "hello", "sender_id": s.actingUser})
	noErrors(t, diags)
}

func TestSendMessage_needsTheLogin(t *testing.T) {
	t.Parallel()
	_, diags := newProtocolWithoutLogin(t, newTestService(t)).invoke(t, "chat_send_message", map[string]any{"thread_id": missingThread, "content": "hello"})
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestSendMessage_refusesBadInput(t *testing.T) {
	t.Parallel()
	with := func(name string, value any) map[string]any {
		config := map[string]any{"thread_id": missingThread, "content": "hello"}
		config[name] = value
		return config
	}
	refusesBadInput(t, actionKind, "chat_send_message", map[string]badInput{
		"no thread":         {map[string]any{"content": "hello"}, "thread_id", "required"},
		"no content":        {map[string]any{"thread_id": missingThread}, "content", "required"},
		"wrong thread":      {with("thread_id", "general"), "thread_id", "a thread id looks like 19:"},
		"empty content":     {with("content", ""), "content", "at least 1"},
		"content too large": {with("content", strings.Repeat("ä", client.MaxMessageBytes/2+1)), "content", "at most 28672"},
		"type of service":   {with("type", "topicUpdated"), "type", `"html"`},
		"empty type":        {with("type", ""), "type", `"html"`},
		"name as sender":    {with("sender_id", "ann"), "sender_id", "a user id looks like 8:acs:"},
		"phone as sender":   {with("sender_id", "4:+14255550123"), "sender_id", "only users of a Communication Services resource"},
		"null metadata":     {with("metadata", map[string]any{"a": nil}), "metadata", "null"},
		"empty key":         {with("metadata", map[string]any{"": "b"}), "metadata", "at least 1"},
		"too much metadata": {with("metadata", map[string]any{"a": strings.Repeat("b", client.MaxMetadataBytes)}), "metadata", "at most 1024"},
	})
}

func TestAccSendMessage_isSentWhenTriggered(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	config := func(version int) string {
		return fmt.Sprintf(`
resource "chat_thread" "t" { topic = "Release" }
resource "terraform_data" "release" {
  input = %[1]d
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.chat_send_message.notice]
    }
  }
}
action "chat_send_message" "notice" {
  config {
    thread_id           = chat_thread.t.id
    content             = "Released ${terraform_data.release.output}"
    sender_display_name = "Terraform"
  }
}`, version)
	}
	step := func(version int, want ...string) resource.TestStep {
		step := resource.TestStep{Config: config(version)}
		expectService(&step, func() error {
			var got []string
			for _, m := range s.sent(t, s.onlyThread(t).ID) {
				got = append(got, m.SenderDisplayName+": "+m.Content)
			}
			if !reflect.DeepEqual(got, want) {
				return fmt.Errorf("messages %q, want %q", got, want)
			}
			return nil
		})
		return step
	}
	acceptanceCase(t, s, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			step(1, "Terraform: Released 1"),
			step(1, "Terraform: Released 1"),
			step(2, "Terraform: Released 2", "Terraform: Released 1"),
		},
	})
}

func TestSendMessage_contentIsWriteOnly(t *testing.T) {
	t.Parallel()
	for _, attribute := range newProtocol(t, newTestService(t)).schema.ActionSchemas["chat_send_message"].Schema.Block.Attributes {
		if attribute.WriteOnly != (attribute.Name == "content") {
			t.Errorf("%s: write-only is %v", attribute.Name, attribute.WriteOnly)
		}
	}
}

func TestAccSendMessage_sendsEphemeralValues(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	step := resource.TestStep{Config: `
variable "code" {
  type      = string
  ephemeral = true
  default   = "4711"
}
resource "chat_thread" "t" {
  topic = "Release"
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.chat_send_message.code]
    }
  }
}
action "chat_send_message" "code" {
  config {
    thread_id = caller.id
    content   = "The code for ${caller.topic} is ${var.code}"
  }
}`}
	expectService(&step, func() error {
		if sent := s.sent(t, s.onlyThread(t).ID); len(sent) != 1 || sent[0].Content != "The code for Release is 4711" {
			return fmt.Errorf("sent %v", sent)
		}
		return nil
	})
	acceptanceCase(t, s, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(version.Must(version.NewVersion("1.16.0-alpha")))},
		Steps:                  []resource.TestStep{step},
	})
}

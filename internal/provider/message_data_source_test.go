package provider

import (
	"net/http"
	"reflect"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// message sends a message as the acting user behind Terraform's back and returns its id.
func (s *testService) message(t testing.TB, threadID string, m client.NewMessage) string {
	t.Helper()
	id, err := s.clientAs(t, s.actingUser).SendMessage(t.Context(), threadID, "", m)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestMessageDataSource_followsAMessageThroughItsLife(t *testing.T) {
	t.Parallel()
	s, clock := newTestServiceWithClock(t)
	chat := s.clientAs(t, s.actingUser)
	thread := s.thread(t, client.NewThread{Topic: "Release"})
	id := s.message(t, thread, client.NewMessage{Content: "<p>hello</p>", Type: client.MessageHTML, SenderDisplayName: "Bot", Metadata: map[string]string{"priority": "high"}})
	ref := client.MessageRef{ThreadID: thread, ID: id}
	p := newProtocol(t, s)
	read := func() map[string]any {
		got := p.mustRead(t, "chat_message", map[string]any{"thread_id": thread, "id": id})
		if got["version"] == nil || got["sequence_id"] == nil {
			t.Errorf("version is %v and sequence_id %v, want both", got["version"], got["sequence_id"])
		}
		delete(got, "version")
		delete(got, "sequence_id")
		return got
	}
	want := map[string]any{
		"thread_id": thread, "id": id, "type": "html", "sender_id": s.actingUser, "sender_display_name": "Bot",
		"content":    map[string]any{"message": "<p>hello</p>", "topic": nil, "members": nil, "initiator_id": nil},
		"created_on": shown(clock), "edited_on": nil, "deleted_on": nil, "metadata": map[string]any{"priority": "high"},
	}
	check := func() {
		t.Helper()
		if got := read(); !reflect.DeepEqual(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
	}
	check()

	clock.Advance(time.Minute)
	edited := "<p>bye</p>"
	if err := chat.UpdateMessage(t.Context(), ref, client.MessagePatch{Content: &edited}); err != nil {
		t.Fatal(err)
	}
	want["content"].(map[string]any)["message"], want["edited_on"] = edited, shown(clock)
	check()

	clock.Advance(time.Minute)
	if err := chat.DeleteMessage(t.Context(), ref); err != nil {
		t.Fatal(err)
	}
	want["content"].(map[string]any)["message"], want["deleted_on"], want["metadata"] = "", shown(clock), nil
	check()
}

func TestMessageDataSource_readsMessagesOfTheService(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	user := s.users(t, 1)[0]
	thread := s.thread(t, client.NewThread{Topic: "Release", Members: []client.Member{{UserID: user, DisplayName: "Ann"}}})
	messages, err := s.Messages(t.Context(), thread)
	if err != nil {
		t.Fatal(err)
	}
	p := newProtocol(t, s)
	seen := map[string]any{}
	for _, m := range messages {
		got := p.mustRead(t, "chat_message", map[string]any{"thread_id": thread, "id": m.ID})
		seen[got["type"].(string)] = got["content"]
		if got["sender_id"] != nil || got["sender_display_name"] != nil {
			t.Errorf("a message of the service has the sender %v %v", got["sender_id"], got["sender_display_name"])
		}
	}
	want := map[string]any{
		"topicUpdated": map[string]any{"topic": "Release", "message": nil, "members": nil, "initiator_id": s.actingUser},
		"participantAdded": map[string]any{"topic": nil, "message": nil, "initiator_id": s.actingUser, "members": []any{
			map[string]any{"user_id": s.actingUser, "display_name": nil, "share_history_time": "1970-01-01T00:00:00Z", "metadata": nil},
			map[string]any{"user_id": user, "display_name": "Ann", "share_history_time": "1970-01-01T00:00:00Z", "metadata": nil},
		}},
	}
	if !reflect.DeepEqual(seen, want) {
		t.Errorf("got  %v\nwant %v", seen, want)
	}
}

func TestMessageDataSource_passesFutureTypesThrough(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.InjectFault(emulator.Fault{Operation: emulator.OpGetMessage, Status: http.StatusOK, Body: `{"id":"1700000000000","type":"pollClosed","sequenceId":"9",
"version":"1700000000001","content":{"message":"42 votes"},"createdOn":"2026-01-02T03:04:05Z"}`})
	got := newProtocol(t, s).mustRead(t, "chat_message", map[string]any{"thread_id": missingThread, "id": "1700000000000"})
	want := map[string]any{
		"thread_id": missingThread, "id": "1700000000000", "type": "pollClosed", "sequence_id": "9", "version": "1700000000001",
		"content":   map[string]any{"message": "42 votes", "topic": nil, "members": nil, "initiator_id": nil},
		"sender_id": nil, "sender_display_name": nil, "created_on": "2026-01-02T03:04:05Z", "edited_on": nil, "deleted_on": nil, "metadata": nil,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestMessageDataSource_missingMessageIsAnErrorAtItsID(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p := newProtocol(t, s)
	_, diags := p.read(t, "chat_message", map[string]any{"thread_id": s.thread(t, client.NewThread{Topic: "Empty"}), "id": "1700000000000"})
	wantError(t, diags, "id", "its id may be wrong")
	_, diags = p.read(t, "chat_message", map[string]any{"thread_id": missingThread, "id": "1700000000000"})
	wantError(t, diags, "id", "thread id was not found")
}

func TestMessageDataSource_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, dataKind, "chat_message", map[string]badInput{
		"no thread":     {map[string]any{"id": "1"}, "thread_id", "required"},
		"no id":         {map[string]any{"thread_id": missingThread}, "id", "required"},
		"wrong thread":  {map[string]any{"thread_id": "general", "id": "1"}, "thread_id", "a thread id looks like 19:"},
		"empty id":      {map[string]any{"thread_id": missingThread, "id": ""}, "id", "a decimal number such as"},
		"negative id":   {map[string]any{"thread_id": missingThread, "id": "-1"}, "id", "a decimal number such as"},
		"word as id":    {map[string]any{"thread_id": missingThread, "id": "latest"}, "id", "a decimal number such as"},
		"path in id":    {map[string]any{"thread_id": missingThread, "id": "1/../2"}, "id", "a decimal number such as"},
		"import as id":  {map[string]any{"thread_id": missingThread, "id": missingThread + "/1"}, "id", "a decimal number such as"},
		"number of 1e3": {map[string]any{"thread_id": missingThread, "id": "1e3"}, "id", "a decimal number such as"},
	})
}

func TestMessageDataSource_needsTheLogin(t *testing.T) {
	t.Parallel()
	_, diags := newProtocolWithoutLogin(t, newTestService(t)).read(t, "chat_message", map[string]any{"thread_id": missingThread, "id": "1"})
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestAccMessageDataSource_seesAMessageOfTheSameApply(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s, resource.TestStep{
		Config: `
resource "chat_thread" "t" { topic = "Release" }
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content   = "hello"
}
data "chat_message" "m" {
  thread_id = chat_message.m.thread_id
  id        = chat_message.m.id
}`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.chat_message.m", tfjsonpath.New("content").AtMapKey("message"), knownvalue.StringExact("hello")),
			statecheck.ExpectKnownValue("data.chat_message.m", tfjsonpath.New("type"), knownvalue.StringExact("text")),
		},
	})
}

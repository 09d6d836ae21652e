package provider

import (
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// upper writes the GUIDs of a user id in capitals.
func upper(userID string) string {
	return "8:acs:" + strings.ToUpper(strings.TrimPrefix(userID, "8:acs:"))
}

func TestIDs_anotherLetterCaseIsNoChange(t *testing.T) {
	t.Parallel()
	for name, attribute := range map[string]string{"chat_message": "sender_id"} {
		for title, spellings := range map[string][]func(string) string{
			"first as the service writes it": {strings.ToLower, upper}, "first in capitals": {upper, strings.ToLower},
		} {
			if name == "chat_message" && title == "first in capitals" {
				continue // the emulator issues tokens only for ids as it wrote them
			}
			t.Run(name+" "+title, func(t *testing.T) {
				t.Parallel()
				s := newTestService(t)
				user := s.users(t, 1)[0]
				thread := s.thread(t, client.NewThread{Topic: "A"})
				must(t, s.clientAs(t, s.actingUser).AddMember(t.Context(), thread, client.Member{UserID: user}))
				config := map[string]map[string]any{
					"chat_thread_member": {"thread_id": thread}, "chat_message": {"thread_id": thread, "content": "C"},
				}[name]
				m := newProtocol(t, s).manage(t, name)
				config[attribute] = spellings[0](user)
				noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
				noErrors(t, m.refresh(t))
				planIsClean(t, m, config)
				s.ResetRequests()
				config[attribute] = spellings[1](user)
				planIsClean(t, m, config)
				noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
				for range 2 { // the identity must stay too
					m.protocol = newProtocol(t, s)
					noErrors(t, m.refresh(t))
					planIsClean(t, m, config)
				}
				must(t, s.expectWrites())
				noErrors(t, m.destroy(t))
			})
		}
	}
}

func TestMessage_emptyAndNullSenderDisplayNamesAreTheSame(t *testing.T) {
	t.Parallel()
	for _, names := range [][]any{{nil, ""}, {"", nil}} {
		s := newTestService(t)
		m, old := s.created(t, "chat_message")
		config := old.configs()["chat_message"].least
		for _, name := range names {
			config["sender_display_name"] = name
			planned, diags := m.plan(t, m.value(t, config))
			noErrors(t, diags)
			if len(planned.RequiresReplace) > 0 {
				t.Errorf("%v to %v replaces the message", names[0], names[1])
			}
			noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
			noErrors(t, m.refresh(t))
			planIsClean(t, m, config)
		}
		must(t, s.expectWrites(emulator.OpCreateThread, emulator.OpSendMessage))
		config["sender_display_name"] = "Bot"
		if planned, _ := m.plan(t, m.value(t, config)); len(planned.RequiresReplace) != 1 {
			t.Error("another name does not replace the message")
		}
	}
}

func TestMessage_ofTheServiceCannotBeImported(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.thread(t, client.NewThread{Topic: "A"})
	messages, err := s.Messages(t.Context(), thread)
	must(t, err)
	if len(messages) != 2 {
		t.Fatalf("there are %d messages, want the service's two", len(messages))
	}
	for _, message := range messages {
		m := newProtocol(t, s).manage(t, "chat_message")
		wantError(t, m.imported(t, thread+"/"+message.ID, nil), "", "is of type "+message.Type)
	}
}

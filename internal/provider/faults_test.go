package provider

import (
	"net/http"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// TestResources_lostAnswerDoesNothingTwice loses the answer of each create that was carried out.
func TestResources_lostAnswerDoesNothingTwice(t *testing.T) {
	t.Parallel()
	for name, operation := range map[string]emulator.Operation{
		"chat_thread": emulator.OpCreateThread, "chat_thread_member": emulator.OpAddParticipants, "chat_message": emulator.OpSendMessage,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			sample := s.sample(t)
			before := s.count(t, sample.threadID)
			m := newProtocol(t, s).manage(t, name)
			s.InjectFault(emulator.Fault{Operation: operation, After: true, Drop: true})
			noErrors(t, m.apply(t.Context(), t, m.value(t, sample.creatable(s.users(t, 1)[0])[name])))
			if made := s.count(t, sample.threadID) - before; made != 1 {
				t.Errorf("%d were made, want 1", made)
			}
		})
	}
}

// count returns how many threads, members of a thread and messages of users in it there are, all together.
func (s *testService) count(t *testing.T, threadID string) int {
	t.Helper()
	threads, err := s.Threads(t.Context())
	must(t, err)
	messages, err := s.Messages(t.Context(), threadID)
	must(t, err)
	n := len(threads) + len(s.members(t, threadID))
	for _, m := range messages {
		if m.SenderID != "" {
			n++
		}
	}
	return n
}

// TestResources_failedDeleteKeepsTheState refuses each delete once: the object must stay in the state, and go the next time.
func TestResources_failedDeleteKeepsTheState(t *testing.T) {
	t.Parallel()
	for name, operation := range map[string]emulator.Operation{
		"chat_thread": emulator.OpDeleteThread, "chat_thread_member": emulator.OpRemoveParticipant,
		"chat_message": emulator.OpDeleteMessage, "chat_user": emulator.OpDeleteIdentity,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			m := newProtocol(t, s).manage(t, name)
			noErrors(t, m.apply(t.Context(), t, m.value(t, s.sample(t).creatable(s.users(t, 1)[0])[name])))
			s.InjectFault(emulator.Fault{Operation: operation, Status: http.StatusForbidden})
			wantError(t, m.destroy(t), "", "HTTP status: 403")
			if m.state.IsNull() {
				t.Fatal("the state forgot what is still there")
			}
			noErrors(t, m.destroy(t))
			if !m.state.IsNull() {
				t.Error("the state still has it")
			}
		})
	}
}

// TestResources_failedReadKeepsTheState refuses each read: nothing may be forgotten because it could not be looked at.
func TestResources_failedReadKeepsTheState(t *testing.T) {
	t.Parallel()
	for name, operation := range map[string]emulator.Operation{
		"chat_thread": emulator.OpGetThread, "chat_thread_member": emulator.OpListParticipants, "chat_message": emulator.OpGetMessage,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			m := newProtocol(t, s).manage(t, name)
			noErrors(t, m.apply(t.Context(), t, m.value(t, s.sample(t).creatable(s.users(t, 1)[0])[name])))
			m.protocol = newProtocol(t, s) // the next command, which knows nothing yet
			s.InjectFault(emulator.Fault{Operation: operation, Status: http.StatusForbidden})
			wantError(t, m.refresh(t), "", "acts as "+s.actingUser)
			if m.state.IsNull() {
				t.Error("the state forgot what is still there")
			}
		})
	}
}

// TestMessage_editThatCannotBeReadBackIsInTheState edits, and the look at the outcome fails: the next apply has nothing to do twice.
func TestMessage_editThatCannotBeReadBackIsInTheState(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_message")
	config := s.sample(t).creatable("")["chat_message"]
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	config["content"] = "Edited"
	s.InjectFault(emulator.Fault{Operation: emulator.OpGetMessage, Status: http.StatusForbidden})
	wantError(t, m.apply(t.Context(), t, m.value(t, config)), "", "Operation: read message")
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	s.ResetRequests()
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	must(t, s.expectWrites())
}

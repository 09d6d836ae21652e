package provider

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
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
			at := ""
			if name == "chat_thread_member" {
				at = "user_id"
			}
			wantError(t, m.destroy(t), at, "HTTP status: 403")
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

// TestResources_failedReadKeepsTheState refuses each read: nothing may be forgotten because it could not be read.
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

// TestMessage_thatCannotBeReadBackIsNotSentAgain: an error would taint the message, and the next apply would replace it.
func TestMessage_thatCannotBeReadBackIsNotSentAgain(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_message")
	config := s.sample(t).creatable("")["chat_message"]
	s.InjectFault(emulator.Fault{Operation: emulator.OpGetMessage, Status: http.StatusForbidden})
	diags := m.apply(t.Context(), t, m.value(t, config))
	noErrors(t, diags)
	if all := told(diags); !strings.Contains(all, "could not be read back") {
		t.Errorf("there is no warning:%s", all)
	}
	noErrors(t, m.refresh(t))
	planIsClean(t, m, config)
	if m.attributes(t)["version"] == nil {
		t.Error("the version is still unknown to the state")
	}
}

// TestMessage_editBetweenPlanAndApplyIsNotLost edits the content outside while only metadata is about to change.
func TestMessage_editBetweenPlanAndApplyIsNotLost(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m, old := s.created(t, "chat_message")
	config := m.value(t, old.withMetadata("chat_message", map[string]any{"a": "1"}))
	planned, diags := m.plan(t, config)
	noErrors(t, diags)
	outside := "Edited by hand"
	must(t, s.clientAs(t, s.actingUser).UpdateMessage(t.Context(), client.MessageRef{ThreadID: old.threadID, ID: old.messageID}, client.MessagePatch{Content: &outside}))
	noErrors(t, m.carryOut(t.Context(), t, config, planned))
	noErrors(t, m.refresh(t))
	if got := m.attributes(t)["content"]; got != outside {
		t.Errorf("the state has %q, so the edit does not show", got)
	}
}

func TestMessage_thatTheActingUserCannotSeeIsReadAsItsSender(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	m := newProtocol(t, s).manage(t, "chat_message")
	noErrors(t, m.apply(t.Context(), t, m.value(t, sample.creatable("")["chat_message"])))
	late := s.users(t, 1)[0]
	history := time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC)
	must(t, s.clientAs(t, s.actingUser).AddMember(t.Context(), sample.threadID, client.Member{UserID: late, ShareHistoryTime: &history}))
	s.env[envUserID] = late
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	if m.state.IsNull() {
		t.Error("a message that is there was forgotten")
	}
}

func TestMessage_needsNoActingUserWhenItNamesItsSender(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	s.env = map[string]string{envConnectionString: s.ConnectionString()}
	config := map[string]any{"thread_id": sample.threadID, "content": "By its sender", "sender_id": sample.userID}
	m := newProtocol(t, s).manage(t, "chat_message")
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	noErrors(t, m.refresh(t))
	if got := m.attributes(t)["sender_id"]; got != sample.userID {
		t.Errorf("the sender is %v", got)
	}
	noErrors(t, m.destroy(t))
}

func TestThread_refusedRemovalKeepsTheMemberInTheState(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 2)
	m := newProtocol(t, s).manage(t, "chat_thread")
	both := listed(one("user_id", u[0]), one("user_id", u[1]))
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", both))))
	s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, Status: http.StatusForbidden})
	wantError(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", listed()))), "members", "Operation: remove member")
	if got := len(m.attributes(t)["members"].(map[string]any)); got != 2 {
		t.Errorf("the state has %d members, want 2", got)
	}
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", listed()))))
	if got := len(s.members(t, s.onlyThread(t).ID)); got != 1 {
		t.Errorf("the thread has %d participants, want 1", got)
	}
}

func TestThread_unlistableMembersChangeNothing(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 1)
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", listed()))))
	s.ResetRequests()
	s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: http.StatusForbidden})
	wantError(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", listed(one("user_id", u[0]))))), "members", "Operation: list members")
	must(t, s.expectWrites())
	if got := m.attributes(t)["members"].(map[string]any); len(got) != 0 {
		t.Errorf("the state has %v", got)
	}
}

func TestThread_metadataThatCannotBeReadBackIsAnError(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "metadata", map[string]any{"a": "1", "b": "2"}))))
	s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusForbidden})
	wantError(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "metadata", map[string]any{"a": "1"}))), "", "Operation: read thread")
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "metadata", map[string]any{"a": "1"}))))
}

// TestResources_actingUserThatIsGoneForgetsNothing acts as a user that was deleted: the service says "not found" of the user, which
// says nothing about threads, members and messages.
func TestResources_actingUserThatIsGoneForgetsNothing(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"chat_thread", "chat_thread_member", "chat_message"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			m := newProtocol(t, s).manage(t, name)
			noErrors(t, m.apply(t.Context(), t, m.value(t, s.sample(t).creatable(s.users(t, 1)[0])[name])))
			must(t, s.clientAs(t, "").DeleteUser(t.Context(), s.actingUser))
			m.protocol = newProtocol(t, s)
			diags := m.refresh(t)
			if !hasErrors(diags) || m.state.IsNull() {
				t.Errorf("the state became %v:%s", m.state, told(diags))
			}
			if diags := m.destroy(t); !hasErrors(diags) || m.state.IsNull() {
				t.Errorf("it was taken for destroyed:%s", told(diags))
			}
		})
	}
}

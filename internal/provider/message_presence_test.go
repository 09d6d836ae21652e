package provider

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// lateThread is a thread with a message of one user, and another member who sees only what comes after it.
type lateThread struct {
	*testService
	sampleThread
	late    string
	message *managed
}

func newLateThread(t *testing.T) *lateThread {
	t.Helper()
	s := newTestService(t)
	l := &lateThread{testService: s, sampleThread: s.sample(t), late: s.users(t, 1)[0]}
	l.message = newProtocol(t, s).manage(t, "chat_message")
	noErrors(t, l.message.apply(t.Context(), t, l.message.value(t, l.config())))
	l.join(t, l.late, time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC))
	return l
}

func (l *lateThread) config() map[string]any {
	return map[string]any{"thread_id": l.threadID, "content": "Hello", "sender_id": l.userID}
}

func (l *lateThread) join(t *testing.T, userID string, history time.Time) {
	t.Helper()
	must(t, l.clientAs(t, l.actingUser).AddMember(t.Context(), l.threadID, client.Member{UserID: userID, ShareHistoryTime: &history}))
}

// actAs is the next command, which acts as another user, with a token of that user or a login that can act as everybody.
func (l *lateThread) actAs(t *testing.T, userID string, withToken bool) {
	t.Helper()
	l.env = map[string]string{envConnectionString: l.ConnectionString(), envUserID: userID}
	if withToken {
		l.env = l.tokenLogin(t, userID)
	}
	l.message.protocol = newProtocol(t, l.testService)
}

func TestMessage_thatNobodySeesIsKeptAndNeverSentAgain(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		withToken bool
		before    func(*testing.T, *lateThread)
	}{
		"of another sender with a token": {true, func(*testing.T, *lateThread) {}},
		"whose sender may not look": {false, func(_ *testing.T, l *lateThread) {
			l.InjectFault(emulator.Fault{Operation: emulator.OpGetMessage, Nth: 2, Status: http.StatusForbidden})
		}},
		"whose sender is deleted": {false, func(t *testing.T, l *lateThread) {
			must(t, l.clientAs(t, l.actingUser).DeleteUser(t.Context(), l.userID))
		}},
		"whose sender came back later": {false, func(t *testing.T, l *lateThread) {
			must(t, l.clientAs(t, l.actingUser).RemoveMember(t.Context(), l.threadID, l.userID))
			l.join(t, l.userID, time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC))
		}},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			l := newLateThread(t)
			test.before(t, l)
			l.actAs(t, l.late, test.withToken)
			kept := l.message.state
			wantWarning(t, l.message.refresh(t), "", "older than the history")
			if !l.message.state.Equal(kept) {
				t.Errorf("the state became %v", l.message.state)
			}
			l.ResetRequests()
			noErrors(t, l.message.apply(t.Context(), t, l.message.value(t, l.config())))
			must(t, l.expectWrites())
		})
	}
}

func TestMessage_thatIsGoneIsGone(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		withToken bool
		as        func(*lateThread) string
		before    func(*testing.T, *lateThread)
	}{
		"to a member who sees all, with a token": {true, func(l *lateThread) string { return l.actingUser }, deletedMessage},
		"to its sender, who is asked":            {false, func(l *lateThread) string { return l.late }, deletedMessage},
		"says its sender, who sees all": {false, func(l *lateThread) string { return l.late }, func(_ *testing.T, l *lateThread) {
			l.InjectFault(emulator.Fault{Operation: emulator.OpGetMessage, Times: 2, Status: http.StatusNotFound})
		}},
		"with its thread": {true, func(l *lateThread) string { return l.late }, func(t *testing.T, l *lateThread) {
			must(t, l.clientAs(t, l.actingUser).DeleteThread(t.Context(), l.threadID))
		}},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			l := newLateThread(t)
			test.before(t, l)
			l.actAs(t, test.as(l), test.withToken)
			noErrors(t, l.message.refresh(t))
			if !l.message.state.IsNull() {
				t.Errorf("the state is %v", l.message.state)
			}
		})
	}
}

func deletedMessage(t *testing.T, l *lateThread) {
	id, _ := l.message.attributes(t)["id"].(string)
	must(t, l.clientAs(t, l.userID).DeleteMessage(t.Context(), client.MessageRef{ThreadID: l.threadID, ID: id}))
}

func TestMessage_whoseSenderIsDeletedIsForgotten(t *testing.T) {
	t.Parallel()
	l := newLateThread(t)
	must(t, l.clientAs(t, l.actingUser).DeleteUser(t.Context(), l.userID))
	l.actAs(t, l.actingUser, false)
	wantWarning(t, l.message.destroy(t), "", "no longer exists")
	if !l.message.state.IsNull() {
		t.Errorf("the state is %v", l.message.state)
	}
}

func TestMessage_whoseSenderLeftIsForgotten(t *testing.T) {
	t.Parallel()
	for title, acting := range map[string]func(*lateThread) string{
		"and another user acts":   func(l *lateThread) string { return l.actingUser },
		"and the sender acts now": func(l *lateThread) string { return l.userID },
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			l := newLateThread(t)
			l.actAs(t, acting(l), false)
			must(t, l.clientAs(t, l.actingUser).RemoveMember(t.Context(), l.threadID, l.userID))
			wantWarning(t, l.message.destroy(t), "", "no longer a member of the thread")
			if !l.message.state.IsNull() {
				t.Errorf("the state is %v", l.message.state)
			}
		})
	}
}

// A 403 for another reason is an error: the message could be deleted.
func TestMessage_whoseSenderIsStillThereIsKept(t *testing.T) {
	t.Parallel()
	l := newLateThread(t)
	l.actAs(t, l.actingUser, false)
	l.InjectFault(emulator.Fault{Operation: emulator.OpDeleteMessage, Status: http.StatusForbidden})
	wantError(t, l.message.destroy(t), "", "HTTP status: 403")
	if l.message.state.IsNull() {
		t.Error("the state forgot a message that exists")
	}
}

// Without an acting user nothing but the sender's id tells of which resource the message is.
func TestMessage_whoseSenderIsOfAnotherResourceIsKept(t *testing.T) {
	t.Parallel()
	l, other := newLateThread(t), newTestService(t)
	delete(other.env, envUserID)
	l.message.protocol = newProtocol(t, other)
	if diags := l.message.destroy(t); !hasErrors(diags) || !strings.Contains(told(diags), client.ResourceIDOf(l.userID)) {
		t.Errorf("the error does not name the other resource:%s", told(diags))
	}
	if l.message.state.IsNull() {
		t.Error("the state forgot a message that exists")
	}
}

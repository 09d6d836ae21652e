package provider

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// manyReads is how often a thread is read until the thread list answers.
const manyReads = 5

// listed is a thread with another member, of an earlier command, which this one refreshed so often that the list answers from
// now on.
func (s *testService) listed(t *testing.T) (m *managed, id, member string) {
	t.Helper()
	member = s.users(t, 1)[0]
	m = newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "topic", "T"))))
	id = m.attributes(t)["id"].(string)
	_, err := s.clientAs(t, s.actingUser).AddMembers(t.Context(), id, []client.Member{{UserID: member}})
	must(t, err)
	m = m.nextCommand(t, s)
	for range manyReads {
		noErrors(t, m.refresh(t))
	}
	return m, id, member
}

// nextCommand is the same resource in another process.
func (m *managed) nextCommand(t *testing.T, s *testService) *managed {
	t.Helper()
	next := newProtocol(t, s).manage(t, m.name)
	next.state, next.private, next.identity = m.state, m.private, m.identity
	return next
}

// lists makes the service list one thread as it is not.
func (s *testService) lists(entry string, values ...any) {
	s.InjectFault(emulator.Fault{Operation: emulator.OpListThreads, Status: http.StatusOK, Times: 9,
		Body: `{"value":[` + fmt.Sprintf(entry, values...) + `]}`})
}

func TestThread_whatTheListSaysIsNotBelieved(t *testing.T) {
	t.Parallel()
	for title, entry := range map[string]string{
		"deleted":       `{"id":%q,"topic":"T","deletedOn":"2026-01-02T03:04:05Z"}`,
		"another topic": `{"id":%q,"topic":"U"}`,
		"nothing":       `{"id":"not %s","topic":"T"}`,
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			m, id, _ := s.listed(t)
			s.lists(entry, id)
			noErrors(t, m.refresh(t))
			planIsClean(t, m, with("chat_thread", "topic", "T"))
		})
	}
}

func TestThread_thatTheActingUserLeftIsExplainedByThePlan(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m, id, member := s.listed(t)
	must(t, s.clientAs(t, member).RemoveMember(t.Context(), id, s.actingUser))
	noErrors(t, m.refresh(t)) // the list still has it
	planIsClean(t, m, with("chat_thread", "topic", "T"))
	_, diags := m.plan(t, m.value(t, with("chat_thread", "topic", "U")))
	wantError(t, diags, "", "Only a participant may read or change a thread")
	_, diags = m.plan(t, tftypes.NewValue(m.object(), nil))
	wantError(t, diags, "", "Only a participant may read or change a thread")
}

// Another acting user that is no member of the threads yet is told how to become one.
func TestThread_lostToAnotherActingUserNamesTheWayBack(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "topic", "T"))))
	creator, successor := s.actingUser, s.users(t, 1)[0]
	s.env[envUserID] = successor
	wantError(t, m.nextCommand(t, s).refresh(t), "", "set user_id to "+creator)
}

func TestThread_thatIsGoneAlthoughItIsListedIsCreatedAnew(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m, id, _ := s.listed(t)
	protectedConfig := with("chat_thread", "deletion_protection", true)
	noErrors(t, m.apply(t.Context(), t, m.value(t, protectedConfig)))
	must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), id))
	s.lists(`{"id":%q,"topic":"T"}`, id)
	noErrors(t, m.refresh(t))
	planIsClean(t, m, protectedConfig)
	changed := with("chat_thread", "topic", "U")
	planned, diags := m.plan(t, m.value(t, changed))
	noErrors(t, diags)
	if len(planned.RequiresReplace) != 1 || wholePath(planned.RequiresReplace[0]) != "id" || !strings.Contains(told(diags), "no longer exists") {
		t.Errorf("the plan replaces because of %v, and says%s", planned.RequiresReplace, told(diags))
	}
	none := tftypes.NewValue(m.object(), nil) // the first half of the replacement
	planned.PlannedState = m.dynamic(t, none)
	noErrors(t, m.carryOut(t.Context(), t, none, planned))
}

func TestThread_whoseMembersAreNotFoundIsGoneOnlyIfItSaysSo(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	config := m.value(t, with("chat_thread", "members", map[string]any{}))
	noErrors(t, m.apply(t.Context(), t, config))
	noErrors(t, m.refresh(t))
	again := m.nextCommand(t, s)
	s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: http.StatusNotFound,
		Body: `{"error":{"code":"NotFound","message":"The specified thread id was not found."}}`})
	wantError(t, again.refresh(t), "", "Could not read the thread")
	if again.attributes(t) == nil {
		t.Error("the thread left the state")
	}
}

func TestThread_thatIsKeptOnDestroyNeedsNoProtection(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	config := with("chat_thread", "deletion_protection", true)
	config["on_destroy"] = "keep"
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	s.ResetRequests()
	noErrors(t, m.destroy(t))
	must(t, s.expectWrites())
	if m.attributes(t) != nil {
		t.Error("the thread is still in the state")
	}
}

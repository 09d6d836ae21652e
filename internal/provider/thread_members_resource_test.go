package provider

import (
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const theMembers = "chat_thread_members.m"

// foreignThread is a thread that an application made, with members whose display names are A, B and so on.
func (s *testService) foreignThread(t *testing.T, members int) (threadID string, userIDs []string) {
	t.Helper()
	userIDs = s.users(t, members)
	slices.Sort(userIDs)
	thread := client.NewThread{Topic: "M"}
	for i, id := range userIDs {
		thread.Members = append(thread.Members, client.Member{UserID: id, DisplayName: string(rune('A' + i))})
	}
	threadID = s.thread(t, thread)
	s.ResetRequests()
	return threadID, userIDs
}

// named is an element of members with a display name. Without a user id, its key is the id.
func named(userID, displayName string) map[string]any {
	element := one("user_id", userID)
	if userID == "" {
		element["user_id"] = nil
	}
	element["display_name"] = displayName
	return element
}

// threadMembersConfig is a configuration of chat_thread_members.
func threadMembersConfig(threadID string, members map[string]any) map[string]any {
	return map[string]any{"thread_id": threadID, "members": members}
}

// exclusively is a configuration of chat_thread_members that decides on everybody.
func exclusively(threadID string, members map[string]any) map[string]any {
	config := threadMembersConfig(threadID, members)
	config["exclusive"] = true
	return config
}

// expectMembers checks the display names of the participants of the only thread, without the acting user's.
func (s *testService) expectMembers(t *testing.T, names ...string) {
	t.Helper()
	must(t, s.expectThread(t, "M", append(names, "")...))
}

func TestThreadMembersResource_othersAreLeftAlone(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 2)
	u := s.users(t, 2)
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	next := func(members map[string]any, writes ...emulator.Operation) {
		t.Helper()
		m.protocol = newProtocol(t, s) // as the next command would
		if !m.state.IsNull() {
			noErrors(t, m.refresh(t))
		}
		s.ResetRequests()
		noErrors(t, m.apply(t.Context(), t, m.value(t, threadMembersConfig(thread, members))))
		must(t, s.expectWrites(writes...))
	}
	// Who is there with the same attributes is adopted.
	next(map[string]any{"ann": named(there[0], "A"), "xi": named(u[0], "X"), "yu": named(u[1], "Y")},
		emulator.OpAddParticipants)
	s.expectMembers(t, "A", "B", "X", "Y")
	next(map[string]any{"ann": named(there[0], "A"), "xi": named(u[0], "X")}, emulator.OpRemoveParticipant)
	s.expectMembers(t, "A", "B", "X")
	next(map[string]any{"ann": named(there[0], "Ann"), "xi": named(u[0], "X")}, emulator.OpRemoveParticipant,
		emulator.OpAddParticipants)
	s.expectMembers(t, "Ann", "B", "X")

	acting := s.clientAs(t, s.actingUser)
	must(t, acting.RemoveMember(t.Context(), thread, u[0]))
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	if got := m.attributes(t)["members"].(map[string]any); len(got) != 1 || got["ann"] == nil {
		t.Errorf("the state has %v: who left must show, and who was not listed must not", got)
	}
	s.ResetRequests()
	noErrors(t, m.destroy(t))
	must(t, s.expectWrites(emulator.OpRemoveParticipant))
	s.expectMembers(t, "B")
}

// TestThreadMembersResource_differentAttributesShowInTheNextPlan: only the plan of a change may remove someone.
func TestThreadMembersResource_differentAttributesShowInTheNextPlan(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 2)
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	config := threadMembersConfig(thread, map[string]any{"new": named(s.users(t, 1)[0], "N"), "ann": named(there[0],
		"Ann")})
	diags := m.apply(t.Context(), t, m.value(t, config))
	wantWarning(t, diags, "members", `is there with display name "A"`)
	if at := wholePath(diags[0].Attribute); at != `members["ann"]` {
		t.Errorf("the warning is at %s", at)
	}
	must(t, s.expectWrites(emulator.OpAddParticipants))
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	s.ResetRequests()
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	must(t, s.expectWrites(emulator.OpRemoveParticipant, emulator.OpAddParticipants))
	s.expectMembers(t, "Ann", "B", "N")
}

func TestThreadMembersResource_exclusiveDecidesOnEverybody(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 3)
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	noErrors(t, m.apply(t.Context(), t, m.value(t, threadMembersConfig(thread, map[string]any{"ann": named(there[0],
		"A")}))))
	must(t, s.expectWrites())
	m.protocol = newProtocol(t, s) // as the next command would

	config := m.value(t, exclusively(thread, map[string]any{"ann": named(there[0], "A"), "bob": named(there[1], "Bob")}))
	_, diags := m.plan(t, config)
	wantWarning(t, diags, "members", `"C" (`+there[2]+`)`)
	if all := told(diags); strings.Contains(all, there[0]) || strings.Contains(all, there[1]) {
		t.Errorf("the warning is not of exactly those who leave:%s", all)
	}
	noErrors(t, m.apply(t.Context(), t, config))
	must(t, s.expectWrites()) // the plan could not show them
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	noErrors(t, m.apply(t.Context(), t, config))
	s.expectMembers(t, "A", "Bob")

	must(t, s.clientAs(t, s.actingUser).AddMember(t.Context(), thread, client.Member{UserID: there[2],
		DisplayName: "Guest"}))
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	got := m.attributes(t)["members"].(map[string]any)[there[2]]
	if !reflect.DeepEqual(got.(map[string]any)["display_name"], "Guest") {
		t.Errorf("who joined outside is %v", got)
	}
	s.ResetRequests()
	noErrors(t, m.apply(t.Context(), t, config))
	must(t, s.expectWrites(emulator.OpRemoveParticipant))
	s.expectMembers(t, "A", "Bob")
}

func TestThreadMembersResource_actingUserIsNeverRemoved(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 1)
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	acting := one("user_id", nil)
	noErrors(t, m.apply(t.Context(), t, m.value(t, exclusively(thread, map[string]any{s.actingUser: acting,
		"ann": named(there[0], "A")}))))
	noErrors(t, m.apply(t.Context(), t, m.value(t, exclusively(thread, map[string]any{}))))
	s.expectMembers(t)
	noErrors(t, m.apply(t.Context(), t, m.value(t, threadMembersConfig(thread, map[string]any{s.actingUser: acting}))))
	noErrors(t, m.destroy(t))
	s.expectMembers(t)
	again := m.manage(t, m.name)
	wantError(t, again.apply(t.Context(), t, again.value(t, threadMembersConfig(thread,
		map[string]any{"me": named(s.actingUser, "Me")}))), "members", "cannot be changed")
}

// TestThreadMembersResource_manyTakeFewCalls: two adds create 249 members, one listing reads them, and forgetting them
// takes no call.
func TestThreadMembersResource_manyTakeFewCalls(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, _ := s.foreignThread(t, 0)
	var members []map[string]any
	for _, id := range s.users(t, client.MaxMembersPerThread-1) {
		members = append(members, one("user_id", id))
	}
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	config := threadMembersConfig(thread, listed(members...))
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	must(t, s.expectWrites(emulator.OpAddParticipants, emulator.OpAddParticipants))
	must(t, s.expectCalls(map[emulator.Operation]int{emulator.OpListParticipants: 1}))
	created := m.state
	m.protocol = newProtocol(t, s)
	s.ResetRequests()
	noErrors(t, m.refresh(t))
	if !m.state.Equal(created) {
		t.Error("what was created is not what is read")
	}
	// Three pages of one listing.
	must(t, s.expectCalls(map[emulator.Operation]int{emulator.OpListParticipants: 3, emulator.OpGetThread: 0}))
	config["remove_on_destroy"] = false
	s.ResetRequests()
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	noErrors(t, m.destroy(t))
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("forgetting made calls: %v", calls)
	}
}

// TestThreadMembersResource_lateFailureOfCreateIsInTheState fails after the first of two adds.
func TestThreadMembersResource_lateFailureOfCreateIsInTheState(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, _ := s.foreignThread(t, 0)
	var members []map[string]any
	for _, id := range s.users(t, client.MaxMembersPerCall+1) {
		members = append(members, one("user_id", id))
	}
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	config := m.value(t, threadMembersConfig(thread, listed(members...)))
	s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusForbidden, Nth: 2})
	wantWarning(t, m.apply(t.Context(), t, config), "members", "without 1 of 201 members")
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	if got := len(m.attributes(t)["members"].(map[string]any)); got != client.MaxMembersPerCall {
		t.Errorf("the state has %d members", got)
	}
	s.ResetRequests()
	noErrors(t, m.apply(t.Context(), t, config))
	must(t, s.expectWrites(emulator.OpAddParticipants))
	if got := len(s.members(t, thread)); got != client.MaxMembersPerCall+2 {
		t.Errorf("the thread has %d participants", got)
	}
}

func TestThreadMembersResource_rejectedAtCreateShowsInTheNextPlan(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, _ := s.foreignThread(t, 0)
	u := s.users(t, 1)[0]
	nobody := u[:len(u)-12] + "000000000000"
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	config := m.value(t, threadMembersConfig(thread, listed(one("user_id", u), one("user_id", nobody))))
	wantWarning(t, m.apply(t.Context(), t, config), "members", `without 1 of 2 members:

members["m1"], `+nobody)
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	if got := m.attributes(t)["members"].(map[string]any); len(got) != 1 {
		t.Errorf("the state has %v", got)
	}
	wantError(t, m.apply(t.Context(), t, config), "members", nobody)
}

func TestThreadMembersResource_threadThatIsGoneIsForgotten(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 1)
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	config := m.value(t, threadMembersConfig(thread, map[string]any{"ann": named(there[0], "A")}))
	noErrors(t, m.apply(t.Context(), t, config))
	must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), thread))
	m.protocol = newProtocol(t, s)
	noErrors(t, m.destroy(t))
	again := m.manage(t, m.name)
	wantError(t, again.apply(t.Context(), t, config), "members", "Operation: list members")
}

func TestThreadMembersResource_exclusiveHasRoomForTheActingUser(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	var members []map[string]any
	for i := range client.MaxMembersPerThread {
		members = append(members, one("user_id", fmt.Sprintf("%s%012d", aUser[:len(aUser)-12], i)))
	}
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	_, diags := m.plan(t, m.value(t, exclusively(aThread, listed(members...))))
	wantError(t, diags, "members", "List at most 249 others")
}

// membersOfAnApplication is a configuration of a thread that it does not make.
func membersOfAnApplication(threadID, arguments string, elements ...string) string {
	return fmt.Sprintf("resource \"chat_thread_members\" \"m\" {\n  thread_id = %q\n  %s\n  members = {\n%s\n  }\n}\n",
		threadID, arguments, strings.Join(elements, "\n"))
}

func TestAccThreadMembersResource_importsEverybody(t *testing.T) {
	s := newTestService(t)
	thread, there := s.foreignThread(t, 2)
	byID := membersOfAnApplication(thread, "exclusive = true", fmt.Sprintf("%q = { display_name = \"A\" }", there[0]),
		fmt.Sprintf("%q = { display_name = \"B\" }", there[1]))
	byName := membersOfAnApplication(thread, "exclusive = true", element(there[0], `display_name = "A"`), element(there[1],
		`display_name = "B"`))
	imported := fmt.Sprintf("import {\n  to = chat_thread_members.m\n  id = %q\n}\n", thread)
	acceptance(t, s,
		s.planned(theMembers, plancheck.ResourceActionUpdate, imported+byID, s.writes()), // exclusive is new
		resource.TestStep{ResourceName: theMembers, ImportState: true, ImportStateVerify: true, ImportStateId: thread,
			ImportStateVerifyIgnore: []string{"exclusive"}},
		resource.TestStep{ResourceName: theMembers, ImportState: true, ImportStateId: "general",
			ExpectError: regexp.MustCompile(`thread id looks\s+like`)},
		// Names for them change nothing on the service.
		s.planned(theMembers, plancheck.ResourceActionUpdate, byName, s.writes()),
		s.planned(theMembers, plancheck.ResourceActionNoop, byName),
		before(s.planned(theMembers, plancheck.ResourceActionUpdate, byName, s.writes(emulator.OpAddParticipants)), func() {
			must(t, s.clientAs(t, s.actingUser).RemoveMember(t.Context(), thread, there[1]))
		}),
		s.planned(theMembers, plancheck.ResourceActionUpdate, membersOfAnApplication(thread, "remove_on_destroy = false",
			element(there[0], `display_name = "A"`)), s.writes(emulator.OpRemoveParticipant)),
		resource.TestStep{Config: " "},
		before(resource.TestStep{Config: "locals {}"}, func() {
			must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), thread))
		}),
	)
}

// TestAccThreadMembersResource_ofAThreadOfTheSameApply: the thread's id is known after apply.
func TestAccThreadMembersResource_ofAThreadOfTheSameApply(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 2)
	config := func(elements ...string) string {
		return threadConfig("M", "") + strings.Replace(membersOfAnApplication("", "", elements...), `""`, "chat_thread.t.id",
			1)
	}
	a, b := element(u[0], `display_name = "A"`), element(u[1], `display_name = "B"`)
	acceptance(t, s,
		s.planned(theMembers, plancheck.ResourceActionCreate, config(a, b), s.memberNames(t, "", "A", "B"),
			s.writes(emulator.OpCreateThread, emulator.OpAddParticipants)),
		s.planned(theMembers, plancheck.ResourceActionUpdate, config(b), s.memberNames(t, "", "B")),
		s.planned(theMembers, plancheck.ResourceActionNoop, config(b)),
	)
}

func TestThreadMembersResource_lettingGoWaitsForNobody(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 1)
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	config := threadMembersConfig(thread, map[string]any{"ann": named(there[0], "A")})
	config["remove_on_destroy"] = false
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	m.protocol = newProtocolWithoutLogin(t, s)
	_, diags := m.plan(t, tftypes.NewValue(m.object(), nil))
	noErrors(t, diags)
	noErrors(t, m.destroy(t))
	s.expectMembers(t, "A")
}

package provider

import (
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// element is a member in HCL, with further arguments. Its key is a name made of the end of the user's id.
func element(userID, arguments string) string {
	return fmt.Sprintf("u%s = { user_id = %q, %s }", userID[len(userID)-12:], userID, arguments)
}

// membersConfig is a thread with these members.
func membersConfig(elements ...string) string {
	return threadConfig("M", "members = {\n"+strings.Join(elements, ",\n")+"\n}")
}

// memberNames checks the display names of the members of the only thread; the acting user's is "" as a rule.
func (s *testService) memberNames(t *testing.T, names ...string) statecheck.StateCheck {
	return serviceCheck(func() error { return s.expectThread(t, "M", names...) })
}

func TestAccThreadMembers_oneChangeIsOneCall(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 3)
	a, b, c := element(u[0], `display_name = "A"`), element(u[1], `display_name = "B"`), element(u[2],
		`display_name = "C"`)
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, membersConfig(a, b), s.memberNames(t, "", "A", "B"),
			s.writes(emulator.OpCreateThread)),
		s.planned(theThread, plancheck.ResourceActionUpdate, membersConfig(a, b, c), s.memberNames(t, "", "A", "B", "C"),
			s.writes(emulator.OpAddParticipants),
			attribute(theThread, "members", knownvalue.MapSizeExact(3)),
			serviceCheck(func() error {
				body := string(s.Requests(emulator.OpAddParticipants)[0].Body)
				if strings.Contains(body, u[0]) || !strings.Contains(body, u[2]) {
					return fmt.Errorf("the call was for %s", body)
				}
				return nil
			})),
		s.planned(theThread, plancheck.ResourceActionUpdate, membersConfig(b, c), s.memberNames(t, "", "B", "C"),
			s.writes(emulator.OpRemoveParticipant)),
		// What cannot change in place is one remove and one add.
		s.planned(theThread, plancheck.ResourceActionUpdate, membersConfig(element(u[1], `display_name = "Bea"`), c),
			s.memberNames(t, "", "Bea", "C"),
			s.writes(emulator.OpRemoveParticipant, emulator.OpAddParticipants)),
	)
}

func TestAccThreadMembers_nullLeavesThemAlone(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 2)
	joins := func() {
		must(t, s.clientAs(t, s.actingUser).AddMember(t.Context(), s.onlyThread(t).ID, client.Member{UserID: u[0],
			DisplayName: "Guest"}))
	}
	acceptance(t, s,
		resource.TestStep{Config: threadConfig("M", "")},
		before(s.planned(theThread, plancheck.ResourceActionNoop, threadConfig("M", ""), s.memberNames(t, "", "Guest")),
			joins),
		// The empty map is the acting user alone. Whoever is not in the state when that begins is in the next plan.
		nonEmpty(s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", "members = {}"), s.memberNames(t, "",
			"Guest"), s.writes())),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", "members = {}"), s.memberNames(t, ""),
			s.writes(emulator.OpRemoveParticipant)),
		before(s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", "members = {}"), s.memberNames(t, ""),
			s.writes(emulator.OpRemoveParticipant)), joins),
		// Letting go of them changes nothing.
		s.planned(theThread, plancheck.ResourceActionUpdate, membersConfig(element(u[1], `display_name = "Kept"`)),
			s.memberNames(t, "", "Kept")),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", ""), s.memberNames(t, "", "Kept"), s.writes()),
	)
}

func TestAccThreadMembers_foreignChangesAreTakenBack(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 3)
	config := membersConfig(element(u[0], `display_name = "A"`), element(u[1], `display_name = "B"`))
	acceptance(t, s,
		resource.TestStep{Config: config},
		before(s.planned(theThread, plancheck.ResourceActionUpdate, config, s.memberNames(t, "", "A", "B")), func() {
			other, thread := s.clientAs(t, s.actingUser), s.onlyThread(t).ID
			must(t, other.RemoveMember(t.Context(), thread, u[0]))
			must(t, other.AddMember(t.Context(), thread, client.Member{UserID: u[2], DisplayName: "Intruder"}))
			must(t, other.RemoveMember(t.Context(), thread, u[1]))
			must(t, other.AddMember(t.Context(), thread, client.Member{UserID: u[1], DisplayName: "Renamed"}))
		}),
	)
}

func TestAccThreadMembers_defaultsAndNotationsAreNoDifference(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 4)
	elements := func(epoch string) string {
		return membersConfig(
			element(u[0], ``),
			element(u[1], fmt.Sprintf(`share_history_time = %q`, epoch)),
			element(u[2], `share_history_time = "2024-05-01T10:00:00+02:00", display_name = ""`),
			element(u[3], `metadata = { role = "guest" }`),
		)
	}
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, elements("1970-01-01T00:00:00Z"), serviceCheck(func() error {
			for _, m := range s.members(t, s.onlyThread(t).ID) {
				if m.UserID == u[2] && m.ShareHistoryTime.Unix() != 1714550400 {
					return fmt.Errorf("the history is shared from %s", m.ShareHistoryTime)
				}
				if m.UserID == u[3] && m.Metadata["role"] != "guest" {
					return fmt.Errorf("the metadata is %v", m.Metadata)
				}
			}
			return nil
		})),
		s.planned(theThread, plancheck.ResourceActionNoop, elements("1970-01-01T00:00:00Z")),
		s.planned(theThread, plancheck.ResourceActionUpdate, elements("1970-01-01T01:00:00+01:00"), s.writes()),
	)
}

func TestAccThreadMembers_actingUserMayBeListed(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)
	acting := element(s.actingUser, `display_name = "Bot", share_history_time = "2024-05-01T00:00:00Z"`)
	guest := element(u[0], `display_name = "A"`)
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, membersConfig(acting, guest), s.memberNames(t, "A", "Bot"),
			s.writes(emulator.OpCreateThread)),
		s.planned(theThread, plancheck.ResourceActionUpdate, membersConfig(guest), s.memberNames(t, "A", "Bot"), s.writes()),
		s.planned(theThread, plancheck.ResourceActionUpdate, membersConfig(element(s.actingUser, "")), s.memberNames(t,
			"Bot"), s.writes(emulator.OpRemoveParticipant)),
		s.planned(theThread, plancheck.ResourceActionUpdate, membersConfig(acting), s.memberNames(t, "Bot"), s.writes()),
		resource.TestStep{Config: membersConfig(element(s.actingUser, `display_name = "Robot"`)),
			ExpectError: regexp.MustCompile(`(?s)The acting user's membership cannot be changed.*-replace`)},
	)
}

func TestAccThreadMembers_rejectedOneIsAnErrorAndTheOthersAreKept(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 2)
	good := element(u[0], `display_name = "A"`)
	// A well-formed user of this resource that does not exist.
	nobody := u[0][:len(u[0])-12] + "000000000000"
	acceptance(t, s,
		resource.TestStep{Config: membersConfig(good)},
		resource.TestStep{PreConfig: s.ResetRequests, Config: membersConfig(good, element(u[1], `display_name = "B"`),
			element(nobody, `display_name = "C"`)),
			ExpectError: regexp.MustCompile(`(?s)A member was not added.*` + regexp.QuoteMeta(nobody))},
		s.planned(theThread, plancheck.ResourceActionNoop, membersConfig(good, element(u[1], `display_name = "B"`)),
			s.memberNames(t, "", "A", "B")),
	)
}

func TestAccThreadMembers_rejectedAtCreateShowsInTheNextPlan(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)
	a, nobody := element(u[0], `display_name = "A"`), element(u[0][:len(u[0])-12]+"000000000000", "")
	var thread string
	next := before(s.planned(theThread, plancheck.ResourceActionUpdate, membersConfig(a, nobody)), func() {
		thread = s.onlyThread(t).ID
	})
	next.ExpectError = regexp.MustCompile(`(?s)A member was not added.*000000000000`)
	acceptance(t, s,
		resource.TestStep{Config: membersConfig(a, nobody), ExpectNonEmptyPlan: true,
			ConfigStateChecks: []statecheck.StateCheck{s.memberNames(t, "", "A")}},
		next,
		s.planned(theThread, plancheck.ResourceActionNoop, membersConfig(a), s.memberNames(t, "", "A"), s.holds(t,
			func(now emulator.Thread) error {
				if now.ID != thread {
					return fmt.Errorf("the thread was replaced")
				}
				return nil
			})),
	)
}

func TestAccThreadMembers_halfDoneUpdateIsInTheState(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 3)
	a, b, c := element(u[0], `display_name = "A"`), element(u[1], `display_name = "B"`), element(u[2],
		`display_name = "C"`)
	failed := resource.TestStep{
		PreConfig: func() {
			s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusForbidden})
		},
		Config:      threadConfig("New topic", "members = {"+b+","+c+"}"),
		ExpectError: regexp.MustCompile(`(?s)A member was not added`),
	}
	finish := s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("New topic", "members = {"+b+","+c+"}"),
		s.writes(emulator.OpAddParticipants)) // the topic and the removal were done before
	acceptance(t, s, resource.TestStep{Config: membersConfig(a, b)}, failed, finish)
}

// TestAccThreadMembers_ofTheSameApplyAreNamedInThePlan: the ids are known after apply, the keys at plan.
func TestAccThreadMembers_ofTheSameApplyAreNamedInThePlan(t *testing.T) {
	s := newTestService(t)
	config := func(names string) string {
		return `
resource "chat_user" "person" { for_each = toset([` + names + `]) }
` + threadConfig("M", "members = { for name, u in chat_user.person : name => { user_id = u.id, display_name = "+
			"title(name) } }")
	}
	id := func(name string) tfjsonpath.Path {
		return tfjsonpath.New("members").AtMapKey(name).AtMapKey("user_id")
	}
	create := s.planned(theThread, plancheck.ResourceActionCreate, config(`"ada", "bob"`), s.memberNames(t, "", "Ada",
		"Bob"))
	create.ConfigPlanChecks.PreApply = append(create.ConfigPlanChecks.PreApply,
		plancheck.ExpectUnknownValue(theThread, id("ada")), plancheck.ExpectUnknownValue(theThread, id("bob")))
	join := s.planned(theThread, plancheck.ResourceActionUpdate, config(`"ada", "bob", "carl"`),
		s.memberNames(t, "", "Ada", "Bob", "Carl"), s.writes(emulator.OpCreateIdentity, emulator.OpAddParticipants))
	join.ConfigPlanChecks.PreApply = append(join.ConfigPlanChecks.PreApply,
		plancheck.ExpectUnknownValue(theThread, id("carl")),
		plancheck.ExpectKnownValue(theThread, id("ada"), knownvalue.StringRegexp(regexp.MustCompile(`^8:acs:`))))
	acceptance(t, s, create, join, resource.TestStep{Config: config(""), Destroy: true})
}

func TestAccThreadMembers_anotherKeyForAUserMakesNoWrite(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 2)
	config := func(ada, bob string) string {
		return threadConfig("M", fmt.Sprintf("members = { %s, %s }", ada, bob))
	}
	ada, bob := fmt.Sprintf(`ada = { user_id = %q }`, u[0]), fmt.Sprintf(`bob = { user_id = %q }`, u[1])
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, config(ada, bob)),
		s.planned(theThread, plancheck.ResourceActionUpdate, config(fmt.Sprintf(`(%q) = {}`, u[0]), strings.Replace(bob,
			"bob", "ada", 1)), s.writes(),
			attribute(theThread, "members", knownvalue.MapExact(map[string]knownvalue.Check{
				u[0]:  knownvalue.ObjectPartial(map[string]knownvalue.Check{"user_id": knownvalue.Null()}),
				"ada": knownvalue.ObjectPartial(map[string]knownvalue.Check{"user_id": knownvalue.StringExact(u[1])}),
			}))),
		s.planned(theThread, plancheck.ResourceActionNoop, config(fmt.Sprintf(`(%q) = {}`, u[0]), strings.Replace(bob, "bob",
			"ada", 1))),
	)
}

// TestThreadMembers_whoJoinsOutsideAppearsUnderTheirID: who is listed keeps the key and the notation of the
// configuration.
func TestThreadMembers_whoJoinsOutsideAppearsUnderTheirID(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 3)
	upper := "8:acs:" + strings.ToUpper(u[0][len("8:acs:"):])
	m := newProtocol(t, s).manage(t, "chat_thread")
	members := map[string]any{"ada": one("user_id", u[0]), u[1]: one("user_id", nil)}
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", members))))
	acting, thread := s.clientAs(t, s.actingUser), s.onlyThread(t).ID
	must(t, acting.AddMember(t.Context(), thread, client.Member{UserID: u[2], DisplayName: "Guest"}))
	m.protocol = newProtocol(t, s) // the next command
	noErrors(t, m.refresh(t))
	want := map[string]any{"ada": one("user_id", u[0]), u[1]: one("user_id", nil), u[2]: one("user_id", nil)}
	want[u[2]].(map[string]any)["display_name"] = "Guest"
	if got := m.attributes(t)["members"]; !reflect.DeepEqual(got, want) {
		t.Errorf("the members are\n%v, want\n%v", got, want)
	}
	// GUIDs may be written in any case.
	members["ada"] = one("user_id", upper)
	s.ResetRequests()
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", members))))
	must(t, s.expectWrites(emulator.OpRemoveParticipant)) // of the guest
	noErrors(t, m.refresh(t))
	if got := m.attributes(t)["members"]; !reflect.DeepEqual(got, map[string]any{"ada": members["ada"],
		u[1]: members[u[1]]}) {
		t.Errorf("the members are %v", got)
	}
}

// TestThreadMembers_aFailedChangeKeepsTheKeys removes one member, and fails to remove the next.
func TestThreadMembers_aFailedChangeKeepsTheKeys(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 3)
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", map[string]any{"ada": one("user_id",
		u[0]), "bob": one("user_id", u[1])}))))
	s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, Status: http.StatusForbidden})
	diags := m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", map[string]any{"bob": one("user_id",
		u[2])})))
	wantError(t, diags, "members", "Operation: remove member")
	want := map[string]any{"ada": one("user_id", u[0]), u[1]: one("user_id", nil)} // bob is somebody else by now
	if got := m.attributes(t)["members"]; !reflect.DeepEqual(got, want) {
		t.Errorf("the members are\n%v, want\n%v", got, want)
	}
}

func TestThreadMembers_leaveWhomAnotherResourceHasClaimed(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 2)
	thread := newProtocol(t, s).manage(t, "chat_thread")
	ann, bob := named(u[0], "A"), named(u[1], "B")
	noErrors(t, thread.apply(t.Context(), t, thread.value(t, map[string]any{"topic": "M",
		"members": map[string]any{"ann": ann, "bob": bob}})))
	thread.protocol = newProtocol(t, s) // the next command moves one of them
	single := thread.manage(t, "chat_thread_member")
	noErrors(t, single.apply(t.Context(), t, single.value(t, map[string]any{"thread_id": thread.attributes(t)["id"],
		"user_id": u[0], "display_name": "A"})))
	s.ResetRequests()
	noErrors(t, thread.apply(t.Context(), t, thread.value(t, map[string]any{"topic": "M",
		"members": map[string]any{"bob": bob}})))
	must(t, s.expectWrites())
	s.expectMembers(t, "A", "B")
}

func TestThreadMembers_metadataFromOutsideShows(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 1)[0]
	thread := s.thread(t, client.NewThread{Topic: "M", Members: []client.Member{{UserID: u, DisplayName: "A",
		Metadata: map[string]string{"role": "guest"}}}})
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	noErrors(t, m.imported(t, thread, nil))
	noErrors(t, m.apply(t.Context(), t, m.value(t, threadMembersConfig(thread, map[string]any{"ann": named(u, "A")}))))
	for _, member := range s.members(t, thread) {
		if len(member.Metadata) > 0 {
			t.Errorf("%s has the metadata %v", member.UserID, member.Metadata)
		}
	}
}

// nonEmpty is a step after which the next plan has something to do.
func nonEmpty(step resource.TestStep) resource.TestStep {
	step.ExpectNonEmptyPlan = true
	return step
}

package provider

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const theMember = "chat_thread_member.m"

// memberConfig is a thread and one member of it, with further arguments.
func memberConfig(userID, arguments string) string {
	return threadConfig("M", "") + fmt.Sprintf("resource \"chat_thread_member\" \"m\" {\n  thread_id = "+
		"chat_thread.t.id\n  user_id = %q\n  %s\n}\n", userID, arguments)
}

func TestAccThreadMember_isAddedChangedAndReplaced(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 2)
	acceptance(t, s,
		s.planned(theMember, plancheck.ResourceActionCreate, memberConfig(u[0], `display_name = "A"`), s.memberNames(t, "",
			"A"),
			s.writes(emulator.OpCreateThread, emulator.OpAddParticipants),
			attribute(theMember, "share_history_time", knownvalue.StringExact("1970-01-01T00:00:00Z")),
			attribute(theMember, "id", knownvalue.StringRegexp(regexp.MustCompile(`^19:.*@thread\.v2/8:acs:`)))),
		s.planned(theMember, plancheck.ResourceActionUpdate, memberConfig(u[0], `display_name = "B"`), s.memberNames(t, "",
			"B"),
			s.writes(emulator.OpRemoveParticipant, emulator.OpAddParticipants)),
		s.planned(theMember, plancheck.ResourceActionDestroyBeforeCreate, memberConfig(u[1], `
  display_name = "C"
  share_history_time = "2024-05-01T10:00:00+02:00"
  metadata = { role = "guest" }`), s.memberNames(t, "", "C"),
			attribute(theMember, "share_history_time", knownvalue.StringExact("2024-05-01T10:00:00+02:00"))),
		// The same instant in another notation is not a change.
		s.planned(theMember, plancheck.ResourceActionNoop, memberConfig(u[1], `
  display_name = "C"
  share_history_time = "2024-05-01T08:00:00Z"
  metadata = { role = "guest" }`)),
		s.planned(theMember, plancheck.ResourceActionUpdate, memberConfig(u[1], `
  display_name = "C"
  share_history_time = "2024-05-01T08:00:00Z"
  metadata = { role = "guest" }
  timeouts = { delete = "3m" }`), s.writes()),
		s.planned(theMember, plancheck.ResourceActionUpdate, memberConfig(u[1], `
  display_name = "C"
  share_history_time = "2024-05-01T08:00:01Z"
  metadata = { role = "guest" }`), s.writes(emulator.OpRemoveParticipant, emulator.OpAddParticipants)),
		// GUIDs in another letter case are the same user.
		s.planned(theMember, plancheck.ResourceActionNoop, memberConfig(inCapitals(u[1]), `
  display_name = "C"
  share_history_time = "2024-05-01T08:00:01Z"
  metadata = { role = "guest" }`)),
	)
}

func TestAccThreadMember_foreignChangesShow(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	config := memberConfig(u, `display_name = "A"`)
	removed := func() {
		must(t, s.clientAs(t, s.actingUser).RemoveMember(t.Context(), s.onlyThread(t).ID, u))
	}
	acceptance(t, s,
		resource.TestStep{Config: config},
		before(s.planned(theMember, plancheck.ResourceActionCreate, config, s.memberNames(t, "", "A")), removed),
		before(s.planned(theMember, plancheck.ResourceActionUpdate, config, s.memberNames(t, "", "A")), func() {
			removed()
			must(t, s.clientAs(t, s.actingUser).AddMember(t.Context(), s.onlyThread(t).ID, client.Member{UserID: u,
				DisplayName: "Renamed"}))
		}),
	)
}

// TestAccThreadMember_whoIsThereAlreadyIsAdopted: with other attributes, the next plan shows the change, so no one is
// removed without one.
func TestAccThreadMember_whoIsThereAlreadyIsAdopted(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	joins := func() {
		must(t, s.clientAs(t, s.actingUser).AddMember(t.Context(), s.onlyThread(t).ID, client.Member{UserID: u,
			DisplayName: "A"}))
	}
	acceptance(t, s,
		resource.TestStep{Config: threadConfig("M", "")},
		before(s.planned(theMember, plancheck.ResourceActionCreate, memberConfig(u, `display_name = "A"`), s.writes()),
			joins),
		resource.TestStep{Config: threadConfig("M", "")},
		before(resource.TestStep{Config: memberConfig(u, `display_name = "Other"`), ExpectNonEmptyPlan: true,
			ConfigStateChecks: []statecheck.StateCheck{s.memberNames(t, "", "A")}}, joins),
		s.planned(theMember, plancheck.ResourceActionUpdate, memberConfig(u, `display_name = "Other"`), s.memberNames(t, "",
			"Other")),
	)
}

func TestAccThreadMember_importsByID(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	imported := func(id, expect string) resource.TestStep {
		return resource.TestStep{ResourceName: theMember, ImportState: true, ImportStateId: id,
			ExpectError: regexp.MustCompile(expect)}
	}
	acceptance(t, s,
		resource.TestStep{Config: memberConfig(u, `
  display_name = "A"
  share_history_time = "2024-05-01T08:00:00Z"
  metadata = { role = "guest" }`)},
		resource.TestStep{ResourceName: theMember, ImportState: true, ImportStateVerify: true},
		imported("19:abc@thread.v2", `(?s)cannot be imported.*<thread_id>/<user_id>`),
		imported("19:abc@thread.v2/alice", `(?s)"alice" is not valid.*<thread_id>/<user_id>`),
		imported("19:abc@thread.v2/"+s.actingUser, `The acting user cannot be managed as a member`),
	)
}

func TestAccThreadMember_actingUserIsRefusedAtPlan(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		resource.TestStep{PreConfig: s.ResetRequests, Config: memberConfig(s.actingUser, ""),
			ExpectError: regexp.MustCompile(`(?s)The acting user cannot be managed as a member.*lock the\s+provider\s+out`)},
		resource.TestStep{Config: "output \"nothing\" { value = 1 }", ConfigStateChecks: []statecheck.StateCheck{s.writes()}},
	)
}

func TestAccThreadMember_thatActsNowIsForgottenAndNotRemoved(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	first := s.actingUser
	switched := func(userID string) func() { return func() { s.env[envUserID] = userID } }
	acceptance(t, s,
		resource.TestStep{Config: memberConfig(u, "")},
		// The acting user is now the one that the first one added: it may stay, but not change.
		before(s.planned(theMember, plancheck.ResourceActionNoop, memberConfig(u, "")), switched(u)),
		before(resource.TestStep{Config: memberConfig(u, `display_name = "New"`),
			ExpectError: regexp.MustCompile(`The acting user cannot be managed as a member`)}, s.ResetRequests),
		s.planned(theMember, plancheck.ResourceActionDestroy, threadConfig("M", ""), s.writes()),
		before(s.planned(theMember, plancheck.ResourceActionCreate, memberConfig(u, ""), s.writes()), switched(first)),
		// Everything is destroyed at the end, by the acting user that is one of the members.
		before(resource.TestStep{Config: memberConfig(u, "")}, switched(u)),
	)
}

// inCapitals returns a raw id with the GUIDs of its user and resource in capitals.
func inCapitals(rawID string) string {
	return "8:acs:" + strings.ToUpper(strings.TrimPrefix(rawID, "8:acs:"))
}

func TestAccThreadMember_thatTheServiceRejectsIsAnError(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	nobody := u[:len(u)-12] + "000000000000"
	acceptance(t, s,
		resource.TestStep{Config: memberConfig(nobody, ""),
			ExpectError: regexp.MustCompile(`(?s)A member was not added.*` + regexp.QuoteMeta(nobody))},
		s.planned(theMember, plancheck.ResourceActionCreate, memberConfig(u, "")),
	)
}

func TestAccThreadMember_manyAreAddedInFewCalls(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 30)
	// The emulator has no limits here, and the provider need not wait for those of the service to remove them again.
	config := "provider \"chat\" { client_side_throttling = false }\n" + threadConfig("M", "")
	for i, id := range u {
		config += fmt.Sprintf("resource \"chat_thread_member\" \"m%d\" {\n  thread_id = chat_thread.t.id\n  user_id = %q\n"+
			"}\n", i, id)
	}
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, config, serviceCheck(func() error {
			adds, lists := len(s.Requests(emulator.OpAddParticipants)), len(s.Requests(emulator.OpListParticipants))
			if adds > 6 || lists > 3 {
				return fmt.Errorf("30 members took %d adds and %d listings", adds, lists)
			}
			return nil
		})),
		s.planned(theThread, plancheck.ResourceActionNoop, config),
	)
}

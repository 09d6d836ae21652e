package provider

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const theThread = "chat_thread.t"

// threadConfig is a thread with further arguments.
func threadConfig(topic, arguments string) string {
	return fmt.Sprintf("resource \"chat_thread\" \"t\" {\n  topic = %q\n  %s\n}\n", topic, arguments)
}

// planned is a step whose plan does something to a resource, after the calls so far were forgotten.
func (s *testService) planned(address string, action plancheck.ResourceActionType, config string, checks ...statecheck.StateCheck) resource.TestStep {
	return resource.TestStep{
		PreConfig:         s.ResetRequests,
		Config:            config,
		ConfigPlanChecks:  resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}},
		ConfigStateChecks: checks,
	}
}

// before adds what happens behind Terraform's back before a step.
func before(step resource.TestStep, happens func()) resource.TestStep {
	first := step.PreConfig
	step.PreConfig = func() {
		happens()
		if first != nil {
			first()
		}
	}
	return step
}

// writes checks the calls of a step that change something.
func (s *testService) writes(want ...emulator.Operation) statecheck.StateCheck {
	return serviceCheck(func() error { return s.expectWrites(want...) })
}

func attribute(address, name string, check knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), check)
}

// holds checks the only thread as the service has it.
func (s *testService) holds(t *testing.T, check func(emulator.Thread) error) statecheck.StateCheck {
	return serviceCheck(func() error { return check(s.onlyThread(t)) })
}

// must fails the test; for what a test does behind Terraform's back.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAccThread_topicUpdatesInPlace(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("First", ""),
			attribute(theThread, "created_by", knownvalue.StringExact(s.actingUser)),
			attribute(theThread, "created_on", knownvalue.StringRegexp(regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`))),
			attribute(theThread, "members", knownvalue.Null()),
			s.writes(emulator.OpCreateThread)),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("Second", ""),
			attribute(theThread, "topic", knownvalue.StringExact("Second")),
			s.writes(emulator.OpUpdateThread),
			serviceCheck(func() error {
				if body := string(s.Requests(emulator.OpUpdateThread)[0].Body); body != `{"topic":"Second"}` {
					return fmt.Errorf("the patch was %s", body)
				}
				return nil
			})),
		s.planned(theThread, plancheck.ResourceActionNoop, threadConfig("Second", "")),
	)
}

func TestAccThread_topicChangedOutsideIsPlannedBack(t *testing.T) {
	s := newTestService(t)
	topic := "Somebody else's"
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("Ours", "")),
		before(s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("Ours", ""), s.writes(emulator.OpUpdateThread)), func() {
			must(t, s.clientAs(t, s.actingUser).UpdateThread(t.Context(), s.onlyThread(t).ID, client.ThreadPatch{Topic: &topic}))
		}),
	)
}

func TestAccThread_deletedOutsideIsCreatedAgain(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("Here", `metadata = { a = "1" }`)),
		before(s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("Here", `metadata = { a = "1" }`), s.writes(emulator.OpCreateThread)), func() {
			must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), s.onlyThread(t).ID))
		}),
		// The service may also answer for a deleted thread, with the time of its deletion.
		before(s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("Here", `metadata = { a = "1" }`), s.writes(emulator.OpCreateThread)), func() {
			id := s.onlyThread(t).ID
			must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), id))
			s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusOK,
				Body: `{"id":"` + id + `","topic":"Here","createdOn":"2024-01-01T00:00:00Z","deletedOn":"2024-01-02T00:00:00Z"}`})
		}),
	)
}

func TestAccThread_deletedOutsideIsDestroyedAnyway(t *testing.T) {
	s := newTestService(t)
	gone := resource.TestStep{Config: threadConfig("Here", ""), Destroy: true}
	acceptance(t, s,
		resource.TestStep{Config: threadConfig("Here", "")},
		before(gone, func() {
			must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), s.onlyThread(t).ID))
		}),
	)
}

// emptyRemoves makes a service that removes a key of a thread's metadata with "", the provider's first try, so one call does it.
func emptyRemoves(o *emulator.Options) { o.Choices[emulator.ChoiceMetadataRemoval] = "both" }

func TestAccThread_metadataIsWholeWhenSet(t *testing.T) {
	s := newTestService(t, emptyRemoves)
	has := func(want map[string]string) statecheck.StateCheck {
		return s.holds(t, func(thread emulator.Thread) error {
			if !maps.Equal(thread.Metadata, want) {
				return fmt.Errorf("the service has the metadata %v, want %v", thread.Metadata, want)
			}
			return nil
		})
	}
	outside := func(metadata map[string]string) func() {
		return func() {
			must(t, s.clientAs(t, s.actingUser).UpdateThread(t.Context(), s.onlyThread(t).ID, client.ThreadPatch{Metadata: metadata}))
		}
	}
	ab := map[string]string{"a": "1", "b": "2"}
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("M", `metadata = { a = "1", b = "2" }`), has(ab)),
		// Exactly what changed is sent.
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", `metadata = { a = "1", c = "3" }`),
			has(map[string]string{"a": "1", "c": "3"}), s.writes(emulator.OpUpdateThread),
			serviceCheck(func() error {
				if body := string(s.Requests(emulator.OpUpdateThread)[0].Body); body != `{"metadata":{"b":"","c":"3"}}` {
					return fmt.Errorf("the patch was %s", body)
				}
				return nil
			})),
		before(s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", `metadata = { a = "1", c = "3" }`),
			has(map[string]string{"a": "1", "c": "3"})), outside(map[string]string{"a": "9", "x": "foreign"})),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", `metadata = {}`), has(map[string]string{})),
		before(s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", `metadata = {}`), has(map[string]string{})),
			outside(map[string]string{"x": "foreign"})),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", `metadata = { a = "1" }`), has(map[string]string{"a": "1"})),
		// Without the argument, what it had set goes, and from then on metadata is not managed.
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", ``), has(map[string]string{})),
		before(s.planned(theThread, plancheck.ResourceActionNoop, threadConfig("M", ``), has(map[string]string{"x": "foreign"})),
			outside(map[string]string{"x": "foreign"})),
	)
}

func TestAccThread_metadataThatTheServiceKeepsIsAnError(t *testing.T) {
	s := newTestService(t, emptyRemoves)
	kept := resource.TestStep{
		PreConfig: func() {
			s.InjectFault(emulator.Fault{Operation: emulator.OpUpdateThread, Times: 2, Status: http.StatusNoContent}) // and nothing is done
		},
		Config:      threadConfig("M", `metadata = { a = "1" }`),
		ExpectError: regexp.MustCompile(`(?s)The service kept metadata.*"b" = "2"`),
	}
	acceptance(t, s,
		resource.TestStep{Config: threadConfig("M", `metadata = { a = "1", b = "2" }`)},
		kept,
		// The state has what the service has, so the next plan sees the key again.
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("M", `metadata = { a = "1" }`), s.writes(emulator.OpUpdateThread)),
	)
}

func TestAccThread_retentionIsSetChangedAndLifted(t *testing.T) {
	s := newTestService(t)
	days := func(want int) statecheck.StateCheck {
		return s.holds(t, func(thread emulator.Thread) error {
			if thread.DeleteAfterDays != want {
				return fmt.Errorf("the service deletes after %d days, want %d", thread.DeleteAfterDays, want)
			}
			return nil
		})
	}
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("R", `delete_after_days = 30`), days(30)),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("R", `delete_after_days = 90`), days(90), s.writes(emulator.OpUpdateThread)),
		before(s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("R", `delete_after_days = 90`), days(90)), func() {
			must(t, s.clientAs(t, s.actingUser).UpdateThread(t.Context(), s.onlyThread(t).ID, client.ThreadPatch{Retention: &client.Retention{DeleteAfterDays: 45}}))
		}),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("R", ``), days(0), attribute(theThread, "delete_after_days", knownvalue.Null())),
	)
}

func TestAccThread_onlyTimeoutsChangeMakesNoWrite(t *testing.T) {
	s := newTestService(t)
	const arguments = `
  metadata = { a = "1" }
  members = {}`
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("T", arguments)),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("T", arguments+`
  timeouts = { create = "1h", update = "2m" }`), s.writes()),
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("T", arguments), s.writes()),
	)
}

func TestAccThread_importsByID(t *testing.T) {
	s := newTestService(t)
	config := threadConfig("I", `
  metadata = { a = "1" }
  delete_after_days = 60`)
	acceptance(t, s,
		resource.TestStep{Config: config},
		resource.TestStep{ResourceName: theThread, ImportState: true, ImportStateVerify: true},
		resource.TestStep{ResourceName: theThread, ImportState: true, ImportStateKind: resource.ImportBlockWithID}, // whose plan must be clean
		resource.TestStep{ResourceName: theThread, ImportState: true, ImportStateId: "general",
			ExpectError: regexp.MustCompile(`(?s)"general" is not valid.*<thread_id>`)},
		resource.TestStep{ResourceName: theThread, ImportState: true, ImportStateId: "19:acsV2_nowhere@thread.v2",
			ExpectError: regexp.MustCompile(`Cannot import non-existent remote object|does not exist`)},
	)
}

func TestAccThread_importedMembersAreTakenOverWithoutACall(t *testing.T) {
	s := newTestService(t)
	user := s.users(t, 1)[0]
	created, _, err := s.clientAs(t, s.actingUser).CreateThread(t.Context(), client.NewThread{Topic: "Old", Members: []client.Member{{UserID: user, DisplayName: "A"}}})
	must(t, err)
	config := fmt.Sprintf(`import {
  to = chat_thread.t
  id = %q
}
`, created.ID) + threadConfig("Old", fmt.Sprintf(`members = { a = { user_id = %q, display_name = "A" } }`, user))
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionUpdate, config, s.writes(), attribute(theThread, "members", knownvalue.MapSizeExact(1))),
		s.planned(theThread, plancheck.ResourceActionNoop, config),
	)
}

func TestAccThread_notAParticipantIsAnErrorThatSaysWhatToDo(t *testing.T) {
	s := newTestService(t)
	other := s.users(t, 1)[0]
	refused := resource.TestStep{
		PreConfig: func() {
			thread := s.onlyThread(t).ID
			acting := s.clientAs(t, s.actingUser)
			must(t, acting.AddMember(t.Context(), thread, client.Member{UserID: other}))
			must(t, s.clientAs(t, other).RemoveMember(t.Context(), thread, s.actingUser))
		},
		Config:      threadConfig("F", ""),
		ExpectError: regexp.MustCompile(`(?s)Could not read the thread.*acts as\s+` + regexp.QuoteMeta(s.actingUser) + `.*participant.*HTTP status: 403.*Request id: `),
	}
	back := resource.TestStep{
		PreConfig: func() {
			must(t, s.clientAs(t, other).AddMember(t.Context(), s.onlyThread(t).ID, client.Member{UserID: s.actingUser}))
		},
		Config: threadConfig("F", ""),
	}
	acceptance(t, s, resource.TestStep{Config: threadConfig("F", "")}, refused, back)
}

func TestAccThread_failedUpdateKeepsTheOldState(t *testing.T) {
	s := newTestService(t)
	failed := resource.TestStep{
		PreConfig: func() {
			s.InjectFault(emulator.Fault{Operation: emulator.OpUpdateThread, Status: http.StatusBadRequest, Body: " "})
		},
		Config:      threadConfig("New", ""),
		ExpectError: regexp.MustCompile(`(?s)Could not update the thread.*rejected the request.*Operation: update thread.*HTTP status: 400`),
	}
	acceptance(t, s,
		resource.TestStep{Config: threadConfig("Old", "")},
		failed,
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("New", ""), s.writes(emulator.OpUpdateThread)),
	)
}

// idOf makes an import id of attributes of a resource.
func idOf(address string, attributes ...string) resource.ImportStateIdFunc {
	return func(state *terraform.State) (string, error) {
		var parts []string
		for _, name := range attributes {
			parts = append(parts, state.RootModule().Resources[address].Primary.Attributes[name])
		}
		return strings.Join(parts, "/"), nil
	}
}

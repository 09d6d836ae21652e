package provider

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const protected = "deletion_protection = true"

// isProtected is the error of a protected thread. Terraform wraps lines.
func isProtected() *regexp.Regexp {
	return regexp.MustCompile(`(?s)The thread is protected from deletion.*set\s+deletion_protection\s+=\s+false,\s+run\s+terraform\s+apply`)
}

func TestAccThread_protectedIsNotDestroyed(t *testing.T) {
	s := newTestService(t)
	refused := func(config string) resource.TestStep {
		return resource.TestStep{PreConfig: s.ResetRequests, Config: config, ExpectError: isProtected()}
	}
	acceptance(t, s,
		resource.TestStep{Config: threadConfig("P", protected)},
		refused(" "), // the block is gone
		resource.TestStep{Config: threadConfig("P", protected), Destroy: true, ExpectError: isProtected()},
		// The state counts, not the configuration.
		resource.TestStep{Config: threadConfig("P", "deletion_protection = false"), Destroy: true, ExpectError: isProtected()},
		s.planned(theThread, plancheck.ResourceActionUpdate, threadConfig("P", "deletion_protection = false"), s.writes(), s.noCalls()),
		resource.TestStep{Config: threadConfig("P", "deletion_protection = false"), Destroy: true},
	)
}

// TestThread_protectedIsRefusedAtPlan: an apply would refuse it too, but after it began.
func TestThread_protectedIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "deletion_protection", true))))
	_, diags := m.plan(t, tftypes.NewValue(m.object(), nil))
	wantError(t, diags, "deletion_protection", "deletion_protection = false")

	// A replacement is planned as an update first, and then without the state, but with the private state of that plan.
	planned, diags := m.plan(t, m.value(t, with("chat_thread", "deletion_protection", true)))
	noErrors(t, diags)
	replaced := m.manage(t, m.name)
	replaced.private = planned.PlannedPrivate
	_, diags = replaced.plan(t, replaced.value(t, with("chat_thread", "deletion_protection", true)))
	wantError(t, diags, "deletion_protection", "To replace it")
}

// noCalls checks that nothing but the reads of the refresh was called.
func (s *testService) noCalls() statecheck.StateCheck {
	return serviceCheck(func() error {
		for _, r := range s.Requests() {
			if r.Operation != emulator.OpGetThread && r.Operation != emulator.OpListThreads && r.Operation != emulator.OpIssueToken {
				return fmt.Errorf("%s was called", r.Operation)
			}
		}
		return nil
	})
}

func TestAccThread_protectedIsNotReplaced(t *testing.T) {
	for title, lifecycle := range map[string]string{"": "", " before it is destroyed": "create_before_destroy = true"} {
		t.Run("created"+title, func(t *testing.T) {
			s := newTestService(t)
			config := func(trigger, protection string) string {
				return fmt.Sprintf("resource \"terraform_data\" \"trigger\" { input = %q }\n", trigger) + threadConfig("P", protection+`
  lifecycle {
    `+lifecycle+`
    replace_triggered_by = [terraform_data.trigger]
  }`)
			}
			replaced := plancheck.ResourceActionDestroyBeforeCreate
			if lifecycle != "" {
				replaced = plancheck.ResourceActionCreateBeforeDestroy
			}
			acceptance(t, s,
				resource.TestStep{Config: config("1", protected)},
				resource.TestStep{PreConfig: s.ResetRequests, Config: config("2", protected), ExpectError: isProtected()},
				resource.TestStep{PreConfig: func() { must(t, s.expectWrites()) }, Config: config("1", "")},
				s.planned(theThread, replaced, config("2", protected)),
				resource.TestStep{Config: config("2", "")},
			)
		})
	}
}

func TestAccThread_protectedAndTaintedIsNotReplaced(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		resource.TestStep{Config: threadConfig("P", protected)},
		resource.TestStep{PreConfig: s.ResetRequests, Taint: []string{theThread}, Config: threadConfig("P", protected),
			ExpectError: regexp.MustCompile(`(?s)The thread is protected from deletion.*terraform\s+untaint`)},
		before(resource.TestStep{RefreshState: true, ExpectNonEmptyPlan: true}, func() {
			must(t, s.expectWrites())
			must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), s.onlyThread(t).ID)) // the test library cannot untaint
		}),
	)
}

func TestAccThread_keptOnDestroyStays(t *testing.T) {
	s := newTestService(t)
	kept := threadConfig("K", `on_destroy = "keep"`)
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("K", "")),
		s.planned(theThread, plancheck.ResourceActionUpdate, kept, s.writes(), s.noCalls()),
		resource.TestStep{PreConfig: s.ResetRequests, Config: kept, Destroy: true},
		before(s.planned(theThread, plancheck.ResourceActionCreate, threadConfig("New", `on_destroy = "delete"`)), func() {
			must(t, s.expectWrites())
			must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), s.onlyThread(t).ID))
		}),
	)
}

func TestAccMessage_keptOnDestroyStays(t *testing.T) {
	s := newTestService(t)
	kept := messageConfig("Hello", `on_destroy = "keep"`)
	acceptance(t, s,
		s.planned(theMessage, plancheck.ResourceActionCreate, messageConfig("Hello", "")),
		s.planned(theMessage, plancheck.ResourceActionUpdate, kept, s.writes()),
		resource.TestStep{PreConfig: s.ResetRequests, Config: threadConfig("M", ""), ConfigStateChecks: []statecheck.StateCheck{s.writes(), s.says(t, "Hello", "")}},
	)
}

// TestAccThreadMember_keptOnDestroyTakesNoCall destroys a thread with its members in one call.
func TestAccThreadMember_keptOnDestroyTakesNoCall(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 5)
	config := func(arguments string) string {
		return threadConfig("M", "") + fmt.Sprintf(`
resource "chat_thread_member" "m" {
  count     = 5
  thread_id = chat_thread.t.id
  user_id   = ["%s"][count.index]
  %s
}
`, strings.Join(u, `", "`), arguments)
	}
	const kept = "remove_on_destroy = false"
	acceptance(t, s,
		resource.TestStep{Config: config("")},
		s.planned("chat_thread_member.m[4]", plancheck.ResourceActionUpdate, config(kept), s.writes()),
		// Only Terraform forgets the members.
		resource.TestStep{PreConfig: s.ResetRequests, Config: threadConfig("M", ""), ConfigStateChecks: []statecheck.StateCheck{
			s.writes(), s.memberNames(t, "", "", "", "", "", "")}},
		// They are adopted again, and go with their thread.
		s.planned("chat_thread_member.m[4]", plancheck.ResourceActionCreate, config(kept), s.writes()),
		resource.TestStep{PreConfig: s.ResetRequests, Config: " ", ConfigStateChecks: []statecheck.StateCheck{s.writes(emulator.OpDeleteThread)}},
	)
}

// TestThreadMember_keptOnDestroyIsNoMove plans to destroy a resource that lets its member stay, and to create another one.
func TestThreadMember_keptOnDestroyIsNoMove(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	config := map[string]any{"thread_id": sample.threadID, "user_id": sample.userID, "display_name": "A", "remove_on_destroy": false}
	old := newProtocol(t, s).manage(t, "chat_thread_member")
	noErrors(t, old.apply(t.Context(), t, old.value(t, config)))
	old.protocol = newProtocol(t, s)
	_, diags := old.plan(t, tftypes.NewValue(old.object(), nil))
	again := old.manage(t, "chat_thread_member")
	_, more := again.plan(t, again.value(t, config))
	if diags = append(diags, more...); len(diags) > 0 {
		t.Errorf("nobody leaves:%s", told(diags))
	}
}

// TestThread_isForgottenWithoutALogin destroys a thread that is to be kept while the login is not known.
func TestThread_isForgottenWithoutALogin(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "on_destroy", "keep"))))
	m.protocol = newProtocolWithoutLogin(t, s)
	noErrors(t, m.destroy(t))
	s.onlyThread(t)
}

// rejecting is a thread of which the service does not let one member in.
func (s *testService) rejecting(t *testing.T) (config map[string]any, user, nobody string) {
	t.Helper()
	user = s.users(t, 1)[0]
	nobody = user[:len(user)-12] + "000000000000"
	return with("chat_thread", "members", listed(one("user_id", user), one("user_id", nobody))), user, nobody
}

func TestThread_rejectedMemberIsAWarningOnItsElement(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	config, _, nobody := s.rejecting(t)
	diags := m.apply(t.Context(), t, m.value(t, config))
	wantWarning(t, diags, "members", `without 1 of 2 members:

members["m1"], `+nobody)
	if at := wholePath(diags[0].Attribute); at != `members["m1"]` {
		t.Errorf("the warning is at %s", at)
	}
	// The next refresh shows who is missing, and the next apply, which tries again, says so as an error.
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	if got := m.attributes(t)["members"].(map[string]any); len(got) != 1 || got["m0"] == nil {
		t.Errorf("the members in the state are %v", got)
	}
	wantError(t, m.apply(t.Context(), t, m.value(t, config)), "members", `members["m1"], `+nobody)
	s.onlyThread(t)
}

func TestThread_rejectedMemberAmongTheLastIsAWarning(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	users := s.users(t, client.MaxMembersPerCall)
	members := []map[string]any{one("user_id", users[0][:len(users[0])-36]+"ffffffff-ffff-ffff-ffff-ffffffffffff")} // the last by user id
	for _, id := range users {
		members = append(members, one("user_id", id))
	}
	diags := m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", listed(members...))))
	wantWarning(t, diags, "members", `members["m0"]`)
	must(t, s.expectWrites(emulator.OpCreateThread, emulator.OpAddParticipants))
	noErrors(t, m.refresh(t))
	if got := m.attributes(t)["members"].(map[string]any); len(got) != client.MaxMembersPerCall || got["m0"] != nil {
		t.Errorf("the state has %d members", len(got))
	}
}

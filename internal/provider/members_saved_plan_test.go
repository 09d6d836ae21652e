package provider

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// everyone are the two ways to decide on everyone in a thread, as HCL with members. The thread of the second one is
// made by an application.
func (s *testService) everyone(t *testing.T, threadID string) map[string]func(members string) string {
	t.Helper()
	return map[string]func(string) string{
		"chat_thread": func(members string) string {
			return fmt.Sprintf("resource \"chat_thread\" \"t\" {\n  topic   = \"M\"\n  members = {\n%s\n  }\n}\n"+
				"import {\n  to = chat_thread.t\n  id = %q\n}\n", members, threadID)
		},
		"chat_thread_members": func(members string) string {
			return fmt.Sprintf("resource \"chat_thread_members\" \"m\" {\n  thread_id = %q\n  exclusive = true\n"+
				"  members   = {\n%s\n  }\n}\n", threadID, members)
		},
	}
}

// member is an element in HCL.
func elementNamed(key, userID string) string {
	return fmt.Sprintf("%s = { user_id = %q, display_name = %q }\n", key, userID, strings.ToUpper(key))
}

// TestAccMembers_applyChangesWhatThePlanShowed: whatever happens after the plan is left alone, and is in the next plan.
func TestAccMembers_applyChangesWhatThePlanShowed(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"chat_thread", "chat_thread_members"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			thread, _ := s.foreignThread(t, 0)
			u := s.users(t, 4)
			config := s.everyone(t, thread)[kind]
			a, b, c := elementNamed("a", u[0]), elementNamed("b", u[1]), elementNamed("c", u[2])
			w := newWorkspace(t, s.newServer)
			w.configure("main.tf", config(a+c))
			w.must("apply", "-auto-approve")

			w.configure("main.tf", config(a+b+c))
			w.plan()
			acting := s.clientAs(t, s.actingUser)
			must(t, acting.RemoveMember(t.Context(), thread, u[2]))
			must(t, acting.RemoveMember(t.Context(), thread, u[0]))
			must(t, acting.AddMember(t.Context(), thread, client.Member{UserID: u[0], DisplayName: "Renamed"}))
			must(t, acting.AddMember(t.Context(), thread, client.Member{UserID: u[3], DisplayName: "Newcomer"}))
			s.ResetRequests()
			if said, succeeded := w.apply(); !succeeded || len(said) > 0 {
				t.Errorf("the apply: %v", said)
			}
			must(t, s.expectWrites(emulator.OpAddParticipants))
			s.expectMembers(t, "Renamed", "B", "Newcomer")

			planned := w.plan()
			before, after := elements(planned.changes[0].before), elements(planned.changes[0].after)
			if len(before) != 3 || before[u[2]] != "" || before[u[3]] == "" || after[u[3]] != "" || before[u[0]] == after[u[0]] {
				t.Errorf("the next plan is from %v to %v", before, after)
			}
			if said, succeeded := w.apply(); !succeeded || len(said) > 0 {
				t.Errorf("the next apply: %v", said)
			}
			s.expectMembers(t, "A", "B", "C")
		})
	}
}

// TestAccMembers_whoIsThereWhenManagementStartsIsInTheNextPlan: the plan that starts it names them and its apply leaves
// them.
func TestAccMembers_whoIsThereWhenManagementStartsIsInTheNextPlan(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"chat_thread", "chat_thread_members"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			thread, there := s.foreignThread(t, 2)
			u := s.users(t, 2)
			config := s.everyone(t, thread)[kind]
			w := newWorkspace(t, s.newServer)
			w.configure("main.tf", config(elementNamed("a", there[0])+elementNamed("x", u[0])))
			planned := w.plan()
			if len(planned.diagnostics) != 1 || !strings.Contains(planned.diagnostics[0].Detail, `"B" (`+there[1]+`)`) ||
				strings.Contains(planned.diagnostics[0].Detail, there[0]) {
				t.Errorf("the plan says %v", planned.diagnostics)
			}
			must(t, s.clientAs(t, s.actingUser).AddMember(t.Context(), thread, client.Member{UserID: u[1],
				DisplayName: "Newcomer"}))
			s.ResetRequests()
			_, succeeded := w.apply()
			if !succeeded {
				t.Fatal("the apply fails")
			}
			must(t, s.expectWrites(emulator.OpAddParticipants))

			planned = w.plan()
			left := leaving(planned.changes)
			if len(left) != 2 || !left[seat{thread, there[1]}] || !left[seat{thread, u[1]}] {
				t.Errorf("the next plan shows as leaving: %v", left)
			}
			if _, succeeded = w.apply(); !succeeded {
				t.Fatal("the next apply fails")
			}
			s.expectMembers(t, "A", "X")
		})
	}
}

// TestAccMembers_ofTheActingUserAreRefusedAtPlan lists it with a name that it does not have.
func TestAccMembers_ofTheActingUserAreRefusedAtPlan(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"chat_thread", "chat_thread_members"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			thread, _ := s.foreignThread(t, 0)
			config := s.everyone(t, thread)[kind]
			w := newWorkspace(t, s.newServer)
			w.configure("main.tf", config(""))
			w.must("apply", "-auto-approve")
			w.configure("main.tf", config(elementNamed("me", s.actingUser)))
			output, succeeded := w.run("plan", "-json")
			said := diagnostics(output)
			if succeeded || len(said) != 1 {
				t.Fatalf("the plan says %v", said)
			}
			for _, text := range []string{`display name ""`, "share history time 1970-01-01T00:00:00Z", "deletes the thread " +
				"with its history"} {
				if !strings.Contains(said[0].Detail, text) {
					t.Errorf("the error does not say %q: %s", text, said[0].Detail)
				}
			}
			w.configure("main.tf", config(fmt.Sprintf("me = { user_id = %q }", s.actingUser)))
			w.must("apply", "-auto-approve")
		})
	}
}

// warningsOf are the details of warnings with a summary.
func (p savedPlan) warningsOf(summary string) (details []string) {
	for _, d := range p.diagnostics {
		if d.Severity == "warning" && d.Summary == summary {
			details = append(details, d.Detail)
		}
	}
	slices.Sort(details)
	return details
}

package provider

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// threeWays are the ways to manage the same members of a thread of the same configuration.
func threeWays(userIDs []string) map[string]string {
	people := "locals {\n  people = {\n"
	for i, id := range userIDs {
		people += fmt.Sprintf("    m%d = { user_id = %q, display_name = \"M%d\" }\n", i, id, i)
	}
	people += "  }\n}\n"
	const thread = "resource \"chat_thread\" \"t\" {\n  topic = \"M\"\n%s}\n"
	return map[string]string{
		"inline": people + fmt.Sprintf(thread, "  members = local.people\n"),
		"one by one": people + fmt.Sprintf(thread, "") + `
resource "chat_thread_member" "m" {
  for_each     = local.people
  thread_id    = chat_thread.t.id
  user_id      = each.value.user_id
  display_name = each.value.display_name
}
`,
		"together": people + fmt.Sprintf(thread, "") + `
resource "chat_thread_members" "m" {
  thread_id = chat_thread.t.id
  members   = local.people
}
`,
	}
}

// forgotten are the blocks that forget what managed members before.
func forgotten(way string) string {
	kind := map[string]string{"one by one": "chat_thread_member", "together": "chat_thread_members"}[way]
	if kind == "" {
		return "" // members are no longer set
	}
	return fmt.Sprintf("removed {\n  from = %s.m\n  lifecycle {\n    destroy = false\n  }\n}\n", kind)
}

// TestAccMembers_movedWithBlocksNeverLeave counts the removals of every move, on a service that takes its time.
func TestAccMembers_movedWithBlocksNeverLeave(t *testing.T) {
	t.Parallel()
	ways := threeWays(make([]string, 2))
	for from := range ways {
		for to := range ways {
			if from == to && from == "inline" { // which has no address to move from
				continue
			}
			t.Run(from+" to "+to, func(t *testing.T) {
				t.Parallel()
				s := newTestService(t, func(o *emulator.Options) { o.Latency = true })
				ways := threeWays(s.users(t, 12))
				w := newWorkspace(t, s.newServer)
				w.configure("main.tf", ways[from])
				w.must("apply", "-auto-approve")
				next := ways[to] + forgotten(from)
				if from == to {
					kind := map[string]string{"one by one": "chat_thread_member", "together": "chat_thread_members"}[from]
					next = strings.Replace(ways[to], `" "m"`, `" "new"`, 1) + fmt.Sprintf("moved {\n  from = %s.m\n  to   = "+
						"%[1]s.new\n}\n", kind)
				}
				w.configure("main.tf", next)
				planned := w.plan()
				wanted := 0
				if from == "inline" {
					wanted = 1
				}
				// OpenTofu has a warning of its own for each object that a removed block forgets.
				forgotten := len(planned.warningsOf("Resource will be removed from the state"))
				n := len(planned.warningsOf("No one leaves the thread"))
				if n != wanted || len(planned.diagnostics) > n+1+forgotten {
					t.Errorf("the plan says %v", planned.diagnostics)
				}
				s.ResetRequests()
				if said, succeeded := w.apply(); !succeeded {
					t.Errorf("the apply fails: %v", said)
				}
				must(t, s.expectCalls(map[emulator.Operation]int{emulator.OpRemoveParticipant: 0, emulator.OpAddParticipants: 0}))
				if output, empty := w.run("plan", "-detailed-exitcode"); !empty {
					t.Errorf("the next plan is not empty:\n%s", output)
				}
			})
		}
	}
}

// TestAccMembers_destroyedThoughListedIsOneWarning moves members without the blocks, and drops a resource for a member
// that the thread lists too.
func TestAccMembers_destroyedThoughListedIsOneWarning(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 35)
	ways, few := threeWays(u), threeWays(u[:1])
	_, member, _ := strings.Cut(few["one by one"], "\n\n")
	both := few["inline"] + member
	for title, test := range map[string]struct {
		from, to string
		names    int // that are certain to be in the warning
	}{
		"one by one to inline":   {ways["one by one"], ways["inline"], 1},
		"together to inline":     {ways["together"], ways["inline"], 35},
		"one by one to together": {ways["one by one"], ways["together"], 1},
		"renamed": {ways["one by one"], strings.Replace(ways["one by one"], `" "m"`, `" "new"`, 1),
			1},
		"one of two that manage a member": {both, few["inline"], 1},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t, func(o *emulator.Options) { o.Latency = true })
			all := s.users(t, 35)
			var renames []string
			for i := range all {
				renames = append(renames, u[i], all[i])
			}
			rename := strings.NewReplacer(renames...)
			w := newWorkspace(t, s.newServer)
			w.configure("main.tf", rename.Replace(test.from))
			w.must("apply", "-auto-approve")
			w.configure("main.tf", rename.Replace(test.to))
			warnings := w.plan().warningsOf("A member is both destroyed and kept")
			if len(warnings) != 1 {
				t.Fatalf("the plan says %q", warnings)
			}
			named := 0
			for i, id := range all {
				if strings.Contains(warnings[0], fmt.Sprintf("\"M%d\" (%s)", i, id)) {
					named++
				}
			}
			if named < test.names || !strings.Contains(warnings[0], "removed {") || !strings.Contains(warnings[0], "stands "+
				"for every member") {
				t.Errorf("the warning names %d: %s", named, warnings[0])
			}
		})
	}
}

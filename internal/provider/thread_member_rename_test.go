package provider

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// change is a kind of change that Terraform asks a provider to apply.
type change string

const (
	creates change = "create"
	deletes change = "delete"
)

// orderedServer holds changes of one kind back until some of another kind are done, which Terraform would do at the
// same time.
type orderedServer struct {
	tfprotov6.ProviderServer
	first, then change
	done        chan struct{} // gets one element for each of the first kind
	wait        chan struct{} // is closed when the others may go
}

func (s *orderedServer) ApplyResourceChange(
	ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	kind := change("update")
	if none, err := req.PriorState.IsNull(); err == nil && none {
		kind = creates
	} else if none, err := req.PlannedState.IsNull(); err == nil && none {
		kind = deletes
	}
	if kind == s.then {
		select {
		case <-s.wait:
		case <-ctx.Done():
		}
	}
	resp, err := s.ProviderServer.ApplyResourceChange(ctx, req)
	if kind == s.first {
		s.done <- struct{}{}
	}
	return resp, err
}

// inOrder makes the step apply n changes of one kind before those of another kind.
func (s *testService) inOrder(t *testing.T, n int, first, then change, step resource.TestStep) resource.TestStep {
	step.ProtoV6ProviderFactories = map[string]func() (tfprotov6.ProviderServer,
		error){"chat": func() (tfprotov6.ProviderServer, error) {
		server, err := s.newServer()
		if err != nil {
			return nil, err
		}
		ordered := &orderedServer{server, first, then, make(chan struct{}, n), make(chan struct{})}
		go func() {
			defer close(ordered.wait)
			for range n {
				select {
				case <-ordered.done:
				case <-t.Context().Done():
				}
			}
		}()
		return ordered, nil
	}}
	return step
}

// everyOrder runs a test with changes of each kind before those of the other, and with both at once on a service that
// takes its time. How many changes of a kind there are is in counts. The last step is the one to order. The test
// library's own destroy cannot do for_each.
func everyOrder(t *testing.T, counts map[change]int, steps func(*testing.T, *testService) []resource.TestStep) {
	t.Parallel()
	for first, n := range counts {
		for then := range counts {
			if first == then {
				continue
			}
			t.Run(string(first)+"s first", func(t *testing.T) {
				s := newTestService(t)
				all := steps(t, s)
				end := all[len(all)-1]
				all[len(all)-1] = s.inOrder(t, n, first, then, end)
				for i := range all[:len(all)-1] {
					all[i].ProtoV6ProviderFactories = s.factories()
				}
				acceptance(t, s, append(all, resource.TestStep{
					Config: end.Config, Destroy: true, ProtoV6ProviderFactories: s.factories()})...)
			})
		}
	}
	t.Run("at once", func(t *testing.T) {
		s := newTestService(t, func(o *emulator.Options) { o.Latency = true })
		all := steps(t, s)
		acceptance(t, s, append(all, resource.TestStep{Config: all[len(all)-1].Config, Destroy: true})...)
	})
}

// namedMembers are a thread and members of it with a display name, at an address each.
func namedMembers(resourceName, displayName string, userIDs []string) string {
	return threadConfig("M", "") + fmt.Sprintf(`
resource "chat_thread_member" %q {
  for_each     = toset(["%s"])
  thread_id    = chat_thread.t.id
  user_id      = each.key
  display_name = %q
}
`, resourceName, strings.Join(userIDs, `", "`), displayName)
}

func TestAccThreadMember_renamedWithoutMovedStays(t *testing.T) {
	everyOrder(t, map[change]int{creates: 3, deletes: 3}, func(t *testing.T, s *testService) []resource.TestStep {
		u := s.users(t, 3)
		return []resource.TestStep{
			{Config: namedMembers("old", "A", u)},
			{Config: namedMembers("new", "A", u), ConfigStateChecks: []statecheck.StateCheck{s.memberNames(t, "", "A", "A",
				"A")}},
		}
	})
}

func TestAccThreadMember_renamedForEachKeyStays(t *testing.T) {
	everyOrder(t, map[change]int{creates: 1, deletes: 1}, func(t *testing.T, s *testService) []resource.TestStep {
		u := s.users(t, 1)[0]
		keyed := func(key string) string {
			return threadConfig("M", "") + fmt.Sprintf(`
resource "chat_thread_member" "m" {
  for_each     = { %s = %q }
  thread_id    = chat_thread.t.id
  user_id      = each.value
  display_name = "A"
}
`, key, u)
		}
		return []resource.TestStep{{Config: keyed("alice")}, {Config: keyed("al"),
			ConfigStateChecks: []statecheck.StateCheck{s.memberNames(t, "", "A")}}}
	})
}

// Members move between the resources that can manage them.
func TestAccThreadMember_movedToAnotherResourceStays(t *testing.T) {
	one := func(u []string) string { return namedMembers("m", "A", u) }
	inline := func(u []string) string {
		return threadConfig("M", fmt.Sprintf("members = { a = { user_id = %q, display_name = \"A\" }, b = { user_id = %q, "+
			"display_name = \"A\" } }", u[0], u[1]))
	}
	many := func(u []string) string {
		return threadConfig("M", "") + fmt.Sprintf(`
resource "chat_thread_members" "m" {
  thread_id = chat_thread.t.id
  members   = { a = { user_id = %q, display_name = "A" }, b = { user_id = %q, display_name = "A" } }
}
`, u[0], u[1])
	}
	tests := map[string]struct {
		from, to func([]string) string
		// counts are of what Terraform does in any order; it has one of its own between a thread and what refers to it
		counts map[change]int
	}{
		"one by one to inline":   {one, inline, nil},
		"inline to one by one":   {inline, one, nil},
		"one by one to together": {one, many, map[change]int{creates: 1, deletes: 2}},
		"together to one by one": {many, one, map[change]int{creates: 2, deletes: 1}},
		"together to inline":     {many, inline, nil},
		"inline to together":     {inline, many, nil},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			everyOrder(t, test.counts, func(t *testing.T, s *testService) []resource.TestStep {
				u := s.users(t, 2)
				return []resource.TestStep{
					{Config: test.from(u)},
					{Config: test.to(u), ConfigStateChecks: []statecheck.StateCheck{s.memberNames(t, "", "A", "A")}},
				}
			})
		})
	}
}

// replaceable is a member that is replaced, new one first, whenever the trigger changes.
func replaceable(userID, trigger, displayName, lifecycle, more string) string {
	return threadConfig("M", "") + fmt.Sprintf(`
resource "terraform_data" "trigger" { input = %q }
resource "chat_thread_member" "m" {
  thread_id    = chat_thread.t.id
  user_id      = %q
  display_name = %q
  lifecycle {
    replace_triggered_by = [terraform_data.trigger]
    %s
  }
}
%s
`, trigger, userID, displayName, lifecycle, more)
}

const newFirst = "create_before_destroy = true"

func TestAccThreadMember_replacedNewOneFirstStays(t *testing.T) {
	s := newTestService(t, func(o *emulator.Options) { o.Latency = true })
	u := s.users(t, 1)[0]
	acceptance(t, s,
		resource.TestStep{Config: replaceable(u, "1", "A", newFirst, "")},
		s.planned(theMember, plancheck.ResourceActionCreateBeforeDestroy, replaceable(u, "2", "A", newFirst, ""),
			s.memberNames(t, "", "A")),
		resource.TestStep{Taint: []string{theMember}, Config: replaceable(u, "2", "A", newFirst, ""),
			ConfigStateChecks: []statecheck.StateCheck{s.memberNames(t, "", "A")}},
		resource.TestStep{RefreshState: true},
	)
}

func TestAccThreadMember_replacedNewOneFirstForADependentStays(t *testing.T) {
	s := newTestService(t, func(o *emulator.Options) { o.Latency = true })
	u := s.users(t, 1)[0]
	dependent := `
resource "terraform_data" "dependent" {
  input = chat_thread_member.m.id
  lifecycle { create_before_destroy = true }
}`
	acceptance(t, s,
		resource.TestStep{Config: replaceable(u, "1", "A", "", dependent)},
		s.planned(theMember, plancheck.ResourceActionCreateBeforeDestroy, replaceable(u, "2", "A", "", dependent),
			s.memberNames(t, "", "A")),
	)
}

func TestAccThreadMember_changedUnderCreateBeforeDestroyHasItsNewName(t *testing.T) {
	s := newTestService(t, func(o *emulator.Options) { o.Latency = true })
	u := s.users(t, 1)[0]
	acceptance(t, s,
		resource.TestStep{Config: replaceable(u, "1", "A", newFirst, "")},
		s.planned(theMember, plancheck.ResourceActionUpdate, replaceable(u, "1", "B", newFirst, ""), s.memberNames(t, "",
			"B")),
	)
}

func TestAccThreadMember_managedByTwoResourcesIsRefused(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	second := func(userID string) string {
		return memberConfig(u, "") + fmt.Sprintf("resource \"chat_thread_member\" \"second\" {\n  thread_id = "+
			"chat_thread.t.id\n  user_id = %q\n}\n", userID)
	}
	duplicate := regexp.MustCompile(`(?s)Duplicate member.*8:acs:.*Two resources manage this\s+membership`)
	acceptance(t, s,
		// The thread's id is not known yet: the second one sees it when it is created.
		resource.TestStep{Config: second(u), ExpectError: duplicate},
		resource.TestStep{Config: memberConfig(u, "")},
		resource.TestStep{Config: second(inCapitals(u)), PlanOnly: true, ExpectError: duplicate},
	)
}

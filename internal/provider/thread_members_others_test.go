package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// TestThreadMembersResource_isToldApart: two resources on one thread.
func TestThreadMembersResource_isToldApartFromOthers(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 2)
	config := threadMembersConfig(thread, map[string]any{"ann": named(there[0], "A")})
	plans := func(t *testing.T, first, second string, configs ...map[string]any) []*tfprotov6.Diagnostic {
		t.Helper()
		p := newProtocol(t, s)
		a, b := p.manage(t, first), p.manage(t, second)
		_, diags := a.plan(t, a.value(t, configs[0]))
		if len(diags) > 0 && !strings.Contains(told(diags), "will be removed") {
			t.Fatal(told(diags))
		}
		_, diags = b.plan(t, b.value(t, configs[1]))
		return diags
	}
	single := map[string]any{"thread_id": thread, "user_id": there[0], "display_name": "A"}
	other := map[string]any{"thread_id": thread, "user_id": there[1], "display_name": "B"}
	t.Run("the same member", func(t *testing.T) {
		wantError(t, plans(t, "chat_thread_member", "chat_thread_members", single, config), "members", "Two resources "+
			"manage this membership")
	})
	t.Run("another member", func(t *testing.T) {
		if diags := plans(t, "chat_thread_member", "chat_thread_members", other, config); len(diags) > 0 {
			t.Error(told(diags))
		}
	})
	t.Run("another member, and everybody", func(t *testing.T) {
		everybody := exclusively(thread, map[string]any{"ann": named(there[0], "A"), "bob": named(there[1], "B")})
		wantError(t, plans(t, "chat_thread_member", "chat_thread_members", other, everybody), "members", "Two resources "+
			"manage this membership")
		wantWarning(t, plans(t, "chat_thread_members", "chat_thread_member", exclusively(thread,
			map[string]any{"ann": named(there[0], "A")}), other), "thread_id", "undo")
	})
}

func TestThreadMembersResource_leavesWhomAnotherResourceHasClaimed(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 2)
	many := newProtocol(t, s).manage(t, "chat_thread_members")
	noErrors(t, many.apply(t.Context(), t, many.value(t, threadMembersConfig(thread, map[string]any{"ann": named(there[0],
		"A"), "bob": named(there[1], "B")}))))
	many.protocol = newProtocol(t, s) // the next command moves one of them
	single := many.manage(t, "chat_thread_member")
	noErrors(t, single.apply(t.Context(), t, single.value(t, map[string]any{"thread_id": thread, "user_id": there[0],
		"display_name": "A"})))
	noErrors(t, many.apply(t.Context(), t, many.value(t, threadMembersConfig(thread, map[string]any{"bob": named(there[1],
		"B")}))))
	s.expectMembers(t, "A", "B")
	noErrors(t, many.destroy(t))
	s.expectMembers(t, "A")
}

package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestMembers_keptByAnotherResourceStay plans in one process and applies in another, as Terraform does. The resource that keeps the
// member has no change, so the apply's process never hears of it.
func TestMembers_keptByAnotherResourceStay(t *testing.T) {
	t.Parallel()
	one := func(thread, user string) map[string]any {
		return map[string]any{"thread_id": thread, "user_id": user, "display_name": "A"}
	}
	many := func(thread, user string) map[string]any {
		return threadMembersConfig(thread, map[string]any{"ann": named(user, "A")})
	}
	inline := func(_, user string) map[string]any {
		return with("chat_thread", "members", listed(named(user, "A")))
	}
	kinds := map[string]func(thread, user string) map[string]any{"chat_thread_member": one, "chat_thread_members": many, "chat_thread": inline}
	for keeper, keeps := range kinds {
		for leaver, leaves := range map[string]func(thread, user string) map[string]any{"chat_thread_member": one, "chat_thread_members": many} {
			t.Run(leaver+" kept by "+keeper, func(t *testing.T) {
				t.Parallel()
				s := newTestService(t)
				user := s.users(t, 1)[0]
				thread := newProtocol(t, s).manage(t, "chat_thread")
				noErrors(t, thread.apply(t.Context(), t, thread.value(t, inline("", user))))
				id := as[string](t, tftypes.NewValue(tftypes.String, thread.attributes(t)["id"]))
				stays := thread
				if keeper != "chat_thread" {
					stays = newProtocol(t, s).manage(t, keeper)
					noErrors(t, stays.apply(t.Context(), t, stays.value(t, keeps(id, user))))
				}
				gone := newProtocol(t, s).manage(t, leaver)
				noErrors(t, gone.apply(t.Context(), t, gone.value(t, leaves(id, user))))
				stays.protocol = newProtocol(t, s) // the plan's process
				gone.protocol = stays.protocol
				_, diags := stays.plan(t, stays.value(t, keeps(id, user)))
				noErrors(t, diags)
				none := tftypes.NewValue(gone.object(), nil)
				planned, diags := gone.plan(t, none)
				noErrors(t, diags)
				gone.protocol = newProtocol(t, s) // the apply's process
				noErrors(t, gone.carryOut(t.Context(), t, none, planned))
				if left := s.members(t, id); len(left) != 2 { // with the acting user
					t.Errorf("the members are %v", left)
				}
			})
		}
	}
}

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

// TestMembers_ofAKeeperThatChangesHaveItsNewName: the destruction leaves the member alone, and the keeper changes it in the same apply,
// before or after.
func TestMembers_ofAKeeperThatChangesHaveItsNewName(t *testing.T) {
	t.Parallel()
	for title, destroyFirst := range map[string]bool{"destroyed first": true, "changed first": false} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			thread, there := s.foreignThread(t, 1)
			keeper := newProtocol(t, s).manage(t, "chat_thread_member")
			config := func(name string) tftypes.Value {
				return keeper.value(t, map[string]any{"thread_id": thread, "user_id": there[0], "display_name": name})
			}
			noErrors(t, keeper.apply(t.Context(), t, config("A")))
			gone := newProtocol(t, s).manage(t, "chat_thread_members")
			noErrors(t, gone.apply(t.Context(), t, gone.value(t, threadMembersConfig(thread, map[string]any{"ann": named(there[0], "A")}))))
			keeper.protocol = newProtocol(t, s)
			gone.protocol = keeper.protocol
			change, diags := keeper.plan(t, config("B"))
			noErrors(t, diags)
			none := tftypes.NewValue(gone.object(), nil)
			destruction, diags := gone.plan(t, none)
			noErrors(t, diags)
			keeper.protocol = newProtocol(t, s)
			gone.protocol = keeper.protocol
			if destroyFirst {
				noErrors(t, gone.carryOut(t.Context(), t, none, destruction))
			}
			noErrors(t, keeper.carryOut(t.Context(), t, config("B"), change))
			if !destroyFirst {
				noErrors(t, gone.carryOut(t.Context(), t, none, destruction))
			}
			s.expectMembers(t, "B")
		})
	}
}

// TestPlannedMembers_whoIsCreatedAnewDoesNotStay: only a member in the state is safe to leave alone. A Create that finds it there with
// other attributes would refuse it.
func TestPlannedMembers_whoIsCreatedAnewDoesNotStay(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 1)
	p := newProtocol(t, s)
	replaced, gone := p.manage(t, "chat_thread_member"), newProtocol(t, s).manage(t, "chat_thread_members")
	config := replaced.value(t, map[string]any{"thread_id": thread, "user_id": there[0], "display_name": "A"})
	noErrors(t, replaced.apply(t.Context(), t, config))
	noErrors(t, gone.apply(t.Context(), t, gone.value(t, threadMembersConfig(thread, map[string]any{"ann": named(there[0], "A")}))))
	replaced.protocol = newProtocol(t, s)
	gone.protocol = replaced.protocol
	first, diags := replaced.plan(t, config)
	noErrors(t, diags)
	anew := replaced.manage(t, "chat_thread_member") // the second plan of a replacement has no state
	anew.private = first.PlannedPrivate
	_, diags = anew.plan(t, config)
	noErrors(t, diags)
	_, diags = gone.plan(t, tftypes.NewValue(gone.object(), nil))
	wantWarning(t, diags, "", "destroys one resource that manages the membership")
}

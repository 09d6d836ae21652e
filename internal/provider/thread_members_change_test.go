package provider

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// TestThreadMembers_changedNamesTakeFewMembersAtATime: whoever is removed is added again before the next are removed.
func TestThreadMembers_changedNamesTakeFewMembersAtATime(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	config := func(name string, users []string) tftypes.Value {
		var members []map[string]any
		for _, u := range users {
			members = append(members, named(u, name))
		}
		return m.value(t, with("chat_thread", "members", listed(members...)))
	}
	u := s.users(t, 13)
	noErrors(t, m.apply(t.Context(), t, config("Old", u[:12])))
	s.ResetRequests()
	noErrors(t, m.apply(t.Context(), t, config("New", u)))
	remove, add := emulator.OpRemoveParticipant, emulator.OpAddParticipants
	must(t, s.expectWrites(remove, remove, remove, remove, remove, remove, remove, remove, remove, add,
		remove, remove, remove, add, add))
	for _, member := range s.members(t, s.onlyThread(t).ID) {
		if member.UserID != s.actingUser && member.DisplayName != "New" {
			t.Errorf("%s is called %q", member.UserID, member.DisplayName)
		}
	}
}

// TestThreadMembers_whoIsNotLetInAgainIsNamed changes names, and the service refuses one of the adds.
func TestThreadMembers_whoIsNotLetInAgainIsNamed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"chat_thread", "chat_thread_members", "chat_thread_member"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			thread, there := s.foreignThread(t, 1)
			m := newProtocol(t, s).manage(t, name)
			config := func(displayName string) tftypes.Value {
				members := map[string]any{"ann": named(there[0], displayName)}
				return m.value(t, map[string]map[string]any{
					"chat_thread":         {"topic": "M", "members": members},
					"chat_thread_members": {"thread_id": thread, "members": members},
					"chat_thread_member":  {"thread_id": thread, "user_id": there[0], "display_name": displayName},
				}[name])
			}
			noErrors(t, m.apply(t.Context(), t, config("A")))
			s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusCreated,
				Body: `{"invalidParticipants":[{"code":"403","message":"Permissions check failed","target":"` + there[0] + `"}]}`})
			diags := m.apply(t.Context(), t, config("Ann"))
			if len(diags) != 1 || diags[0].Summary != notReadmitted ||
				!strings.Contains(diags[0].Detail, "Permissions check failed") {
				t.Fatalf("want one error that says so:%s", told(diags))
			}
			m.protocol = newProtocol(t, s)
			s.ResetRequests()
			noErrors(t, m.refresh(t))
			noErrors(t, m.apply(t.Context(), t, config("Ann")))
			must(t, s.expectWrites(emulator.OpAddParticipants))
		})
	}
}

// TestThreadMembers_changeThatFailsHalfWaySaysWhoIsOut: the add fails that was to follow a removal.
func TestThreadMembers_changeThatFailsHalfWaySaysWhoIsOut(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, there := s.foreignThread(t, 2)
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	noErrors(t, m.apply(t.Context(), t, m.value(t, threadMembersConfig(thread, map[string]any{"ann": named(there[0], "A"),
		"bob": named(there[1], "B")}))))
	s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusForbidden})
	diags := m.apply(t.Context(), t, m.value(t, threadMembersConfig(thread, map[string]any{"ann": named(there[0], "Ann"),
		"bob": named(there[1], "B")})))
	if len(diags) != 1 || wholePath(diags[0].Attribute) != `members["ann"]` || !strings.Contains(diags[0].Detail, "no "+
		"longer in the thread") {
		t.Errorf("want one error that says who is out:%s", told(diags))
	}
	if got := m.attributes(t)["members"].(map[string]any); len(got) != 1 || got["bob"] == nil {
		t.Errorf("the state has %v", got)
	}
}

package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// manyNamed are members with a display name.
func manyNamed(userIDs []string, displayName string) map[string]any {
	var members []map[string]any
	for _, id := range userIDs {
		members = append(members, named(id, displayName))
	}
	return listed(members...)
}

func TestThreadMembers_planWarnsOfTime(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, client.MaxMembersPerThread-1)
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, with("chat_thread", "members", manyNamed(u,
		"A"))))) // two calls are no reason to warn
	s.ResetRequests()
	plan := func(members map[string]any, says string) {
		t.Helper()
		_, diags := m.plan(t, m.value(t, with("chat_thread", "members", members)))
		if says == "" && len(diags) > 0 {
			t.Errorf("a warning without a reason:%s", told(diags))
		}
		if says != "" {
			wantWarning(t, diags, "members", says)
		}
	}
	plan(manyNamed(u[:len(u)-31], "A"), "") // a minute
	plan(manyNamed(u[:len(u)-41], "A"), "at least 1m10s for one thread: it removes 41. ")
	plan(map[string]any{}, "at least 8m0s for one thread: it removes 249. ")
	plan(manyNamed(u, "B"), "at least 9m0s for one thread: it changes 249, which removes them and adds them again. ")
	// Somebody whose id is not known yet may be any of those who would leave.
	known := m.value(t, with("chat_thread", "members", manyNamed(u[:len(u)-41+1], "A")))
	unknown, err := tftypes.Transform(known, func(at *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if at.String() == `AttributeName("members").ElementKeyString("m0").AttributeName("user_id")` {
			return tftypes.NewValue(tftypes.String, tftypes.UnknownValue), nil
		}
		return value, nil
	})
	must(t, err)
	if _, diags := m.plan(t, unknown); len(diags) > 0 {
		t.Errorf("a warning of what may not happen:%s", told(diags))
	}
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("calls were made: %v", calls)
	}
	config := with("chat_thread", "members", map[string]any{})
	config["timeouts"] = map[string]any{"update": "5m", "create": nil, "read": nil, "delete": nil}
	_, diags := m.plan(t, m.value(t, config))
	wantWarning(t, diags, "members", "The update timeout is 5m0s: raise timeouts.update.")
}

func TestThreadMembersResource_planWarnsOfTime(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, client.MaxMembersPerThread-1)
	thread, _ := s.foreignThread(t, 0)
	m := newProtocol(t, s).manage(t, "chat_thread_members")
	noErrors(t, m.apply(t.Context(), t, m.value(t, threadMembersConfig(thread, manyNamed(u, "A")))))
	m.protocol = newProtocol(t, s)
	_, diags := m.plan(t, tftypes.NewValue(m.object(), nil))
	wantWarning(t, diags, "members", "removes 249. ")
	if !strings.Contains(told(diags), "remove_on_destroy = false") {
		t.Errorf("the way out is missing:%s", told(diags))
	}

	config := threadMembersConfig(thread, manyNamed(u, "A"))
	config["remove_on_destroy"] = false
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	m.protocol = newProtocol(t, s)
	if _, diags = m.plan(t, tftypes.NewValue(m.object(), nil)); len(diags) > 0 {
		t.Errorf("forgetting takes no time:%s", told(diags))
	}
}

// TestThread_removingItsCreatorIsWarnedOf has another user act than the one that created the thread.
func TestThread_removingItsCreatorIsWarnedOf(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	creator, next := s.actingUser, s.users(t, 1)[0]
	config := with("chat_thread", "members", map[string]any{"next": one("user_id", next)})
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))

	s.env[envUserID] = next
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	_, diags := m.plan(t, m.value(t, config))
	wantWarning(t, diags, "members", creator)

	listed := with("chat_thread", "members", map[string]any{"next": one("user_id", next), "creator": one("user_id",
		creator)})
	if _, diags := m.plan(t, m.value(t, listed)); len(diags) > 0 {
		t.Errorf("the creator stays:%s", told(diags))
	}
	s.env[envUserID] = creator
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	if _, diags := m.plan(t, m.value(t, config)); len(diags) > 0 {
		t.Errorf("the creator acts again:%s", told(diags))
	}
}

package provider

import "testing"

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

	listed := with("chat_thread", "members", map[string]any{"next": one("user_id", next), "creator": one("user_id", creator)})
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

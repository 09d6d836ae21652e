package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// wantWarning wants exactly one diagnostic, a warning at an attribute that says something.
func wantWarning(t *testing.T, diags []*tfprotov6.Diagnostic, at, says string) {
	t.Helper()
	if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityWarning || attributeOf(diags[0]) != at {
		t.Fatalf("want one warning at %s:%s", at, told(diags))
	}
	if !strings.Contains(diags[0].Detail, says) {
		t.Errorf("the warning does not say %q:%s", says, told(diags))
	}
}

func TestThread_managingMembersLaterWarnsOfWhoLeaves(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 2)
	id := s.thread(t, client.NewThread{Topic: "T", Members: []client.Member{{UserID: u[0]}, {UserID: u[1]}}})
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.imported(t, id, nil))
	_, diags := m.plan(t, m.value(t, with("chat_thread", "members", listed(one("user_id", u[0])))))
	wantWarning(t, diags, "members", u[1])
	if strings.Contains(told(diags), u[0]) || strings.Contains(told(diags), s.actingUser) {
		t.Errorf("the warning names others:%s", told(diags))
	}
	_, diags = m.plan(t, m.value(t, with("chat_thread", "members", listed(one("user_id", u[0]), one("user_id", u[1])))))
	if len(diags) > 0 {
		t.Errorf("nobody leaves:%s", told(diags))
	}
}

func TestThreadMember_warnsWhenTheThreadSetsMembers(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p := newProtocol(t, s)
	thread, member := p.manage(t, "chat_thread"), p.manage(t, "chat_thread_member")
	warns := func() []*tfprotov6.Diagnostic {
		_, diags := member.plan(t, member.value(t, map[string]any{"thread_id": thread.attributes(t)["id"], "user_id": s.users(t, 1)[0]}))
		return diags
	}
	noErrors(t, thread.apply(t.Context(), t, thread.value(t, map[string]any{"topic": "T"})))
	if diags := warns(); len(diags) > 0 {
		t.Errorf("the thread leaves its members alone:%s", told(diags))
	}
	noErrors(t, thread.apply(t.Context(), t, thread.value(t, map[string]any{"topic": "T", "members": listed()})))
	wantWarning(t, warns(), "thread_id", "undo")

	// The thread of the same apply has its id only after its creation.
	thread = p.manage(t, "chat_thread")
	noErrors(t, thread.apply(t.Context(), t, thread.value(t, map[string]any{"topic": "T", "members": listed()})))
	wantWarning(t, warns(), "thread_id", "undo")
}

package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// The plan says that a user is of another Communication Services resource, in one diagnostic for each attribute.
func TestPlan_namesUsersOfAnotherResource(t *testing.T) {
	t.Parallel()
	s, there := newTestService(t), newTestService(t)
	configs := s.sample(t).creatable(s.users(t, 1)[0])
	foreign := there.users(t, 7)
	members, byKey := map[string]any{}, map[string]any{}
	for i, user := range foreign {
		members[string(rune('a'+i))] = map[string]any{"user_id": user}
		byKey[user] = map[string]any{}
	}
	tests := map[string]struct {
		resource, attribute string
		value               any
		severity            tfprotov6.DiagnosticSeverity
		says                string
	}{
		"sender":         {"chat_message", "sender_id", foreign[0], tfprotov6.DiagnosticSeverityError, foreign[0]},
		"member":         {"chat_thread_member", "user_id", foreign[0], tfprotov6.DiagnosticSeverityWarning, foreign[0]},
		"members":        {"chat_thread", "members", members, tfprotov6.DiagnosticSeverityWarning, "and 2 more"},
		"members by key": {"chat_thread", "members", byKey, tfprotov6.DiagnosticSeverityWarning, "and 2 more"},
	}
	for title, test := range tests {
		config := configs[test.resource]
		config[test.attribute] = test.value
		m := newProtocol(t, s).manage(t, test.resource)
		_, diags := m.plan(t, m.value(t, config))
		if len(diags) != 1 || diags[0].Severity != test.severity || attributeOf(diags[0]) != test.attribute {
			t.Fatalf("%s: %s", title, told(diags))
		}
		for _, part := range []string{test.says, client.ResourceIDOf(s.actingUser), s.URL()} {
			if !strings.Contains(diags[0].Detail, part) {
				t.Errorf("%s: the text does not say %q: %s", title, part, told(diags))
			}
		}
	}
	for name, config := range s.sample(t).creatable(s.users(t, 1)[0]) {
		m := newProtocol(t, s).manage(t, name)
		_, diags := m.plan(t, m.value(t, config))
		if strings.Contains(told(diags), "another Communication Services resource") {
			t.Errorf("%s: %s", name, told(diags))
		}
	}
}

package provider

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// oddMessageValues are values of each attribute of chat_message that must be refused.
func oddMessageValues() map[string][]any {
	wide := strings.Repeat("ü", client.MaxMetadataBytes/4)
	return map[string][]any{
		"thread_id": {nil, "", " ", "general", "19:", "19:@thread.v2", "19:a b@thread.v2", "19:a/b@thread.v2", "19:a@thread.v2/x", "19:a@thread.v2\n", "19:a@thread.",
			"19:ä@thread.v2", "19:a%2Fb@thread.v2", "19:a@thread.v2?x=1", "19:a@thread.v2#x", "8:acs:x@thread.v2", " 19:a@thread.v2", "19:" + strings.Repeat("a", 257) + "@thread.v2"},
		"content": {nil, "", strings.Repeat("x", client.MaxMessageBytes+1), strings.Repeat("ä", client.MaxMessageBytes/2) + "x", strings.Repeat("🙂", client.MaxMessageBytes/4+1)},
		"type":    {"", " ", "TEXT", "Html", "markdown", " text", "text\n", "topicUpdated", "participantAdded", "participantRemoved"},
		"sender_id": {"", " ", "alice", "8:acs:", aUser + " ", "\n" + aUser, aUser + "/x", aUser + "_x", strings.TrimPrefix(aUser, "8:"), strings.ReplaceAll(aUser, "-", ""),
			teamUser, "8:teamsvisitor:x", "4:+14255550123", "4:anonymous", "28:orgid:" + userGUID, "48:x", "8:acs:" + resourceGUID + "_" + tenantGUID + "_" + userGUID},
		"metadata": {map[string]any{"k": nil}, map[string]any{"": "v"}, map[string]any{"k": strings.Repeat("v", client.MaxMetadataBytes)},
			map[string]any{strings.Repeat("k", client.MaxMetadataBytes+1): ""}, map[string]any{"a": wide, "b": wide}},
		"timeouts": {timeoutOf("create", "soon"), timeoutOf("read", "1"), timeoutOf("update", "1 h"), timeoutOf("delete", "")},
	}
}

func timeoutOf(operation, duration string) map[string]any {
	given := map[string]any{"create": nil, "read": nil, "update": nil, "delete": nil}
	given[operation] = duration
	return given
}

func TestMessage_refusesOddValuesOnTheirAttributeBeforeAnyCall(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_message")
	odd := oddMessageValues()
	for attribute, values := range odd {
		for _, value := range values {
			_, diags := m.plan(t, m.value(t, with("chat_message", attribute, value)))
			refusedAt(t, diags, value, attribute)
		}
	}
	// Several at once: each is named, whatever the others are.
	seeded := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // no secret is made of it
	for range 300 {
		config := with("chat_message", "content", "C")
		var wrong []string
		for _, attribute := range slices.Sorted(maps.Keys(odd)) {
			if values := odd[attribute]; seeded.IntN(3) == 0 {
				config[attribute] = values[seeded.IntN(len(values))]
				wrong = append(wrong, attribute)
			}
		}
		if len(wrong) > 0 {
			_, diags := m.plan(t, m.value(t, config))
			refusedAt(t, diags, config, wrong...)
		}
	}
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("calls were made: %v", calls)
	}
}

// refusedAt wants errors at exactly these attributes.
func refusedAt(t *testing.T, diags []*tfprotov6.Diagnostic, value any, attributes ...string) {
	t.Helper()
	var blamed []string
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			blamed = append(blamed, attributeOf(d))
		}
		if d.Summary == "" || d.Detail == "" {
			t.Errorf("%.100v: an error without a text: %s", value, told(diags))
		}
	}
	slices.Sort(blamed)
	slices.Sort(attributes)
	if blamed = slices.Compact(blamed); !slices.Equal(blamed, attributes) {
		t.Errorf("%.100v: the errors are at %q, want %q:%s", value, blamed, attributes, told(diags))
	}
}

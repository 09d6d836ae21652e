package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// said returns the text of the one error of validating a resource.
func (p protocol) said(t *testing.T, resource string, config map[string]any) string {
	t.Helper()
	m := p.manage(t, resource)
	resp, err := p.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: resource, Config: m.dynamic(t, m.value(t, config))})
	if err != nil {
		t.Fatal(err)
	}
	if len(resp.Diagnostics) != 1 {
		t.Fatalf("%d diagnostics, want one:\n%s", len(resp.Diagnostics), told(resp.Diagnostics))
	}
	return resp.Diagnostics[0].Detail
}

// Terraform shows the line of the resource only, so the text has to say which element is wrong.
func TestDiagnostics_sayWhereInNestedAttributes(t *testing.T) {
	t.Parallel()
	p := newProtocol(t, newTestService(t))
	member := func(attribute string, value any) map[string]any {
		return map[string]any{"topic": "T", "members": map[string]any{"bo": one(attribute, value)}}
	}
	for begins, config := range map[string]map[string]any{
		`members["bo"].share_history_time: "2026-01-01T00:00:00.5Z"` + "\n": member("share_history_time", "2026-01-01T00:00:00.5Z"),
		`members["bo"].share_history_time: "yesterday"` + "\n":              member("share_history_time", "yesterday"),
		`members["bo"].user_id: "8:acs:x\n"` + "\n":                         member("user_id", "8:acs:x\n"),
		`members["bo"].metadata["k"]` + "\n":                                member("metadata", map[string]any{"k": nil}),
		`members["bo"]` + "\n":                                              {"topic": "T", "members": map[string]any{"bo": nil}},
		`metadata["k"]` + "\n":                                              {"topic": "T", "metadata": map[string]any{"k": nil}},
		`timeouts.create: "soon"` + "\n":                                    {"topic": "T", "timeouts": map[string]any{"create": "soon"}},
	} {
		if text := p.said(t, "chat_thread", config); !strings.HasPrefix(text, begins) {
			t.Errorf("the text is\n%s\nwant it to begin with\n%s", text, begins)
		}
	}
}

func TestDiagnostics_nullValuesComeWithTheCure(t *testing.T) {
	t.Parallel()
	p := newProtocol(t, newTestService(t))
	for _, config := range []map[string]any{
		{"topic": "T", "metadata": map[string]any{"k": nil}},
		{"topic": "T", "members": map[string]any{"k": nil}},
	} {
		text := p.said(t, "chat_thread", config)
		if !strings.Contains(text, `key "k" is null`) || !strings.Contains(text, "{ for k, v in m : k => v if v != null }") {
			t.Errorf("the text is\n%s", text)
		}
	}
}

func TestDiagnostics_longValuesAreCut(t *testing.T) {
	t.Parallel()
	config := map[string]any{"topic": "T", "members": map[string]any{"bo": one("share_history_time", strings.Repeat("ä", 5000))}}
	text := newProtocol(t, newTestService(t)).said(t, "chat_thread", config)
	if first, _, _ := strings.Cut(text, "\n"); len(first) > 300 || !strings.HasSuffix(first, `ä…"`) {
		t.Errorf("the first line has %d bytes: %s", len(first), first)
	}
}

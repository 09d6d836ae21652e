package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func trimmed(o *emulator.Options) {
	o.Choices = emulator.Choices{emulator.ChoiceWhiteSpace: "trimmed"}
}

// A service that trims texts makes no plan that repeats.
func TestAccWhiteSpace_thatTheServiceTrimsIsAccepted(t *testing.T) {
	s := newTestService(t, trimmed)
	user := s.users(t, 1)[0]
	config := `
resource "chat_thread" "t" {
  topic    = <<-EOT
    Release
  EOT
  metadata = { owner = "ops " }
  members  = { ada = { user_id = "` + user + `", display_name = "Ada ", metadata = { role = " lead" } } }
}
resource "chat_message" "m" {
  thread_id           = chat_thread.t.id
  content             = "Hello"
  sender_display_name = " Bot"
  metadata            = { build = "7 " }
}
`
	acceptance(t, s,
		resource.TestStep{Config: config},
		resource.TestStep{Config: config, PlanOnly: true},
	)
	for _, call := range s.Requests() {
		if call.Operation == emulator.OpUpdateThread || call.Operation == emulator.OpRemoveParticipant {
			t.Errorf("%s was called", call.Operation)
		}
	}
}

func TestThread_topicWithWhiteSpaceAroundItGetsAHint(t *testing.T) {
	t.Parallel()
	m := newProtocol(t, newTestService(t)).manage(t, "chat_thread")
	hints := func(topic string) []*tfprotov6.Diagnostic {
		resp, err := m.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
			TypeName: m.name, Config: m.dynamic(t, m.value(t, map[string]any{"topic": topic}))})
		must(t, err)
		return resp.Diagnostics
	}
	if got := hints("Release\n"); len(got) != 1 || got[0].Severity != tfprotov6.DiagnosticSeverityWarning ||
		attributeOf(got[0]) != "topic" || !strings.Contains(got[0].Detail, `"Release\n"`) ||
		!strings.Contains(got[0].Detail, "trimspace()") {
		t.Errorf("the hint is %s", told(got))
	}
	if got := hints("Release 1\nTwo"); len(got) > 0 {
		t.Error(told(got))
	}
}

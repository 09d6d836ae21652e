package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestMessages_thatTakeLongAreWarnedOfOnce(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	for title, row := range map[string]struct {
		known bool
		says  string
	}{
		"known":   {true, "of thread " + missingThread},
		"unknown": {false, "when they are all of one thread"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			p := newProtocol(t, s)
			var warned []string
			for n := range 60 {
				m := p.manage(t, "chat_message")
				config, err := tftypes.Transform(m.value(t, map[string]any{"thread_id": missingThread, "content": "x"}),
					func(at *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
						if !row.known && wholePath(at) == "thread_id" {
							return tftypes.NewValue(tftypes.String, tftypes.UnknownValue), nil
						}
						return value, nil
					})
				must(t, err)
				_, diags := m.plan(t, config)
				noErrors(t, diags)
				for _, d := range diags {
					warned = append(warned, d.Summary+": "+d.Detail)
				}
				if n == 29 && len(warned) > 0 {
					t.Errorf("thirty messages are sent within a minute, and the plan warns of %s", warned)
				}
			}
			if len(warned) != 1 || !strings.Contains(warned[0], "takes a while") || !strings.Contains(warned[0], row.says) {
				t.Errorf("the plan of sixty messages warns of %q", warned)
			}
		})
	}
}

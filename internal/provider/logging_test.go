package provider

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

func TestLogger_writesToTerraformsLogAtTheSameLevel(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &out)
	logger := newLogger().With("client", "chat").WithGroup("call")
	logger.DebugContext(ctx, "answered", "status", 200)
	logger.InfoContext(ctx, "waits")
	logger.WarnContext(ctx, "was refused")
	logger.ErrorContext(ctx, "failed", slog.String("cause", "network"))
	lines, err := tflogtest.MultilineJSONDecode(&out)
	must(t, err)
	var got []string
	for _, line := range lines {
		got = append(got, strings.Join([]string{line["@level"].(string), line["@message"].(string), line["client"].(string)}, " "))
	}
	want := "debug answered chat, info waits chat, warn was refused chat, error failed chat"
	if joined := strings.Join(got, ", "); joined != want {
		t.Errorf("the log is %s, want %s", joined, want)
	}
	if lines[0]["status"] != float64(200) || lines[3]["cause"] != "network" {
		t.Errorf("the fields are %v", lines)
	}
}

package provider

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

func TestLogger_writesToTerraformsLogAtTheSameLevelAndInOrder(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &out)
	logger := newLogger().With("client", "chat").WithGroup("call")
	logger.DebugContext(ctx, "GET /chat/threads 200 9ms", "request_id", "r1", "attempt", 2)
	logger.InfoContext(ctx, "waits")
	logger.WarnContext(ctx, "was refused")
	logger.ErrorContext(ctx, "failed", slog.String("cause", `the "network"`))
	lines, err := tflogtest.MultilineJSONDecode(&out)
	must(t, err)
	var got []string
	for _, line := range lines {
		got = append(got, fmt.Sprint(line["@level"], ": ", line["@message"]))
	}
	want := []string{
		`debug: GET /chat/threads 200 9ms client=chat request_id=r1 attempt=2`,
		`info: waits client=chat`,
		`warn: was refused client=chat`,
		`error: failed client=chat cause="the \"network\""`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("the log is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

package docs

import (
	"regexp"
	"strings"
	"testing"
)

// The guide is ordered by the messages that users see. Each heading that is one has to be in the provider's code.
func TestTroubleshooting_quotesRealMessages(t *testing.T) {
	t.Parallel()
	var code strings.Builder
	for _, file := range glob(t, "../provider/*.go", "../client/*.go", "../entra/*.go") {
		if !strings.HasSuffix(file, "_test.go") {
			code.Write(read(t, file))
		}
	}
	headings := regexp.MustCompile(`(?m)^### (.+)$`).FindAllStringSubmatch(string(read(t, "../../docs/guides/troubleshooting.md")), -1)
	if len(headings) < 20 {
		t.Fatalf("only %d headings were found", len(headings))
	}
	for _, heading := range headings {
		if heading[1] != "An apply takes long" && !strings.Contains(strings.ToLower(code.String()), strings.ToLower(heading[1])) {
			t.Errorf("no message of the provider says %q", heading[1])
		}
	}
}

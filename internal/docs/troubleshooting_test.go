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
	for _, file := range glob(t, "../provider/*.go", "../client/*.go") {
		if !strings.HasSuffix(file, "_test.go") {
			code.Write(read(t, file))
		}
	}
	notMessages := map[string]bool{
		"HTTP status 401": true, "HTTP status 403": true, "HTTP status 429": true, // facts at the end of many messages
		"The apply takes long": true,
	}
	headings := regexp.MustCompile(`(?m)^### (.+)$`).FindAllStringSubmatch(string(read(t, "../../docs/guides/troubleshooting.md")), -1)
	if len(headings) < 20 {
		t.Fatalf("only %d headings were found", len(headings))
	}
	for _, heading := range headings {
		if !notMessages[heading[1]] && !strings.Contains(code.String(), heading[1]) {
			t.Errorf("no message of the provider says %q", heading[1])
		}
	}
}

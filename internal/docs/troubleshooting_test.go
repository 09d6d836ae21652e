package docs

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The headings of the guide are messages that users see, so each must be in the provider's code, except those that name a symptom.
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
	symptoms := []string{"An apply takes long", "Terraform was killed during an apply"}
	for _, heading := range headings {
		if !slices.Contains(symptoms, heading[1]) && !strings.Contains(strings.ToLower(code.String()), strings.ToLower(heading[1])) {
			t.Errorf("no message of the provider says %q", heading[1])
		}
	}
}

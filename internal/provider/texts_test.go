package provider

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// What is wrong with an identity is not said of an import id, and an id from a URL is to be decoded.
func TestImport_saysWhatIsWrongWithTheIDThatWasGiven(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	manage := func(name string) *managed { return newProtocol(t, s).manage(t, name) }
	diags := manage("chat_thread").imported(t, "", map[string]any{"id": "release"})
	wantError(t, diags, "", "Invalid identity")
	wantError(t, diags, "", "In the identity, id is wrong:")
	if strings.Contains(told(diags), "import id") {
		t.Errorf("an import id is blamed: %s", told(diags))
	}
	const encoded, decoded = "19%3Aa_b-c%40thread.v2", `decode it, to "19:a_b-c@thread.v2`
	wantError(t, manage("chat_thread").imported(t, encoded, nil), "", decoded)
	wantError(t, manage("chat_message").imported(t, encoded+"%2F1591137790240", nil), "", decoded+`/1591137790240"`)
	wantError(t, manage("chat_thread").imported(t, "19:a b@thread.v2", nil), "", "19:<letters, digits, - and _>@thread.v2")
}

func TestOneLine(t *testing.T) {
	t.Parallel()
	if got := oneLine("Release\r\nTwo\u2028three"); got != "Release  Two three" {
		t.Errorf("the row is %q", got)
	}
}

// Each fact of an error is what its name says.
func TestDetail_factsAreWhatTheyAreCalled(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err  *client.Error
		says string
		not  string
	}{
		"a success that cannot be used": {&client.Error{Kind: client.KindBadAnswer, Status: 201}, "cannot be trusted", "201"},
		"time was up": {&client.Error{Kind: client.KindTimeout, Took: 5 * time.Second, Err: context.DeadlineExceeded},
			"timed out after 5s", "Cause"},
		"az login": {&client.Error{Kind: client.KindUnauthorized, Operation: "create user", Err: &client.Error{
			Kind: client.KindUnauthorized, Err: errors.New("please run az login")}}, "Please run az login.\n", "Cause"},
		"a conflict": {&client.Error{Kind: client.KindConflict, Status: 409}, "someone else changes", "again"},
	}
	for title, test := range tests {
		if got := detail(test.err); !strings.Contains(got, test.says) || strings.Contains(got, test.not) {
			t.Errorf("%s: the detail is\n%s", title, got)
		}
	}
}

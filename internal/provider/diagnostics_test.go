package provider

import (
	"errors"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

func TestDetail_saysTheNextStepAndEveryFact(t *testing.T) {
	t.Parallel()
	err := &client.Error{Kind: client.KindForbidden, Operation: "remove member", Object: bUser, ThreadID: aThread, ActingUser: aUser, Status: 403, Code: "Forbidden",
		Message: "The initiator is not a participant.", Target: "initiator", RequestID: "MS-CV-1", Err: errors.New("cause")}
	got := detail(err)
	for _, want := range []string{"acts as " + aUser, "add that user", "Operation: remove member\n", "Object: " + bUser + "\nThread: " + aThread, "removed block", "Acting user: " + aUser,
		"HTTP status: 403\n", "Service code: Forbidden\n", "Message: The initiator is not a participant.\n", "Target: initiator\n",
		"Request id: MS-CV-1\n", "Cause: cause"} {
		if !strings.Contains(got, want) {
			t.Errorf("the detail does not say %q:\n%s", want, got)
		}
	}
}

func TestDetail_leavesOutWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	got := detail(&client.Error{Kind: client.KindInvalidRequest, Operation: "create thread", Status: 400})
	if want := "The service rejected the request. Check the values in the configuration.\n\nOperation: create thread\nHTTP status: 400"; got != want {
		t.Errorf("the detail is\n%s\nwant\n%s", got, want)
	}
}

func TestDetail_namesAThreadOnce(t *testing.T) {
	t.Parallel()
	got := detail(&client.Error{Kind: client.KindNotFound, Operation: "read thread", Object: aThread, ThreadID: aThread})
	if strings.Count(got, aThread) != 1 {
		t.Errorf("the detail is\n%s", got)
	}
}

func TestDetail_ofALoginSaysWhoIsMissing(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err  *client.Error
		says string
	}{
		"a deleted user":       {&client.Error{Kind: client.KindUnauthorized, ActingUser: aUser, Err: &client.Error{Kind: client.KindNotFound}}, "the user " + aUser},
		"a refused token":      {&client.Error{Kind: client.KindUnauthorized, ActingUser: aUser}, "not expired or revoked"},
		"a login without role": {&client.Error{Kind: client.KindForbidden, Operation: "create user"}, "Entra ID needs a role"},
	}
	for title, test := range tests {
		if got := detail(test.err); !strings.Contains(got, test.says) {
			t.Errorf("%s: the detail does not say %q:\n%s", title, test.says, got)
		}
	}
}

func TestDetail_everyKindHasANextStep(t *testing.T) {
	t.Parallel()
	said := map[string]client.Kind{}
	for kind := client.KindNotFound; kind <= client.KindOtherResource; kind++ {
		step := nextStep(&client.Error{Kind: kind})
		if step == "" || !strings.HasSuffix(step, ".") {
			t.Errorf("kind %d has the next step %q", kind, step)
		}
		if other, twice := said[step]; twice && kind != client.KindBadAnswer {
			t.Errorf("kinds %d and %d have the same next step", kind, other)
		}
		said[step] = kind
	}
}

func TestDetail_ofAMemberThatWasNotLetIn(t *testing.T) {
	t.Parallel()
	got := detail(&client.Error{Kind: client.KindMemberRejected, Operation: "add members", Object: teamUser, Code: "403", Message: "Permissions check failed"})
	for _, want := range []string{"added the others", "Object: " + teamUser, "Service code: 403", "Message: Permissions check failed"} {
		if !strings.Contains(got, want) {
			t.Errorf("the detail does not say %q:\n%s", want, got)
		}
	}
}

func TestDetail_ofAnotherErrorIsASentence(t *testing.T) {
	t.Parallel()
	if got := detail(errors.New("no luck")); got != "No luck." {
		t.Errorf("the detail is %q", got)
	}
	if got := sentence(errors.New("")); got != "" {
		t.Errorf("nothing became %q", got)
	}
}

package provider

import (
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// One mistake in the login, or one service that cannot be reached, fails every object of the configuration. Only the
// first error says all about it; Terraform needs one of each of the others too, and those are one line.

// userGoneTitle is the summary of the error for a user who is not there to act as.
const userGoneTitle = "The acting user does not exist in this Communication Services resource"

// report returns the summary and text of a call's failure: the cause where that is not the call's own, and one line
// where the cause was reported before.
func report(summary string, err error) (title, text string) {
	var e *client.Error
	if !errors.As(err, &e) {
		return summary, detail(err)
	}
	if first := e.ReportedBefore(); first != nil {
		return summary, follows(first)
	}
	if client.IsUserGone(e) {
		return userGoneTitle, detail(err)
	}
	return summary, detail(err)
}

// follows points to the error that says what to do.
func follows(first *client.Error) string {
	cause := first.Message
	if client.IsUserGone(first) {
		cause = fmt.Sprintf("%s does not exist in this Communication Services resource", first.ActingUser)
	}
	if cause == "" && first.Err != nil {
		cause, _, _ = strings.Cut(first.Err.Error(), "\n")
	}
	if cause != "" {
		cause = " (" + cause + ")"
	}
	return fmt.Sprintf("The cause is the same%s: see what to do in the error of %q.", cause,
		strings.TrimSpace(first.Operation+" "+first.Object))
}

// userGone says what can be done about a user whom calls are made as, and who does not exist.
func userGone(e *client.Error) string {
	where := e.Gone
	if where == nil {
		where = &client.GoneUser{}
	}
	theirs, login, named := client.ResourceIDOf(e.ActingUser), where.Credential, where.NamedBy
	if login == "" {
		login = "the login"
	}
	if named == "" {
		named = "user_id or sender_id"
	}
	deleted := fmt.Sprintf("Set %s to a user who exists, and for threads is a member of them. As a last resort, for what "+
		"cannot be managed without this user: %s.", named, wayOut)
	switch where.ResourceID {
	case theirs:
		return fmt.Sprintf("The user %s was deleted: %s logs in to the right Communication Services resource, %s. %s",
			e.ActingUser, login, theirs, deleted)
	case "":
		return fmt.Sprintf("Check that %s and %s belong together: the user %s, of the Communication Services resource %s, "+
			"does not exist in the resource of the login%s. If it is the right one, the user was deleted. %s",
			login, named, e.ActingUser, theirs, at(where.Endpoint), deleted)
	default:
		return fmt.Sprintf("Check %s and %s, which must belong together: the user %s belongs to the Communication Services "+
			"resource %s, but %s logs in to the resource %s%s. Nothing was changed.",
			login, named, e.ActingUser, theirs, login, where.ResourceID, at(where.Endpoint))
	}
}

func at(endpoint string) string {
	if endpoint == "" {
		return ""
	}
	return " at " + endpoint
}

package provider

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// addError reports that a call failed. The summary says what could not be done.
func addError(diags *diag.Diagnostics, summary string, err error) {
	summary, text := report(summary, err)
	diags.AddError(summary, text)
}

// addAttributeError is addError for a failure that one attribute is to blame for.
func addAttributeError(diags *diag.Diagnostics, at path.Path, summary string, err error) {
	summary, text := report(summary, err)
	diags.AddAttributeError(at, summary, text)
}

// addReadError reports that something could not be read. When it does not exist, the attribute that names it is to
// blame.
func addReadError(diags *diag.Diagnostics, at path.Path, summary string, err error) {
	switch client.KindOf(err) {
	case client.KindNotFound, client.KindInvalidRequest, client.KindInvalidIdentifier:
		addAttributeError(diags, at, summary, err)
	default:
		addError(diags, summary, err)
	}
}

// detail describes an error: the next step first, then the facts.
func detail(err error) string {
	var e *client.Error
	if !errors.As(err, &e) {
		return sentence(err)
	}
	var b strings.Builder
	if advice := nextStep(e); advice != "" {
		b.WriteString(advice + "\n\n")
	}
	fact := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	fact("Operation", e.Operation)
	fact("Object", e.Object)
	if e.ThreadID != e.Object {
		fact("Thread", e.ThreadID)
	}
	fact("Acting user", e.ActingUser)
	if e.Status/100 > 2 { // a success with a response that cannot be used does not read as a failure
		fact("HTTP status", fmt.Sprint(e.Status))
	}
	fact("Service code", e.Code)
	fact("Message", e.Message)
	fact("Target", e.Target)
	fact("Request id", e.RequestID)
	if e.Err != nil && !isSaid(e) {
		fact("Cause", e.Err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// isSaid reports whether the next step says already what caused an error: that time was up, or that a login failed.
func isSaid(e *client.Error) bool {
	switch e.Kind {
	case client.KindTimeout, client.KindThrottled:
		return errors.Is(e.Err, context.DeadlineExceeded) || errors.Is(e.Err, context.Canceled)
	case client.KindUnauthorized:
		return e.Credential == "" && !client.IsUserGone(e)
	default:
		return false
	}
}

// wayOut is how to make Terraform forget what it can no longer manage.
const wayOut = "forget it with a removed block that sets destroy = false, or with terraform state rm"

// nextStep says what can be done about an error.
func nextStep(e *client.Error) string {
	switch e.Kind {
	case client.KindForbidden:
		return forbidden(e)
	case client.KindUnauthorized:
		return unauthorized(e)
	case client.KindNotFound:
		return "The object does not exist. It may have been deleted outside Terraform, or its id may be wrong: correct the " +
			"id, or remove what refers to it from the configuration."
	case client.KindNotFoundYet:
		return "The object was created seconds ago, and the service does not find it yet. Completed work is saved in the " +
			"state: run terraform apply again."
	case client.KindConflict:
		return "The object is in a state that does not allow this. See what the service says about it, and whether someone " +
			"else changes the object at the same time."
	case client.KindThrottled, client.KindTimeout:
		return timedOut(e)
	case client.KindInvalidRequest:
		if e.ThreadID != "" {
			return fmt.Sprintf("The service rejected the request. Check the values in the configuration; a thread holds at "+
				"most %d participants.",
				client.MaxMembersPerThread)
		}
		return "The service rejected the request. Check the values in the configuration."
	case client.KindInvalidIdentifier:
		return "Correct the id in the configuration."
	case client.KindServerError:
		return fmt.Sprintf("The service responded %d, which is a failure of its own. Completed work is saved in the state: "+
			"run the command again later.", e.Status)
	case client.KindUnavailable:
		return "The connection to the service failed. Completed work is saved in the state: run the command again."
	case client.KindNoSuchHost,
		client.KindConnectionRefused,
		client.KindUntrusted,
		client.KindWrongScheme,
		client.KindProxyRefused:
		return unreachable(e)
	case client.KindAmbiguous:
		return "The connection failed, and the service may or may not have carried this out. Check the thread, and import " +
			"what is there, before running terraform apply again."
	case client.KindForeignHost, client.KindBadAnswer:
		return "The service's answer cannot be trusted. Check that endpoint belongs to the Communication Services " +
			"resource, and that no proxy changes its answers."
	case client.KindOtherResource:
		return "The state and the login belong to different Communication Services resources, so nothing was done. Check " +
			"the endpoint, the credential and user_id, in the provider block and the environment, against the state that this " +
			"configuration uses. If the resource of the state no longer exists, as after a restart of an emulator without " +
			"-data, forget its objects with terraform state rm and apply again."
	case client.KindUnknownVersion:
		return "custom_id, and reading users, need a preview of the service's API that this service does not have. Remove " +
			"custom_id, or use another Communication Services resource."
	case client.KindMemberRejected:
		return "The service added the others, but not this user. Check that the user exists and may join threads: a user " +
			"of another Communication Services resource may not."
	default:
		return ""
	}
}

// addThreadError is addError for a call on a thread of the state. A user that is no participant of it, although it is
// in the state, may have taken the place of another acting user: then the error says how to get back.
func addThreadError(diags *diag.Diagnostics, summary string, err error, createdBy types.String) {
	var e *client.Error
	if !errors.As(err, &e) || e.Kind != client.KindForbidden || createdBy.ValueString() == "" ||
		client.SameUser(createdBy.ValueString(), e.ActingUser) {
		addError(diags, summary, err)
		return
	}
	diags.AddError(summary, fmt.Sprintf("The thread was created by %s, which was the acting user then. If %s is to take "+
		"its place, it must be a member first: set user_id to %[1]s, or to another member of the thread, add %[2]s as a "+
		"member, apply, and then set user_id to %[2]s.\n\n", createdBy.ValueString(), e.ActingUser)+detail(err))
}

// timedOut says what can be done about an operation whose time was up, or that was interrupted.
func timedOut(e *client.Error) string {
	if errors.Is(e, context.Canceled) {
		return "The operation was interrupted. Completed work is saved in the state: run the command again."
	}
	text := "The operation timed out"
	if e.Took >= time.Second {
		text += fmt.Sprintf(" after %v", e.Took.Round(time.Second))
	}
	if e.AskedToWait > 0 {
		text += fmt.Sprintf("; the service had asked to wait %v", e.AskedToWait)
	}
	text += ". Completed work is saved in the state: run the command again, and raise the limit in the timeouts " +
		"attribute, where there is one."
	if e.Kind == client.KindThrottled {
		text += " Lowering -parallelism helps too: the service kept asking to slow down."
	}
	return text
}

// unreachable says what can be done about a service that a connection cannot be made to.
func unreachable(e *client.Error) string {
	switch e.Kind {
	case client.KindNoSuchHost:
		return "Check the spelling of the endpoint, and that this machine can resolve the name: a private endpoint may " +
			"only be known inside its network."
	case client.KindConnectionRefused:
		return "Check the host and port of the endpoint. If it is an emulator's, start chat-emulator there."
	case client.KindUntrusted:
		return "If the emulator's or a proxy's certificate is signed by an authority of your own, set SSL_CERT_FILE to the " +
			"authority's certificate. Otherwise check the endpoint."
	case client.KindWrongScheme:
		return "Check whether the endpoint starts with https:// or http://, and its port: it must match what responds there."
	default:
		return "The proxy of HTTPS_PROXY does not let the connection through. Put its user and password into the URL, or " +
			"add the endpoint's host to NO_PROXY."
	}
}

// forbidden says what can be done about a call that the service does not let its user make.
func forbidden(e *client.Error) string {
	if e.ActingUser == "" {
		return "The service does not let this login manage users. A login with Entra ID needs a role on the Communication " +
			"Services resource, such as Contributor."
	}
	return fmt.Sprintf("The provider acts as %s, and the service does not let that user do this. Only a participant may "+
		"read or change a thread, only its sender may change a message, and an access token needs the scope chat. Let a "+
		"participant of the thread add that user, or set user_id or access_token to another one. If the object is no "+
		"longer yours to manage, %s.", e.ActingUser, wayOut)
}

// unauthorized says what can be done about a login that was not accepted.
func unauthorized(e *client.Error) string {
	if client.IsUserGone(e) {
		return userGone(e)
	}
	if e.Credential != "" {
		return fmt.Sprintf("The service rejected the login with the credential in %s. Check that it belongs to this "+
			"endpoint, and that it is not expired or revoked, and has not been replaced.", e.Credential)
	}
	if e.Err != nil { // Entra ID, or a service on the way to it, issued no token
		return sentence(rootOf(e))
	}
	return "The service or the provider rejected the login. Check that the credential in the provider block belongs to " +
		"this endpoint, that it is not expired or revoked, and that the acting user (user_id) exists."
}

// rootOf returns the last cause of an error that is not one of the client's own, or the last of these.
func rootOf(e *client.Error) error {
	var inner *client.Error
	for errors.As(e.Err, &inner) && inner.Err != nil {
		e = inner
	}
	return e.Err
}

// sentence capitalizes the text of an error and ends it with a full stop. Of the client's errors it uses only
// the message.
func sentence(err error) string {
	text := err.Error()
	var e *client.Error
	if errors.As(err, &e) && e.Message != "" {
		text = e.Message
	}
	if text == "" {
		return ""
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Kind says what went wrong, so callers need not read text.
type Kind int

// The kinds of error.
const (
	KindUnexpected        Kind = iota // none of the others
	KindNotFound                      // the service says that the object does not exist (404)
	KindNotFoundYet                   // the service does not find what this client created seconds ago (404)
	KindForbidden                     // the acting user is not allowed to, usually because it is no participant (403)
	KindConflict                      // the object is in a state that does not allow the call (409)
	KindThrottled                     // the service kept asking to slow down until the context ended (429)
	KindInvalidRequest                // the service did not accept the request (400, 413, 415)
	KindInvalidIdentifier             // a user, thread or message id is malformed; no call was made
	KindUnauthorized                  // the credential was missing, wrong or expired (401)
	KindServerError                   // the service responded that it failed (408, 5xx)
	KindUnavailable                   // the connection to the service failed, for other reasons than the next five
	KindNoSuchHost                    // the endpoint's host does not exist (DNS)
	KindConnectionRefused             // nothing listens at the endpoint
	KindUntrusted                     // the certificate of the service, or of what is in between, is not trusted
	KindWrongScheme                   // the endpoint says https and HTTP responds there, or the other way round
	KindProxyRefused                  // a proxy does not let the connection through; Status says why, such as 407
	KindTimeout                       // the context ended during the call or while it waited for the rate limit
	KindAmbiguous                     // the call may have been carried out, and the client could not find out
	KindForeignHost                   // a response linked to another host than the endpoint's; it was not followed
	KindBadAnswer                     // the response could not be understood, was too large, or was not the service's
	KindMemberRejected                // the call was carried out without this member; Code says why, as an HTTP status
	KindUnknownVersion                // the service does not know the version of the API that the call needs
	KindOtherResource                 // the object is of another Communication Services resource than the login
)

// Error is the one error type of this package. Every call returns it, or nil; use errors.As or KindOf.
type Error struct {
	Kind       Kind
	Operation  string // what was tried, such as "create thread"
	Object     string // what it was tried on: a thread, message or user id; may be empty
	ThreadID   string // the thread that the call was about; may be empty
	ActingUser string // raw id of the user that the call was made as; empty for identity calls
	Status     int    // HTTP status; 0 when there was no answer
	Code       string // the service's error code; may be empty
	Message    string // the service's message; may be empty: some 400s carry none
	Target     string // what the service says is at fault; may be empty
	RequestID  string // the service's id of the request (MS-CV), for support
	Err        error  // the cause, if there is one

	Credential  string        // of KindUnauthorized: Options.CredentialName, when that credential was rejected
	Took        time.Duration // of KindTimeout and KindThrottled: how long the call took, waits included
	AskedToWait time.Duration // of the same: how long the service last asked to wait; 0 when it did not

	Gone *GoneUser // of IsUserGone: where the user was looked for; nil when that is not known

	cause    string          // that other calls fail of too; empty when it is this call's own
	reported *reportedCauses // of the client

	uncertain    bool // a try may have been carried out although it did not succeed
	noToken      bool // there was no token to make the call with
	refusedAlone bool // the call was about this member alone, so the refusal is too
}

// Error returns everything that is known, in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Operation)
	if e.Object != "" {
		fmt.Fprintf(&b, " %s", e.Object)
	}
	if e.ThreadID != "" && e.ThreadID != e.Object {
		fmt.Fprintf(&b, " in thread %s", e.ThreadID)
	}
	if e.Status != 0 {
		fmt.Fprintf(&b, ": HTTP %d %s", e.Status, http.StatusText(e.Status))
	}
	for _, part := range []string{e.Code, e.Message} {
		if part != "" {
			fmt.Fprintf(&b, ": %s", part)
		}
	}
	if e.Target != "" {
		fmt.Fprintf(&b, " (target %s)", e.Target)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " [request id %s]", e.RequestID)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// nonRetriable marks an error that another try would not change.
type nonRetriable struct{ error }

func (n nonRetriable) Unwrap() error { return n.error }

// loginError means that there was no token to make a call with. Getting one was already retried.
type loginError struct{ error }

func (e loginError) Unwrap() error { return e.error }

// kind keeps the kinds that say whether it may work later. All others concern the login, not the object of the call: an
// acting user that does not exist must not look like a thread that does not.
func (e loginError) kind() Kind {
	switch kind := kindOfCause(e.error); kind {
	case KindServerError, KindTimeout, KindThrottled, KindBadAnswer:
		return kind
	default:
		if kind.isConnection() {
			return kind
		}
		return KindUnauthorized
	}
}

// isConnection reports whether an error of this kind is a connection that failed, or could not be made.
func (k Kind) isConnection() bool {
	switch k {
	case KindUnavailable, KindNoSuchHost, KindConnectionRefused, KindUntrusted, KindWrongScheme, KindProxyRefused:
		return true
	default:
		return false
	}
}

// isLoginError reports whether a call failed because there was no token to make it with.
func isLoginError(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.noToken
}

// isUncertain reports whether a call that failed may have been carried out all the same.
func isUncertain(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.uncertain
}

// KindOf returns the kind of an error of this package, or KindUnexpected for any other error.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return KindUnexpected
}

// IsNotFound reports whether the service said that the object of the call does not exist.
func IsNotFound(err error) bool { return KindOf(err) == KindNotFound }

// IsUserGone reports whether a call failed because the user that it was to be made as does not exist: the service
// issues no token for it.
func IsUserGone(err error) bool {
	e := asError(err)
	return e != nil && e.Kind == KindUnauthorized && IsNotFound(e.Err)
}

func kindOfStatus(status int) Kind {
	switch {
	case status == http.StatusNotFound:
		return KindNotFound
	case status == http.StatusForbidden:
		return KindForbidden
	case status == http.StatusConflict:
		return KindConflict
	case status == http.StatusTooManyRequests:
		return KindThrottled
	case status == http.StatusUnauthorized:
		return KindUnauthorized
	case status == http.StatusProxyAuthRequired:
		return KindProxyRefused
	case status == http.StatusRequestTimeout || status >= 500:
		return KindServerError
	case status >= 400:
		return KindInvalidRequest
	default:
		return KindUnexpected
	}
}

// kindOfCause returns the kind of an error that came without an answer.
func kindOfCause(err error) Kind {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e.Kind
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return KindTimeout
	default:
		return KindUnavailable
	}
}

package client

import (
	"cmp"
	"sync"
)

// reportedCauses has, of each cause that all calls fail of, the error that was reported first.
type reportedCauses struct {
	mu    sync.Mutex
	first map[string]*Error
}

// shared gives an error the cause that it shares with other calls, if there is one: the login, or the way to the
// service.
func (c *caller) shared(e *Error) *Error {
	e.cause, e.reported = sharedCause(e), c.reported
	return e
}

func sharedCause(e *Error) string {
	switch {
	case e.Kind.isConnection() && e.Kind != KindUnavailable: // which may be this connection's own
		return "the way to the service"
	case IsUserGone(e) && e.Gone != nil && e.Gone.NamedBy != "":
		return "resource " + ResourceIDOf(e.ActingUser) // as of an object of that resource
	case IsUserGone(e):
		return "user " + UserKey(e.ActingUser)
	case e.Kind == KindUnauthorized && (e.noToken || e.Credential != ""):
		return "credential " + cmp.Or(e.Credential, e.ActingUser)
	default:
		return ""
	}
}

// ReportedBefore returns the error that was reported first of those with the cause of this one, which is not about this
// call alone. It returns nil when this error is the first, which it is from then on, and when its cause is its own.
func (e *Error) ReportedBefore() *Error {
	if e.cause == "" {
		return nil
	}
	e.reported.mu.Lock()
	defer e.reported.mu.Unlock()
	first := e.reported.first[e.cause]
	if first == nil {
		e.reported.first[e.cause] = e
	}
	return first
}

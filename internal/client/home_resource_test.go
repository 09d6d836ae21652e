package client

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestDeleteUser_ofAnotherResourceIsNotGone(t *testing.T) {
	t.Parallel()
	here, there := newService(t), newService(t)
	foreign := there.newUsers(t, 1)[0]
	for title, acting := range map[string]string{"as a user": here.user, "as no user": ""} {
		t.Run(title, func(t *testing.T) {
			c := here.client(t, func(o *Options) { o.ActingUserID = acting })
			before, err := here.Users(t.Context())
			noErrors(t, []error{err})
			here.ResetRequests()
			for range 3 {
				err := c.DeleteUser(t.Context(), foreign)
				wantKind(t, err, KindOtherResource)
				var e *Error
				if !errors.As(err, &e) || e.Object != foreign || !strings.Contains(e.Message, ResourceIDOf(foreign)) || !strings.Contains(e.Message, ResourceIDOf(here.user)) {
					t.Errorf("the error does not name both resources: %v", err)
				}
			}
			after, err := here.Users(t.Context())
			noErrors(t, []error{err})
			equal(t, "users left", len(after), len(before))
			equal(t, "probes", here.calls(emulator.OpCreateIdentity), 1)
			noErrors(t, []error{c.DeleteUser(t.Context(), gone(t, here))})
		})
	}
}

// gone makes a user that no longer exists.
func gone(t *testing.T, s *service) string {
	t.Helper()
	user := s.newUsers(t, 1)[0]
	noErrors(t, []error{s.client(t).DeleteUser(t.Context(), user)})
	return user
}

func TestDeleteUser_whoseResourceCannotBeFoundIsAnError(t *testing.T) {
	t.Parallel()
	s := newService(t)
	user := gone(t, s)
	for _, op := range []emulator.Operation{emulator.OpCreateIdentity, emulator.OpDeleteIdentity} {
		c := s.client(t)
		fault := emulator.Fault{Operation: op, Status: http.StatusForbidden}
		if op == emulator.OpDeleteIdentity {
			fault.Nth = 2 // the first one is that of the user
		}
		s.InjectFault(fault)
		wantKind(t, c.DeleteUser(t.Context(), user), KindForbidden)
		noErrors(t, []error{c.DeleteUser(t.Context(), user)})
	}
}

func TestCheckResource(t *testing.T) {
	t.Parallel()
	s := newService(t)
	own, other := ResourceIDOf(s.user), "00000000-0000-0000-0000-000000000001"
	acting, nobody := s.client(t), s.client(t, func(o *Options) { o.ActingUserID = "" })
	equal(t, "resource", acting.ResourceID(), own)
	equal(t, "resource without an acting user", nobody.ResourceID(), "")
	noErrors(t, []error{
		acting.CheckResource("thread", own), acting.CheckResource("thread", strings.ToUpper(own)), acting.CheckResource("thread", ""),
		nobody.CheckResource("thread", other),
	})
	wantKind(t, acting.CheckResource("thread", other), KindOtherResource)
}

func TestIsUserGone_onlyOfTheUserThatACallIsMadeAs(t *testing.T) {
	t.Parallel()
	s := newService(t)
	thread := s.thread(t, s.client(t))
	_, err := s.client(t).GetThread(t.Context(), "19:nothing@thread.v2")
	equal(t, "of a missing thread", IsUserGone(err), false)
	user := gone(t, s)
	_, err = s.client(t, func(o *Options) { o.ActingUserID = user }).GetThread(t.Context(), thread)
	equal(t, "of a missing acting user", IsUserGone(err), true)
	equal(t, "not found", IsNotFound(err), false)
	s.InjectFault(emulator.Fault{Operation: emulator.OpIssueToken, Status: http.StatusUnauthorized})
	_, err = s.client(t).GetThread(t.Context(), thread)
	equal(t, "of a refused login", IsUserGone(err), false)
}

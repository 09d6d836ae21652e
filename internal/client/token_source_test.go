package client

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// token makes a JWT with the given claims. Nobody but the service can verify it.
func token(t testing.TB, claims map[string]any) string {
	t.Helper()
	payload, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	return "eyJhbGciOiJub25lIn0." + base64.RawURLEncoding.EncodeToString(payload) + ".SIGNATURE"
}

func TestUserToken_logsIn(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		token, err := s.IssueToken(t.Context(), s.user)
		if err != nil {
			t.Fatal(err)
		}
		c := s.client(t, func(o *Options) { o.AccessKey, o.AccessToken = "", token })
		id := s.thread(t, c)
		if c.CanManageIdentities() {
			t.Error("a user token claims to manage identities")
		}
		_, err = c.CreateUser(t.Context())
		wantKind(t, err, KindUnauthorized)
		other := s.newUsers(t, 1)[0]
		_, err = c.SendMessage(t.Context(), id, other, NewMessage{Content: "x"})
		wantKind(t, err, KindUnauthorized)
		noErrors(t, []error{s.RevokeTokens(t.Context(), s.user)})
		_, err = c.GetThread(t.Context(), id)
		wantKind(t, err, KindUnauthorized)
		equal(t, "token calls", s.calls(emulator.OpIssueToken), 0)
	})
}

func TestIssuedToken_isKeptAndRenewedBeforeItsEnd(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		read := func() {
			t.Helper()
			if _, err := c.GetThread(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		read()
		pass(tokenLifetime - renewBefore - time.Minute)
		read()
		equal(t, "tokens before the end is near", s.calls(emulator.OpIssueToken), 1)
		pass(2 * time.Minute)
		read()
		equal(t, "tokens when the end is near", s.calls(emulator.OpIssueToken), 2)
		for _, r := range s.Requests() {
			if r.Status == http.StatusUnauthorized {
				t.Error("an expired token was used")
			}
		}
	})
}

func TestIssuedToken_isReplacedOnceWhenRejected(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t, func(o *Options) { o.DisableThrottling = true })
		id := s.thread(t, c)
		noErrors(t, []error{s.RevokeTokens(t.Context(), s.user)})
		s.latency = func(*http.Request) time.Duration { return time.Second } // so that all ten meet the rejection
		s.ResetRequests()
		noErrors(t, parallel(10, make([]int, 10), func(int) error { _, err := c.GetThread(t.Context(), id); return err }))
		equal(t, "tokens issued", s.calls(emulator.OpIssueToken), 1)
		equal(t, "reads", s.calls(emulator.OpGetThread), 20)
	})
}

func TestIssuedToken_secondRejectionIsAnError(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.ResetRequests()
		s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusUnauthorized, Times: 100})
		_, err := c.GetThread(t.Context(), id)
		wantKind(t, err, KindUnauthorized)
		equal(t, "reads", s.calls(emulator.OpGetThread), 2)
		equal(t, "tokens issued", s.calls(emulator.OpIssueToken), 1)
	})
}

func TestIssuedToken_oneForManyCallsAtOnce(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		id := s.thread(t, s.client(t))
		s.ResetRequests()
		c := s.client(t)
		s.latency = func(*http.Request) time.Duration { return time.Second }
		noErrors(t, parallel(10, make([]int, 10), func(int) error { _, err := c.GetThread(t.Context(), id); return err }))
		equal(t, "tokens issued", s.calls(emulator.OpIssueToken), 1)
	})
}

func TestIssuedToken_waiterEndsWithItsContext(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		s.latency = func(*http.Request) time.Duration { return 20 * time.Second }
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = c.GetThread(t.Context(), "19:x@thread.v2") })
		pass(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := c.GetThread(ctx, "19:x@thread.v2")
		wantKind(t, err, KindTimeout)
		wg.Wait()
	})
}

// An acting user that is not there is trouble with the login. It must not pass for a thread that is not there: that
// would be taken out of the state, or for deleted.
func TestIssuedToken_missingActingUserIsNotAMissingThread(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		id := s.thread(t, s.client(t))
		s.InjectFault(emulator.Fault{Operation: emulator.OpIssueToken, Status: http.StatusNotFound, Times: 100})
		c := s.client(t)
		_, err := c.GetThread(t.Context(), id)
		wantKind(t, err, KindUnauthorized)
		wantKind(t, c.DeleteThread(t.Context(), id), KindUnauthorized)
		wantKind(t, c.RemoveMember(t.Context(), id, s.user), KindUnauthorized)
		if threads, err := s.Threads(t.Context()); err != nil || threads[0].DeletedOn != nil {
			t.Errorf("the thread: %+v, %v", threads, err)
		}
	})
}

func TestIssuedToken_troubleKeepsItsKindAndItsWords(t *testing.T) {
	for status, want := range map[int]Kind{http.StatusForbidden: KindUnauthorized, http.StatusBadRequest: KindUnauthorized,
		http.StatusInternalServerError: KindServerError, http.StatusUnauthorized: KindUnauthorized} {
		inVirtualTime(t, func(t *testing.T, s *service) {
			s.InjectFault(emulator.Fault{Operation: emulator.OpIssueToken, Status: status, Times: 100,
				Body: `{"error":{"code":"Because","message":"of this"}}`})
			_, err := s.client(t).GetThread(t.Context(), "19:x@thread.v2")
			wantKind(t, err, want)
			if asError(err).Operation != string(opGetThread) || !strings.Contains(err.Error(), "issue access token") ||
				!strings.Contains(err.Error(), "Because: of this") {
				t.Errorf("the error says %v", err)
			}
			if n := s.calls(emulator.OpIssueToken); n > 1+DefaultMaxRetries {
				t.Errorf("the token was asked for %d times", n)
			}
		})
	}
}

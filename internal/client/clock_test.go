package client

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// withWrongClock runs a test against services whose clocks are far from ours.
func withWrongClock(t *testing.T, test func(t *testing.T, s *service)) {
	t.Helper()
	for _, ahead := range []time.Duration{-30 * time.Hour, -time.Hour, 7 * time.Minute, 30 * time.Hour} {
		inVirtualTime(t, func(t *testing.T, s *service) {
			s.ahead = ahead
			test(t, s)
		}, func(o *emulator.Options) { o.Clock = skewed(ahead) })
	}
}

// A signature is good for five minutes around the service's time.
func TestClock_signaturesGoByTheServices(t *testing.T) {
	withWrongClock(t, func(t *testing.T, s *service) {
		c := s.client(t)
		for range 3 {
			_, err := c.CreateUser(t.Context())
			noErrors(t, []error{err})
		}
		equal(t, "calls, the first of them refused", s.calls(emulator.OpCreateIdentity), 4)
	})
}

// A token is renewed before its end by the service's time, and not before each call when that is in our past.
func TestClock_tokensGoByTheServices(t *testing.T) {
	withWrongClock(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.ResetRequests()
		for range 3 {
			_, err := c.GetThread(t.Context(), id)
			noErrors(t, []error{err})
		}
		equal(t, "tokens", s.calls(emulator.OpIssueToken), 0)
		pass(24*time.Hour - renewBefore/2)
		_, err := c.GetThread(t.Context(), id)
		noErrors(t, []error{err})
		equal(t, "reads", s.calls(emulator.OpGetThread), 4)
		equal(t, "tokens when the end is near", s.calls(emulator.OpIssueToken), 1)
	})
}

// Whether a given token has expired is for the service to say.
func TestClock_givenTokensGoByTheServices(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		given, err := s.IssueToken(t.Context(), s.user)
		noErrors(t, []error{err})
		s.ahead = -20 * time.Hour
		pass(24*time.Hour + time.Minute) // by our clock
		c := s.client(t, func(o *Options) { o.AccessKey, o.AccessToken = "", given })
		_, err = c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindUnauthorized)
		if strings.Contains(err.Error(), "expired on") {
			t.Errorf("by the service's clock it has not expired: %v", err)
		}
		s.ahead = 0
		_, err = c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindUnauthorized)
		if !strings.Contains(err.Error(), "the access token expired on 2000-01-02T") {
			t.Errorf("the error does not say that the token has expired: %v", err)
		}
	})
}

func TestClock_learns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, test := range []struct {
			date, age string
			want      time.Duration
		}{
			{"Sat, 01 Jan 2000 00:00:02 GMT", "", 0}, // as good as ours
			{"Sat, 01 Jan 2000 01:00:00 GMT", "", time.Hour - 1500*time.Millisecond},
			{"Fri, 31 Dec 1999 23:00:00 GMT", "", -time.Hour - 1500*time.Millisecond},
			{"Fri, 31 Dec 1999 23:00:00 GMT", "3600", 0}, // from a cache
			{"today", "", 0},
			{"", "", 0},
		} {
			var c clock
			header := http.Header{}
			header.Set("Date", test.date)
			if test.age != "" {
				header.Set("Age", test.age)
			}
			sent := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
			pass(time.Until(sent.Add(4 * time.Second))) // the answer took four
			c.learn(header, sent)
			equal(t, "offset after "+test.date, c.offset(), test.want)
		}
	})
}

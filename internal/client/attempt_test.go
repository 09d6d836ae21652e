package client

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestAttempt_allTriesOfACallHaveOneID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids []string
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			ids = append(ids, req.Header.Get("X-Ms-Client-Request-Id"))
			if len(ids) == 1 {
				return answer(http.StatusBadGateway, ""), nil
			}
			return answer(http.StatusOK, `{"id":"x","topic":"t"}`), nil
		})
		for range 2 {
			_, err := c.GetThread(t.Context(), someThread)
			noErrors(t, []error{err})
		}
		if len(ids) != 3 || ids[0] == "" || ids[0] != ids[1] || ids[1] == ids[2] {
			t.Errorf("the ids of two tries of a call and of another call are %q", ids)
		}
	})
}

func TestAttempt_backsOffLongerEachTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		c := faked(t, func(*http.Request) (*http.Response, error) {
			at = append(at, time.Now())
			return answer(http.StatusServiceUnavailable, ""), nil
		}, func(o *Options) { o.MaxRetries = new(70) })
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindServerError)
		equal(t, "tries", len(at), 71)
		for i, milliseconds := range []int{800, 2400, 5600, 12000, 24800, 50400, 60000, 60000} {
			wait := time.Duration(milliseconds) * time.Millisecond
			atLeast(t, "wait", at[i+1].Sub(at[i]), wait*8/10, wait/2)
		}
		atLeast(t, "last wait", at[70].Sub(at[69]), longestBackoff*8/10, longestBackoff/2)
	})
}

// When no connection was made, there is nothing that the call could have created, though its context ended meanwhile.
func TestAttempt_contextEndsWhileConnecting(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t, func(o *Options) {
			o.Transport = transporter(func(req *http.Request) (*http.Response, error) {
				if operationOf(req) == emulator.OpCreateThread {
					<-req.Context().Done()
					return nil, req.Context().Err()
				}
				return s.Do(req)
			})
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, _, err := c.CreateThread(ctx, NewThread{Topic: "x"})
		wantKind(t, err, KindTimeout)
	})
}

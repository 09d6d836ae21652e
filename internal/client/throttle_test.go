package client

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// Every call counts in some bucket: a pause after a 429 needs one, and the documented limits name every operation.
func TestLimits_everyOperationHasSome(t *testing.T) {
	for _, op := range []operation{opCreateThread, opGetThread, opListThreads, opUpdateThread, opDeleteThread, opListMembers,
		opAddMembers, opRemoveMember, opSendMessage, opGetMessage, opListMessages, opUpdateMessage, opDeleteMessage,
		opListReadReceipts, opCreateUser, opDeleteUser, opIssueToken, opRevokeTokens} {
		class, limits := op.limits()
		if len(limits) == 0 || len(counted(op, "user", "thread").Buckets) == 0 {
			t.Errorf("%s has no limits", op)
		}
		if _, ofClass := class.limits(); !slices.Equal(ofClass, limits) {
			t.Errorf("%s and its class %s have different limits", op, class)
		}
	}
}

// times makes calls one after the other and returns when each went out, in seconds.
func times(t *testing.T, n int, do func(context.Context) error) []int {
	t.Helper()
	start, at := time.Now(), []int{}
	for range n {
		if err := do(t.Context()); err != nil {
			t.Fatal(err)
		}
		at = append(at, int(time.Since(start).Seconds()))
	}
	return at
}

func TestThrottle_slidesBothWindows(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c)
		got := times(t, 32, func(ctx context.Context) error { return c.RemoveMember(ctx, id, user) })
		var want []int // ten in ten seconds, thirty in a minute
		for i := range 32 {
			want = append(want, []int{0, 10, 20, 60}[i/10])
		}
		equalSlices(t, "seconds at which the calls went out", got, want)
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

func TestThrottle_offLetsEverythingGo(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t, func(o *Options) { o.DisableThrottling = true }), s.newUsers(t, 1)[0]
		id, start := s.thread(t, c), time.Now()
		times(t, 40, func(ctx context.Context) error { return c.RemoveMember(ctx, id, user) })
		equal(t, "time", time.Since(start), 0)
	})
}

// Without its own pace the client lives by the service's refusals, and still nothing is lost.
func TestThrottle_offLivesByRefusals(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t, func(o *Options) { o.DisableThrottling = true }), s.newUsers(t, 12)
		id := s.thread(t, c, members(users...)...)
		noErrors(t, parallel(4, users, func(u string) error { return c.RemoveMember(t.Context(), id, u) }))
		equalSlices(t, "members", s.memberIDs(t, id), nil)
		if s.refusals() == 0 {
			t.Error("the emulator refused nothing: this test shows nothing")
		}
	}, withLimits)
}

func TestThrottle_a429PausesItsLaneForAll(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 4)
		id, other := s.thread(t, c, members(users...)...), s.thread(t, c, members(users...)...)
		s.ResetRequests()
		s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, Status: http.StatusTooManyRequests,
			Header: http.Header{"Retry-After": {"17"}}})
		start := time.Now()
		var wg sync.WaitGroup
		for i, u := range users {
			wg.Go(func() {
				pass(time.Duration(i) * time.Second) // the first is throttled, the others come into the pause
				if err := c.RemoveMember(t.Context(), id, u); err != nil {
					t.Error(err)
				}
			})
		}
		pass(5 * time.Second)
		before := time.Now()
		noErrors(t, []error{c.RemoveMember(t.Context(), other, users[0])})
		if _, err := c.GetThread(t.Context(), id); err != nil {
			t.Error(err)
		}
		equal(t, "time of calls in other lanes", time.Since(before), 0)
		wg.Wait()
		equal(t, "calls with a 429", s.refusals(), 1)
		if took := time.Since(start); took < 17*time.Second {
			t.Errorf("all were removed after %v", took)
		}
		order := append([]string{users[0]}, users...) // the throttled call keeps its place
		for i, r := range slices.DeleteFunc(s.Requests(emulator.OpRemoveParticipant), func(r emulator.Request) bool { return r.ThreadID != id }) {
			if !strings.Contains(string(r.Body), order[i]) {
				t.Errorf("call %d is not for user %s", i, order[i])
			}
		}
	})
}

func TestThrottle_refusalWithoutRetryAfterPausesForAWindow(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		for _, header := range []http.Header{nil, {"Retry-After": {"0"}}, {"Retry-After": {"soon"}}, {"Retry-After": {"Sat, 01 Jan 2000 00:00:00 GMT"}}} {
			s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusTooManyRequests, Header: header})
			start := time.Now()
			if _, err := c.GetThread(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			atLeast(t, fmt.Sprintf("wait with %v", header), time.Since(start), defaultPause, 10*time.Second)
		}
	})
}

func TestThrottle_refusalsSpendNoRetries(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t, func(o *Options) { o.MaxRetries = new(0) })
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusTooManyRequests, Times: 7})
		if _, err := c.GetThread(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	})
}

func TestThrottle_waitsEndWithTheContext(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c)
		times(t, 10, func(ctx context.Context) error { return c.RemoveMember(ctx, id, user) })
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		err := c.RemoveMember(ctx, id, user)
		wantKind(t, err, KindTimeout)
		equal(t, "message", asError(err).Message, timedOutWaiting)
		equal(t, "wait", time.Since(start), 3*time.Second)
		equal(t, "remove calls", s.calls(emulator.OpRemoveParticipant), 10)
		// Who left the line does not keep a place in it.
		noErrors(t, []error{c.RemoveMember(t.Context(), id, user)})
		equal(t, "the next one's wait", time.Since(start), 10*time.Second)
	})
}

// A refused call made nothing, so that there is no reason to wait beyond the context for what it might have made.
func TestThrottle_refusedCreateEndsWithTheContext(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		s.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, Status: http.StatusTooManyRequests,
			Header: http.Header{"Retry-After": {"300"}}})
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		_, _, err := c.CreateThread(ctx, NewThread{Topic: "x"})
		wantKind(t, err, KindThrottled)
		equal(t, "status", asError(err).Status, http.StatusTooManyRequests)
		equal(t, "asked to wait", asError(err).AskedToWait, 5*time.Minute)
		equal(t, "time", time.Since(start), 0)
		equal(t, "create calls", s.calls(emulator.OpCreateThread), 1)
	})
}

// Whoever has not the time for a pause is told so at once: those that come into it, and those that wait as it begins.
func TestThrottle_pauseThatNoOneCanOutlastFailsAtOnce(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 14)
		id := s.thread(t, c, members(users...)...)
		s.latency = func(*http.Request) time.Duration { return time.Second }
		s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, Status: http.StatusTooManyRequests,
			Header: http.Header{"Retry-After": {"600"}}})
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		start := time.Now()
		waiting := parallel(12, users[:12], func(u string) error { return c.RemoveMember(ctx, id, u) })
		coming := []error{c.RemoveMember(ctx, id, users[12]), c.AddMember(ctx, id, Member{UserID: users[13]})}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("it took %v", took)
		}
		refused := 0
		for _, err := range waiting {
			if e := asError(err); e != nil && e.AskedToWait >= 9*time.Minute {
				refused++
			}
		}
		equal(t, "of those that waited, refused", refused, 3) // the first, and two that had no permit yet
		for _, err := range coming {
			if e := asError(err); e == nil || e.AskedToWait < 9*time.Minute {
				t.Errorf("the error is %v", err)
			}
		}
	})
}

// One user's closed lane must not hold up another user's calls that share a wider lane with it.
func TestThrottle_noLaneStarvesAnother(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, other := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c, Member{UserID: other})
		var messages []string
		for _, sender := range []string{s.user, other} {
			m, err := c.SendMessage(t.Context(), id, sender, NewMessage{Content: "hello"})
			if err != nil {
				t.Fatal(err)
			}
			messages = append(messages, m)
		}
		var wg sync.WaitGroup
		for range 60 { // 50 in ten seconds go at once, ten wait
			wg.Go(func() {
				if _, err := c.GetMessage(t.Context(), MessageRef{ThreadID: id, ID: messages[0]}); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		start := time.Now()
		if _, err := c.GetMessage(t.Context(), MessageRef{ThreadID: id, ID: messages[1], SenderID: other}); err != nil {
			t.Error(err)
		}
		equal(t, "the other user's wait", time.Since(start), 0)
		wg.Wait()
	})
}

func TestThrottle_firstComeFirstServed(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 25)
		id := s.thread(t, c)
		var wg sync.WaitGroup
		for i, u := range users {
			wg.Go(func() {
				pass(time.Duration(i) * time.Millisecond)
				if err := c.RemoveMember(t.Context(), id, u); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for i, r := range s.Requests(emulator.OpRemoveParticipant) {
			if i%10 == 0 && !strings.Contains(string(r.Body), users[i]) {
				t.Errorf("call %d is not user %d's", i, i)
			}
		}
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

func TestThrottle_callThatWasNeverSentGivesItsTurnBack(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t, func(o *Options) { o.ActingUserID = "" })
		id := "19:" + strings.Repeat("a", 32) + "@thread.v2"
		for range 11 {
			start := time.Now()
			wantKind(t, c.AddMember(t.Context(), id, Member{UserID: s.user}), KindUnauthorized)
			equal(t, "wait", time.Since(start), gatherQuiet)
		}
		_, _, err := c.CreateThread(t.Context(), NewThread{Topic: "x"})
		wantKind(t, err, KindUnauthorized)
		equal(t, "calls", len(s.Requests()), 0)
	})
}

// What never reached the service does not count there, and does not make what is known doubtful.
func TestThrottle_refusedConnectionsDoNotCount(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t, func(o *Options) { o.MaxRetries = new(0) }), s.newUsers(t, 1)[0]
		id := s.thread(t, c, Member{UserID: user})
		equal(t, "found", s.isMember(t, c, id, user), true)
		s.before = func(*http.Request) (*http.Response, error) { return nil, &net.OpError{Op: "dial", Err: io.EOF} }
		for range 10 {
			wantKind(t, c.RemoveMember(t.Context(), id, user), KindUnavailable)
		}
		if _, _, err := c.FindMember(t.Context(), id, user); err != nil {
			t.Errorf("the roster was forgotten: %v", err)
		}
		s.before = nil
		equalSlices(t, "seconds at which the calls went out",
			times(t, 10, func(ctx context.Context) error { return c.RemoveMember(ctx, id, user) }), make([]int, 10))
	}, withLimits)
}

// A 429 of long ago does not slow a client down for good.
func TestThrottle_recovers(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpUpdateThread, Status: http.StatusTooManyRequests, Times: 2})
		update := func(ctx context.Context) error { return c.UpdateThread(ctx, id, ThreadPatch{Topic: new("x")}) }
		times(t, 120, update)
		pass(time.Minute)
		equalSlices(t, "seconds at which the calls go out", times(t, 6, update), []int{0, 0, 0, 0, 0, 10})
		equal(t, "calls with a 429", s.refusals(), 2)
	}, withLimits)
}

package client

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func testLimiter() *limiter { return newLimiter(true, slog.New(slog.DiscardHandler)) }

// What an event costs does not depend on how many wait: a canceled apply ends thousands of waiters at once.
func TestLimiter_waitersThatLeaveAreCheap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const waiters = 20_000
		l, lanes := testLimiter(), lanesOf(opUpdateThread, aUser, someThread)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for range waiters {
			wg.Go(func() {
				if p, err := l.enter(ctx, lanes); err == nil {
					p.answered()
				}
			})
		}
		synctest.Wait()
		cancel()
		wg.Wait()
		if l.looks > 100 {
			t.Errorf("%d lines were looked at for %d waiters that left", l.looks, waiters)
		}
		equal(t, "waiters that are left", l.line(lanes).waiting.Len(), 0)
	})
}

func TestLimiter_callsAreAdmittedInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, lanes := testLimiter(), lanesOf(opUpdateThread, aUser, someThread)
		var wg sync.WaitGroup
		var order []int
		for i := range 25 {
			pass(time.Millisecond)
			wg.Go(func() {
				p, err := l.enter(t.Context(), lanes)
				noErrors(t, []error{err})
				l.mu.Lock()
				order = append(order, i/5) // five go out in the same moment
				l.mu.Unlock()
				p.answered()
			})
		}
		wg.Wait()
		for i, wave := range order {
			equal(t, "wave", wave, i/5)
		}
	})
}

// use makes calls at the same time, each of which takes a second, and returns how many were on their way at most.
func use(t *testing.T, l *limiter, lanes *lanes, calls int, end func(*permit)) (most int) {
	t.Helper()
	var wg sync.WaitGroup
	for range calls {
		wg.Go(func() {
			p, err := l.enter(t.Context(), lanes)
			noErrors(t, []error{err})
			l.mu.Lock()
			most = max(most, p.line.lanes[0].inFlight)
			l.mu.Unlock()
			pass(time.Second)
			end(p)
		})
	}
	wg.Wait()
	return most
}

func TestShare_afterA429OneCallProbes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, lanes := testLimiter(), lanesOf(opListReadReceipts, aUser, someThread)
		share := &l.line(lanes).lanes[0].share
		start := time.Now()
		equal(t, "calls at once", use(t, l, lanes, 5, func(p *permit) { p.throttled(t.Context(), 10*time.Second) }), 5)
		equal(t, "share after five calls that went out together were throttled", share.part, 0.5)
		equal(t, "calls at once after that", use(t, l, lanes, 3, (*permit).lost), 1)
		if took := time.Since(start); took < 11*time.Second {
			t.Errorf("they went out after %v, in the pause", took)
		}
		equal(t, "probing after answers that did not arrive", share.probing, true)
		use(t, l, lanes, 1, (*permit).answered)
		equal(t, "probing after an answer", share.probing, false)
	})
}

func TestShare_pausesGrowUntilACallSucceeds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits, s := []limit{{max: 10, window: 10 * time.Second}, {max: 30, window: time.Minute}}, share{part: 1}
		longestPause := func() (longest time.Duration) {
			for range 200 {
				tried := s
				tried.throttled(time.Now(), time.Now().Add(time.Second), 0, limits)
				longest = max(longest, time.Until(tried.pausedUntil))
			}
			return longest
		}
		var last time.Duration
		for range 4 {
			pause := longestPause()
			if pause <= last {
				t.Errorf("a pause of up to %v comes after one of up to %v", pause, last)
			}
			last = pause
			s.throttled(time.Now(), time.Now().Add(time.Second), 0, limits)
			s.pausedUntil = time.Time{}
		}
		s.answered(time.Now(), limits)
		if pause := longestPause(); pause >= last/2 {
			t.Errorf("after an answer the pause is up to %v, and was up to %v", pause, last)
		}
	})
}

// A 429 of long ago does not slow a client down for good.
func TestShare_recovers(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpUpdateThread, Status: http.StatusTooManyRequests, Times: 2})
		update := func(ctx context.Context) error { return c.UpdateThread(ctx, id, ThreadPatch{Topic: new("x")}) }
		times(t, 120, update)
		equal(t, "share", c.limiter.line(lanesOf(opUpdateThread, s.user, id)).lanes[0].share.part, 1)
		pass(time.Minute)
		equalSlices(t, "seconds at which the calls go out", times(t, 6, update), []int{0, 0, 0, 0, 0, 10})
		equal(t, "calls with a 429", s.refusals(), 2)
	}, withLimits)
}

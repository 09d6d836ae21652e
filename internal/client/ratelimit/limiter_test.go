package ratelimit

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func testLimiter() *Limiter { return New(true, slog.New(slog.DiscardHandler)) }

// oneBucket is a call that counts in one bucket.
func oneBucket(limits ...Limit) Call { return Call{Buckets: []Bucket{{"key", limits}}} }

var fiveInTen = Limit{5, 10 * time.Second}

// What an event costs does not depend on how many wait: a canceled apply ends thousands of waiters at once.
func TestLimiter_waitersThatLeaveAreCheap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const waiters = 20_000
		l, call := testLimiter(), oneBucket(fiveInTen)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for range waiters {
			wg.Go(func() {
				if p, err := l.Enter(ctx, call); err == nil {
					p.Answered()
				}
			})
		}
		synctest.Wait()
		cancel()
		wg.Wait()
		if l.looks > 100 {
			t.Errorf("%d queues were looked at for %d waiters that left", l.looks, waiters)
		}
		equal(t, "waiters that are left", l.queue(call).waiting.Len(), 0)
	})
}

func TestLimiter_callsAreAdmittedInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, call := testLimiter(), oneBucket(fiveInTen)
		var wg sync.WaitGroup
		var order []int
		for i := range 25 {
			<-time.After(time.Millisecond)
			wg.Go(func() {
				p, err := l.Enter(t.Context(), call)
				if err != nil {
					t.Error(err)
					return
				}
				l.mu.Lock()
				order = append(order, i/5) // five go out in the same moment
				l.mu.Unlock()
				p.Answered()
			})
		}
		wg.Wait()
		for i, wave := range order {
			equal(t, "wave", wave, i/5)
		}
	})
}

// use makes calls at the same time, each of which takes a second, and returns how many were on their way at most.
func use(t *testing.T, l *Limiter, call Call, calls int, end func(*Permit)) (most int) {
	t.Helper()
	var wg sync.WaitGroup
	for range calls {
		wg.Go(func() {
			p, err := l.Enter(t.Context(), call)
			if err != nil {
				t.Error(err)
				return
			}
			l.mu.Lock()
			most = max(most, p.waiter.queue.buckets[0].inFlight)
			l.mu.Unlock()
			<-time.After(time.Second)
			end(p)
		})
	}
	wg.Wait()
	return most
}

func TestShare_afterA429OneCallProbes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, call := testLimiter(), oneBucket(fiveInTen, Limit{100, 10 * time.Second})
		share := &l.queue(call).buckets[0].share
		start := time.Now()
		equal(t, "calls at once", use(t, l, call, 5, func(p *Permit) { p.Throttled(t.Context(), 10*time.Second) }), 5)
		equal(t, "share after five calls that went out together were throttled", share.part, 0.5)
		equal(t, "calls at once after that", use(t, l, call, 3, (*Permit).Lost), 1)
		if took := time.Since(start); took < 11*time.Second {
			t.Errorf("they went out after %v, in the pause", took)
		}
		equal(t, "probing after answers that did not arrive", share.probing, true)
		use(t, l, call, 1, (*Permit).Answered)
		equal(t, "probing after an answer", share.probing, false)
	})
}

func TestShare_pausesGrowUntilACallSucceeds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits, s := []Limit{{10, 10 * time.Second}, {30, time.Minute}}, share{part: 1}
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

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// A hundred calls wait in one queue while another bucket works: what admitting a call costs then.
func BenchmarkLimiter_longQueue(b *testing.B) {
	l := testLimiter()
	busy, free := oneBucket(fiveInTen), Call{Buckets: []Bucket{{"other", []Limit{fiveInTen}}}}
	if _, err := l.EnterTogether(b.Context(), busy, 5); err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() { _, _ = l.Enter(ctx, busy) })
	}
	defer wg.Wait()
	defer cancel()
	for b.Loop() {
		p, err := l.Enter(b.Context(), free)
		if err != nil {
			b.Fatal(err)
		}
		p.Cancel()
	}
}

// What no window counts any more is forgotten, and without pace nothing is kept.
func TestLimiter_keepsOnlyWhatCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for pace, want := range map[bool]int{true: 1, false: 0} {
			l, call := New(pace, slog.New(slog.DiscardHandler)), oneBucket(fiveInTen)
			use(t, l, call, 5, (*Permit).Answered)
			<-time.After(time.Minute)
			use(t, l, call, 1, (*Permit).Answered)
			equal(t, "calls that are kept", len(l.queue(call).buckets[0].done), want)
		}
	})
}

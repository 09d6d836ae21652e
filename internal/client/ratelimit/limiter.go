// Package ratelimit holds calls back to keep to the limits of a service, first come, first served, and slows down where
// the service throttles. It knows nothing of HTTP, nor what a call is about.
//
// A call counts in one or more buckets, each inside the next, such as those of a user in a thread, and of the thread.
// Calls that count in the same buckets wait in one queue.
package ratelimit

import (
	linked "container/list"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Limit allows at most Max calls in any window of that length.
type Limit struct {
	Max    int
	Window time.Duration
}

// Bucket is what a set of limits is counted for. The first call that counts in it says what its limits are.
type Bucket struct {
	Key    any // comparable
	Limits []Limit
}

// Call is what a limiter has to know of a call.
type Call struct {
	Buckets []Bucket // at least one, the narrowest first
	Attrs   []any    // say in the log which call waits
}

// Limiter holds calls back. It is safe for concurrent use.
type Limiter struct {
	pace bool // keep to the limits; after a refusal the limiter slows down in any case
	log  *slog.Logger

	mu       sync.Mutex
	buckets  map[any]*bucket
	queues   map[any]*queue // by the key of the narrowest bucket
	arrivals int
	looks    int // how many times a queue was asked when it opens, which is what events cost
}

// New makes a limiter that keeps to the limits or, without pace, only slows down after refusals.
func New(pace bool, log *slog.Logger) *Limiter {
	return &Limiter{pace: pace, log: log, buckets: map[any]*bucket{}, queues: map[any]*queue{}}
}

// Enter waits until a call may go out, or returns the context's error, or at once a *PausedError.
func (l *Limiter) Enter(ctx context.Context, c Call) (*Permit, error) {
	permits, err := l.EnterTogether(ctx, c, 1)
	if err != nil {
		return nil, err
	}
	return permits[0], nil
}

// EnterTogether is Enter for n calls that may go out one right after the other. It returns fewer permits if that many
// never may, and two while others use the limits too, since each call may then be refused.
func (l *Limiter) EnterTogether(ctx context.Context, c Call, n int) ([]*Permit, error) {
	l.mu.Lock()
	l.arrivals++
	w := &waiter{queue: l.queue(c), call: c, arrival: l.arrivals, calls: n, admitted: make(chan struct{})}
	l.mu.Unlock()
	return l.wait(ctx, w)
}

// PausedError says that the service asked to wait longer than the context lasts.
type PausedError struct{ Left time.Duration }

func (e *PausedError) Error() string {
	return fmt.Sprintf("the service asked to wait for %v, longer than this operation may take", e.Left.Round(time.Second))
}

// Outlasts returns a *PausedError if a context ends before a call may go out.
func (l *Limiter) Outlasts(ctx context.Context, c Call) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.queue(c).outlasts(ctx)
}

func (l *Limiter) wait(ctx context.Context, w *waiter) ([]*Permit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l.mu.Lock()
	if err := w.queue.outlasts(ctx); err != nil {
		l.mu.Unlock()
		return nil, err
	}
	place, paused := w.queue.insert(w), w.queue.paused
	if w.queue.first() == w { // otherwise it waits for those before it
		l.admit([]*queue{w.queue})
	}
	l.mu.Unlock()
	select {
	case <-w.admitted:
		return w.permits, nil
	default:
	}
	start := time.Now()
	l.log.DebugContext(ctx, "waiting for the rate limit", w.call.Attrs...)
	for {
		select {
		case <-w.admitted:
			took := time.Since(start).String()
			l.log.DebugContext(ctx, "waited for the rate limit", append(slices.Clip(w.call.Attrs), "took", took)...)
			return w.permits, nil
		case <-paused:
			l.mu.Lock()
			paused = w.queue.paused
			err := w.queue.outlasts(ctx)
			if err != nil {
				l.leave(w, place)
			}
			l.mu.Unlock()
			if err != nil {
				return nil, err
			}
		case <-ctx.Done():
			l.mu.Lock()
			l.leave(w, place)
			l.mu.Unlock()
			return nil, ctx.Err()
		}
	}
}

// leave takes a waiter out of its queue, or out of its buckets if it was admitted in the same moment. The caller holds
// the lock.
func (l *Limiter) leave(w *waiter, place *linked.Element) {
	select {
	case <-w.admitted:
		for _, p := range w.permits {
			l.end(p)
		}
	default:
		w.queue.remove(place)
	}
}

// admit admits the waiters of some queues whose buckets are all open, in order of arrival, so none overtakes another
// that waits for the same bucket. The others do not starve: the buckets of a call are nested, and they keep their
// place in the outer one. The caller holds the lock.
func (l *Limiter) admit(queues []*queue) {
	now := time.Now()
	for {
		var next *queue
		for _, q := range queues {
			first := q.first()
			if first != nil && (next == nil || first.arrival < next.first().arrival) && l.isOpen(q, now) {
				next = q
			}
		}
		if next == nil {
			break
		}
		l.let(next.first(), now)
		next.remove(next.waiting.Front())
	}
	for _, q := range queues {
		l.wake(q, now)
	}
}

func (l *Limiter) let(w *waiter, now time.Time) {
	for range w.size() {
		for _, b := range w.queue.buckets {
			b.inFlight++
			b.share.admitted(now, b.limits)
		}
		w.permits = append(w.permits, &Permit{limiter: l, waiter: w, sentAt: now})
	}
	close(w.admitted)
}

// wake sets the timer of a queue to when its first waiter may go, if it only has to wait for time to pass.
func (l *Limiter) wake(q *queue, now time.Time) {
	if q.first() == nil {
		return
	}
	at, ok := l.opens(q, now)
	switch {
	case !ok:
		q.stop()
	case q.timer == nil:
		q.timer = time.AfterFunc(at.Sub(now), func() {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.admit([]*queue{q})
		})
	default:
		q.timer.Reset(at.Sub(now))
	}
}

// end takes a call out of its buckets. The caller holds the lock.
func (l *Limiter) end(p *Permit) {
	p.ended = true
	buckets := p.waiter.queue.buckets
	for _, b := range buckets {
		b.inFlight--
	}
	l.admit(buckets[len(buckets)-1].queues)
}

// queue returns the queue of calls that count in the buckets of one. The caller holds the lock.
func (l *Limiter) queue(c Call) *queue {
	narrowest := c.Buckets[0].Key
	if known := l.queues[narrowest]; known != nil {
		return known
	}
	made := &queue{paused: make(chan struct{})}
	for _, b := range c.Buckets {
		if l.buckets[b.Key] == nil {
			l.buckets[b.Key] = &bucket{limits: b.Limits, share: share{part: 1}}
		}
		l.buckets[b.Key].queues = append(l.buckets[b.Key].queues, made)
		made.buckets = append(made.buckets, l.buckets[b.Key])
	}
	l.queues[narrowest] = made
	return made
}

func (l *Limiter) isOpen(q *queue, now time.Time) bool {
	at, ok := l.opens(q, now)
	return ok && !at.After(now)
}

// opens returns when all buckets of a queue are open for its first waiter, as bucket.opens does.
func (l *Limiter) opens(q *queue, now time.Time) (at time.Time, ok bool) {
	l.looks++
	for _, b := range q.buckets {
		opens, ok := b.opens(now, q.first().size(), l.pace)
		if !ok {
			return time.Time{}, false
		}
		if opens.After(at) {
			at = opens
		}
	}
	return at, true
}

package ratelimit

import (
	linked "container/list"
	"context"
	"time"
)

// queue holds the calls that count in the same buckets, so only the first of them has to be looked at.
type queue struct {
	buckets []*bucket
	waiting linked.List   // of *waiter, in order of arrival
	paused  chan struct{} // closed and replaced when a pause begins
	timer   *time.Timer   // admits the first waiter when it only has to wait for time to pass; nil before the first use
}

// waiter is one or more calls that wait to be admitted together.
type waiter struct {
	queue    *queue
	call     Call
	arrival  int
	calls    int           // how many are wanted; see size
	permits  []*Permit     // set before admitted is closed
	admitted chan struct{} // closed when they are
}

// size returns how many calls are admitted together; see EnterTogether.
func (w *waiter) size() int {
	n := w.calls
	for _, b := range w.queue.buckets {
		for _, limit := range b.limits {
			n = min(n, limit.Max)
		}
		if b.share.isShared() {
			n = min(n, 2)
		}
	}
	return n
}

// outlasts returns an error if the context ends before the pause that the service asked for.
func (q *queue) outlasts(ctx context.Context) error {
	var until time.Time
	for _, b := range q.buckets {
		until = later(until, b.share.askedUntil)
	}
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(until) {
		return &PausedError{time.Until(until)}
	}
	return nil
}

// first returns the waiter that arrived first, or nil.
func (q *queue) first() *waiter {
	if q.waiting.Len() == 0 {
		return nil
	}
	return q.waiting.Front().Value.(*waiter)
}

// insert puts a waiter behind those that arrived before it.
func (q *queue) insert(w *waiter) *linked.Element {
	last := q.waiting.Back()
	if last == nil || last.Value.(*waiter).arrival < w.arrival {
		return q.waiting.PushBack(w)
	}
	later := q.waiting.Front()
	for later.Value.(*waiter).arrival < w.arrival {
		later = later.Next()
	}
	return q.waiting.InsertBefore(w, later)
}

func (q *queue) remove(place *linked.Element) {
	q.waiting.Remove(place)
	if q.waiting.Len() == 0 {
		q.stop()
	}
}

func (q *queue) stop() {
	if q.timer != nil {
		q.timer.Stop()
	}
}

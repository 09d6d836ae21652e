package ratelimit

import (
	"slices"
	"time"
)

// bucket counts calls.
type bucket struct {
	limits   []Limit
	queues   []*queue // whose calls count in it
	share    share
	inFlight int
	done     []time.Time // answer times of the calls that still count, oldest first
}

// paused lets those that wait look whether they have the time.
func (b *bucket) paused() {
	for _, q := range b.queues {
		close(q.paused)
		q.paused = make(chan struct{})
	}
}

// opens returns the earliest time at which n calls could go out; now or earlier means at once. While calls in flight
// are in the way, that is not known, and ok is false.
func (b *bucket) opens(now time.Time, n int, pace bool) (at time.Time, ok bool) {
	at, ok = b.share.opens(b.inFlight)
	if !ok || !pace {
		return at, ok
	}
	b.forget(now)
	free, ok := b.room(now, n)
	if free.After(at) {
		at = free
	}
	return at, ok
}

// room is opens within the limits alone.
func (b *bucket) room(now time.Time, n int) (at time.Time, ok bool) {
	for _, limit := range b.limits {
		recent := b.since(now.Add(-limit.Window))
		excess := b.inFlight + len(recent) - limit.Max + n // how many must stop counting before n more may go out
		if excess <= 0 {
			continue
		}
		if excess > len(recent) {
			return time.Time{}, false
		}
		if frees := recent[excess-1].Add(limit.Window); frees.After(at) {
			at = frees
		}
	}
	return at, true
}

// since returns the answers after a time.
func (b *bucket) since(start time.Time) []time.Time {
	i, _ := slices.BinarySearchFunc(b.done, start, func(at, start time.Time) int {
		if at.After(start) {
			return 1
		}
		return -1
	})
	return b.done[i:]
}

// forget drops the answers that are outside all windows.
func (b *bucket) forget(now time.Time) {
	b.done = slices.Delete(b.done, 0, len(b.done)-len(b.since(now.Add(-longest(b.limits)))))
}

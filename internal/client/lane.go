package client

import (
	"slices"
	"time"
)

// lane counts the calls of one laneKey.
type lane struct {
	limits   []limit
	lines    []*line // whose calls count in it
	share    share
	inFlight int
	done     []time.Time // answer times of the calls that still count, oldest first
}

// opens returns the earliest time at which a call could go out; now or earlier means at once. While calls in flight are
// in the way, that is not known, and ok is false.
func (l *lane) opens(now time.Time, pace bool) (at time.Time, ok bool) {
	at, ok = l.share.opens(l.inFlight)
	if !ok || !pace {
		return at, ok
	}
	l.forget(now)
	free, ok := l.room(now, 1)
	if free.After(at) {
		at = free
	}
	return at, ok
}

// room returns the earliest time at which n calls could go out within the documented limits; now or earlier means at once.
// While calls in flight are in the way, that is not known, and ok is false.
func (l *lane) room(now time.Time, n int) (at time.Time, ok bool) {
	for _, limit := range l.limits {
		recent := l.since(now.Add(-limit.window))
		excess := l.inFlight + len(recent) - limit.max + n // how many must stop counting before n more may go out
		if excess <= 0 {
			continue
		}
		if excess > len(recent) {
			return time.Time{}, false
		}
		if frees := recent[excess-1].Add(limit.window); frees.After(at) {
			at = frees
		}
	}
	return at, true
}

// since returns the answers after a time.
func (l *lane) since(start time.Time) []time.Time {
	i, _ := slices.BinarySearchFunc(l.done, start, func(a, b time.Time) int {
		if a.After(b) {
			return 1
		}
		return -1
	})
	return l.done[i:]
}

// forget drops the answers that are outside all windows.
func (l *lane) forget(now time.Time) {
	l.done = slices.Delete(l.done, 0, len(l.done)-len(l.since(now.Add(-longest(l.limits)))))
}

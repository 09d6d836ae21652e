package client

import (
	"slices"
	"time"
)

// laneKey names what one set of limits is counted for: a class of operations, for a user, a thread or both.
type laneKey struct {
	class        operation
	scope        scope
	user, thread string
}

// lane counts the calls of one laneKey.
type lane struct {
	limits      []limit
	inFlight    int
	done        []time.Time // when the calls that still count were answered, oldest first
	pausedUntil time.Time
}

// lanes are all the lanes that one call counts in.
type lanes struct {
	op     operation
	thread string
	keys   []laneKey
	limits map[laneKey][]limit
}

// lanesOf says which lanes a call counts in.
func lanesOf(op operation, user, thread string) *lanes {
	class, limits := op.limits()
	l := &lanes{op: op, thread: thread, limits: map[laneKey][]limit{}}
	for _, limit := range limits {
		key := laneKey{class: class, scope: limit.scope}
		if limit.scope == perUser || limit.scope == perUserAndThread {
			key.user = user
		}
		if limit.scope == perThread || limit.scope == perUserAndThread {
			key.thread = thread
		}
		if _, known := l.limits[key]; !known {
			l.keys = append(l.keys, key)
		}
		l.limits[key] = append(l.limits[key], limit)
	}
	return l
}

// opens returns the earliest time at which a call could go out; now or earlier means at once. While only calls in
// flight are in the way, that is not known: their answers run admit again, and a far time is returned.
func (l *lane) opens(now time.Time, pace bool) time.Time {
	opens := l.pausedUntil
	if !pace {
		return opens
	}
	l.forget(now)
	for _, limit := range l.limits {
		recent := l.since(now.Add(-limit.window))
		excess := l.inFlight + len(recent) - limit.max + 1 // how many must stop counting before one more may go out
		if excess <= 0 {
			continue
		}
		at := now.Add(limit.window) // only calls in flight are in the way
		if excess <= len(recent) {
			at = recent[excess-1].Add(limit.window)
		}
		if at.After(opens) {
			opens = at
		}
	}
	return opens
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

// forget drops the answers that no window counts any more.
func (l *lane) forget(now time.Time) {
	var longest time.Duration
	for _, limit := range l.limits {
		longest = max(longest, limit.window)
	}
	l.done = slices.Delete(l.done, 0, len(l.done)-len(l.since(now.Add(-longest))))
}

package client

import (
	"context"
	"time"
)

// roomPoll is how often waitForRoom looks again while calls in flight are in the way: when they end is not known.
const roomPoll = 50 * time.Millisecond

// waitForRoom waits until n calls in a row could go out within the documented limits, or returns the context's error. It keeps
// no place for them: others may go first.
func (l *limiter) waitForRoom(ctx context.Context, lanes *lanes, n int) error {
	for {
		wait := l.untilRoom(lanes, n)
		if wait <= 0 {
			return ctx.Err()
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// untilRoom returns how long to wait before looking again; zero or less means that there is room.
func (l *limiter) untilRoom(lanes *lanes, n int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	var wait time.Duration
	for _, lane := range l.line(lanes).lanes {
		at, ok := lane.room(now, n)
		switch {
		case !l.pace:
		case !ok:
			wait = max(wait, roomPoll)
		default:
			wait = max(wait, at.Sub(now))
		}
	}
	return wait
}

package client

import (
	"math/rand/v2"
	"time"
)

const (
	// leastShare bounds how far a share is cut: as if so many clients used the limits at once.
	leastShare = 1.0 / 32
	// shareRise is what a share gains in a window without a 429.
	shareRise = 1.0 / 16
	// mostStrikes bounds how long pauses grow: each in a row is twice the last.
	mostStrikes = 4
)

// share is the part of a lane's limits that this client takes. The limits are those of a user or a thread, so other
// commands may use them too, and all that the service says of it is a 429. Throttled calls count against the limits, so
// clients that each take them whole starve each other. So a 429 halves the share, and it recovers slowly: the shares of
// all clients come to fit together. While it is below 1, calls are spread evenly instead of going out at once.
type share struct {
	part        float64   // 1 until the first 429
	probing     bool      // one call at a time, until one is answered without a 429
	strikes     int       // how many times the share was cut since a call was last answered without a 429
	cutAt       time.Time // when it was cut last
	raisedAt    time.Time // when it was raised last
	pausedUntil time.Time
	nextAt      time.Time // the next call goes out then, or later
}

// admitted notes a call that goes out.
func (s *share) admitted(now time.Time, limits []limit) {
	if s.part >= 1 {
		return
	}
	gap := float64(slowest(limits)) / s.part
	s.nextAt = now.Add(time.Duration(gap * (0.75 + rand.Float64()/2)))
}

// throttled notes a 429 for a call that went out at a time, and how long the service asks to wait.
func (s *share) throttled(now, sentAt time.Time, wait time.Duration, limits []limit) {
	if sentAt.After(s.cutAt) { // those that went out together are one sign that the share is too large
		s.part = max(s.part/2, leastShare)
		s.strikes = min(s.strikes+1, mostStrikes)
		s.cutAt, s.raisedAt = now, now
	}
	s.probing = true
	// The others that were throttled wait as long. What is added keeps all from probing at the same moment.
	spread := min(slowest(limits)<<s.strikes, longest(limits))
	s.pause(now.Add(wait + rand.N(spread)))
}

// pause keeps the lane closed until a time.
func (s *share) pause(until time.Time) {
	if until.After(s.pausedUntil) {
		s.pausedUntil = until
	}
}

// answered notes an answer other than 429.
func (s *share) answered(now time.Time, limits []limit) {
	s.probing, s.strikes = false, 0
	if s.part < 1 {
		gained := shareRise * float64(now.Sub(s.raisedAt)) / float64(longest(limits))
		s.part = min(1, s.part+gained, 2*s.part)
		s.raisedAt = now
	}
}

// opens returns when the next call may go out, unless calls in flight are in the way.
func (s *share) opens(inFlight int) (at time.Time, ok bool) {
	if s.probing && inFlight > 0 {
		return time.Time{}, false
	}
	if s.nextAt.After(s.pausedUntil) && s.part < 1 {
		return s.nextAt, true
	}
	return s.pausedUntil, true
}

// slowest returns the time between calls that are spread evenly over the limits.
func slowest(limits []limit) time.Duration {
	var gap time.Duration
	for _, l := range limits {
		gap = max(gap, l.window/time.Duration(l.max))
	}
	return gap
}

func longest(limits []limit) time.Duration {
	var window time.Duration
	for _, l := range limits {
		window = max(window, l.window)
	}
	return window
}

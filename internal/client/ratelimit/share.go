package ratelimit

import (
	"math/rand/v2"
	"time"
)

const (
	// leastShare is as far as a share is cut: enough for 32 clients on the same limits.
	leastShare = 1.0 / 32
	// shareRise is how much a share gains in one window without a 429.
	shareRise = 1.0 / 16
	// mostStrikes is how many times in a row a pause doubles.
	mostStrikes = 4
)

// share is the part of a bucket's limits that this client uses. The limits are those of a user or a thread, so other
// commands may use them too, and a 429 is all that the service says about that. Throttled calls count against the
// limits as well, so clients that each use them in full starve each other. A 429 therefore halves the share, which
// then recovers slowly, until the shares of all clients fit together. While it is below 1, calls are spread evenly
// instead of going out at once.
type share struct {
	part        float64   // 1 until the first 429
	probing     bool      // one call at a time, until one is answered without a 429
	strikes     int       // how many times the share was cut since a call was last answered without a 429
	cutAt       time.Time // when it was cut last
	raisedAt    time.Time // when it was raised last
	pausedUntil time.Time
	nextAt      time.Time // the next call goes out then, or later
}

// isShared reports whether others use the limits too.
func (s *share) isShared() bool { return s.part < 1 }

// admitted records a call that goes out.
func (s *share) admitted(now time.Time, limits []Limit) {
	if s.part >= 1 {
		return
	}
	gap := float64(slowest(limits)) / s.part
	s.nextAt = now.Add(time.Duration(gap * (0.75 + rand.Float64()/2)))
}

// throttled records a 429 for a call that went out at sentAt, and how long the service asks to wait.
func (s *share) throttled(now, sentAt time.Time, wait time.Duration, limits []Limit) {
	if sentAt.After(s.cutAt) { // calls that went out together count as one
		s.part = max(s.part/2, leastShare)
		s.strikes = min(s.strikes+1, mostStrikes)
		s.cutAt, s.raisedAt = now, now
	}
	s.probing = true
	// All throttled clients wait as long. The random part keeps them from probing at the same moment.
	spread := min(slowest(limits)<<s.strikes, longest(limits))
	s.pause(now.Add(wait + rand.N(spread)))
}

// pause keeps the bucket closed until a time.
func (s *share) pause(until time.Time) {
	if until.After(s.pausedUntil) {
		s.pausedUntil = until
	}
}

// answered records an answer other than 429.
func (s *share) answered(now time.Time, limits []Limit) {
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

// slowest returns the time between calls that are spread evenly within all limits.
func slowest(limits []Limit) time.Duration {
	var gap time.Duration
	for _, l := range limits {
		gap = max(gap, l.Window/time.Duration(l.Max))
	}
	return gap
}

func longest(limits []Limit) time.Duration {
	var window time.Duration
	for _, l := range limits {
		window = max(window, l.Window)
	}
	return window
}

package ratelimit

import (
	"math/rand/v2"
	"time"
)

const (
	// leastShare is as far as a share is cut: enough for 32 clients on the same limits.
	leastShare = 1.0 / 32
	// firstCut is what is left of a share after a refusal, and laterCut if fitting calls were answered since the last
	// one: then the share nearly fits.
	firstCut, laterCut = 1.0 / 2, 3.0 / 4
	fitting            = 10
	// shareRise is the part of itself that a share gains in one riseTime after a refusal. It gains more the longer the
	// refusal is ago: then the others are probably gone.
	shareRise = 1.0 / 10
	// leastRiseTime keeps the share of a short window from rising before its few calls have shown whether it is right.
	leastRiseTime = 30 * time.Second
	// mostStrikes is how many times in a row a pause doubles.
	mostStrikes = 4
)

// share is the part of a bucket's limits that this client uses. The limits are those of a user or a thread, so other
// commands may use them too, and a refusal is all that the service says about that. Refused calls count against the
// limits as well, so clients that each use them in full starve each other. A refusal therefore cuts the share, which
// then recovers, until the shares of all clients fit together. While it is below 1, calls are spread evenly instead of
// going out at once.
type share struct {
	part        float64   // 1 until the first refusal
	probing     bool      // one call at a time, until one is answered and not refused
	answers     int       // since the share was cut
	strikes     int       // how many refusals came since a call was last answered; those that went out together are one
	cutAt       time.Time // when the share was cut last: for a window after that, the limit is taken to be used up
	refusedAt   time.Time // when the last call was refused that counts as a strike
	raisedAt    time.Time // when the share was raised last
	pausedUntil time.Time
	askedUntil  time.Time // pausedUntil without what is added by chance
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

// throttled records the refusal of a call that went out at sentAt, and how long the service asks to wait.
func (s *share) throttled(now, sentAt time.Time, wait time.Duration, limits []Limit) {
	if sentAt.After(s.refusedAt) { // calls that went out together count as one
		// One call alone that is refused while a window is full says nothing about the share.
		if !s.probing || now.Sub(s.cutAt) >= longest(limits) {
			cut := firstCut
			if s.answers >= fitting {
				cut = laterCut
			}
			s.part, s.answers = max(s.part*cut, leastShare), 0
			s.cutAt = now
		}
		s.strikes = min(s.strikes+1, mostStrikes)
		s.refusedAt, s.raisedAt = now, now
	}
	s.probing = true
	// All refused clients wait as long. The random part keeps them from probing at the same moment.
	spread := min(slowest(limits)<<max(s.strikes-1, 0), longest(limits))
	s.pause(now.Add(wait), rand.N(spread))
}

// pause keeps the bucket closed until a time, and a little longer.
func (s *share) pause(until time.Time, extra time.Duration) {
	s.askedUntil = later(s.askedUntil, until)
	s.pausedUntil = later(s.pausedUntil, until.Add(extra))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// answered records an answer that was no refusal.
func (s *share) answered(now time.Time, limits []Limit) {
	s.probing, s.strikes = false, 0
	s.answers++
	if s.part < 1 {
		riseTime := float64(max(longest(limits), leastRiseTime))
		gain := shareRise * float64(now.Sub(s.raisedAt)) / riseTime * (1 + 2*float64(now.Sub(s.refusedAt))/riseTime)
		s.part = min(1, s.part*(1+min(gain, 1)))
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

package client

import "time"

const (
	// gatherQuiet is how long a batch waits for one more item, unless items come more slowly. Terraform starts the next
	// resources only when some are done, so without this wait every other call would carry a single member.
	gatherQuiet = 100 * time.Millisecond
	// gatherGaps is how many times the longest recent gap between two items a batch waits for one that it expects.
	gatherGaps = 4
	// gatherMax bounds the wait while items keep coming.
	gatherMax = 5 * time.Second
)

// pace is what a batch knows of how its callers come. Its lock guards it.
type pace struct {
	width int           // callers that came together for recent work or during it; 0 before the first
	hurry bool          // one that waits is in a hurry
	last  time.Time     // when an item came or others were done, after which more may come
	gap   time.Duration // longest between last and the next item; a long one fades away
}

// arrived notes the arrival of a caller, and how many are there with it. Whoever comes after a long time had other
// things to do.
func (p *pace) arrived(now time.Time, callers int, hurry bool) {
	if p.width > 0 {
		p.width = max(p.width, callers)
	}
	if gap := now.Sub(p.last); gap < gatherMax {
		p.gap = max(p.gap-p.gap/8, gap)
	}
	p.last = now
	p.hurry = p.hurry || hurry
}

// done notes that items have their outcome.
func (p *pace) done(now time.Time) { p.last = now }

// took notes that the waiting items go. Fewer callers than before may be a wave that was torn apart, which comes
// together again only if those that are missing are waited for.
func (p *pace) took(callers int) {
	p.width, p.hurry = max(callers, p.width-1), false
}

// wait returns how long to wait for one more item after the last one. As many as came together before are expected
// again, since Terraform works on only so many resources at once: on a busy machine it takes a while from one to the
// next.
func (p *pace) wait(now time.Time, waiting int) time.Duration {
	wait := gatherQuiet
	switch {
	case p.hurry, p.width > 1 && waiting >= p.width:
		return 0
	case waiting != 1 || p.width != 1:
		wait = max(wait, min(gatherGaps*p.gap, gatherMax))
	}
	return p.last.Add(wait).Sub(now)
}

package ratelimit

import (
	"context"
	"slices"
	"time"
)

// Permit allows one try of a call. Its holder ends it: with Cancel if the try never reached the service, or else with
// the outcome.
type Permit struct {
	limiter *Limiter
	waiter  *waiter
	sentAt  time.Time
	ended   bool
}

// Ended reports whether a try has used the permit.
func (p *Permit) Ended() bool { return p.ended }

// Again waits for another try of the same call, which keeps its place in the queue.
func (p *Permit) Again(ctx context.Context) (*Permit, error) {
	w := &waiter{queue: p.waiter.queue, call: p.waiter.call, arrival: p.waiter.arrival, calls: 1,
		admitted: make(chan struct{})}
	permits, err := p.limiter.wait(ctx, w)
	if err != nil {
		return nil, err
	}
	return permits[0], nil
}

// Answered ends the permit of a try that was answered and not refused. It counts until its windows have passed, from
// the answer on: that keeps to the limit however long the request took to arrive.
func (p *Permit) Answered() {
	p.done(func(b *bucket, now time.Time) { b.share.answered(now, b.limits) })
}

// Lost ends the permit of a try whose answer did not arrive.
func (p *Permit) Lost() {
	p.done(func(*bucket, time.Time) {})
}

// Paused is Answered for an answer that asks to wait for other reasons than the limits.
func (p *Permit) Paused(ctx context.Context, wait time.Duration) {
	p.logPause(ctx, wait)
	p.done(func(b *bucket, now time.Time) {
		b.share.answered(now, b.limits)
		b.share.pause(now.Add(wait), 0)
		b.paused()
	})
}

// Throttled ends the permit of a try that was refused because of a limit, and closes its buckets for at least as long
// as the service asks.
func (p *Permit) Throttled(ctx context.Context, wait time.Duration) {
	p.logPause(ctx, wait)
	p.done(func(b *bucket, now time.Time) {
		b.share.throttled(now, p.sentAt, wait, b.limits)
		b.paused()
	})
}

// Cancel ends the permit of a try that never reached the service. It does nothing when the permit has ended.
func (p *Permit) Cancel() {
	p.limiter.mu.Lock()
	defer p.limiter.mu.Unlock()
	if !p.ended {
		p.limiter.end(p)
	}
}

func (p *Permit) logPause(ctx context.Context, wait time.Duration) {
	p.limiter.log.DebugContext(
		ctx,
		"the service asked to wait",
		append(slices.Clip(p.waiter.call.Attrs), "pause", wait.String())...)
}

func (p *Permit) done(note func(*bucket, time.Time)) {
	l := p.limiter
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	for _, b := range p.waiter.queue.buckets {
		note(b, now)
		if l.pace {
			b.done = append(b.done, now)
		}
	}
	l.end(p)
}

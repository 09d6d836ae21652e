package client

import (
	linked "container/list"
	"context"
	"log/slog"
	"sync"
	"time"
)

// limiter holds calls back to keep to the service's documented limits, first come, first served, and slows down where the
// service throttles. It knows nothing of HTTP.
type limiter struct {
	pace bool // keep to the documented limits; after a 429 the limiter slows down in any case
	log  *slog.Logger

	mu       sync.Mutex
	lanes    map[laneKey]*lane
	lines    map[laneKey]*line // by the narrowest lane
	arrivals int
	looks    int // how many times a line was asked when it opens, which is what events cost
}

// line is a queue of calls that count in the same lanes, so only the first of them has to be looked at.
type line struct {
	lanes   []*lane
	waiting linked.List // of *waiter, in order of arrival
	timer   *time.Timer // admits the first waiter when it only has to wait for time to pass; nil before the first use
}

// waiter is a call that waits to be admitted.
type waiter struct {
	permit   *permit
	admitted chan struct{} // closed when it is
}

// permit allows one try of a call. Its holder ends it: with cancel if the try never reached the service, or else with the
// outcome.
type permit struct {
	limiter *limiter
	lanes   *lanes
	line    *line
	arrival int
	sentAt  time.Time
	ended   bool
}

func newLimiter(pace bool, log *slog.Logger) *limiter {
	return &limiter{pace: pace, log: log, lanes: map[laneKey]*lane{}, lines: map[laneKey]*line{}}
}

// enter waits until a call may go out, or returns the context's error.
func (l *limiter) enter(ctx context.Context, lanes *lanes) (*permit, error) {
	l.mu.Lock()
	l.arrivals++
	p := &permit{limiter: l, lanes: lanes, line: l.line(lanes), arrival: l.arrivals}
	l.mu.Unlock()
	return p.wait(ctx)
}

// again waits for another try of the same call, which keeps its place in the line.
func (p *permit) again(ctx context.Context) (*permit, error) {
	next := &permit{limiter: p.limiter, lanes: p.lanes, line: p.line, arrival: p.arrival}
	return next.wait(ctx)
}

func (p *permit) wait(ctx context.Context) (*permit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l, w := p.limiter, &waiter{permit: p, admitted: make(chan struct{})}
	l.mu.Lock()
	place := p.line.insert(w)
	if p.line.first() == w { // otherwise it waits for those before it
		l.admit([]*line{p.line})
	}
	l.mu.Unlock()
	select {
	case <-w.admitted:
		return p, nil
	default:
	}
	start := time.Now()
	l.log.DebugContext(ctx, "waiting for the rate limit", "operation", p.lanes.op, "thread_id", p.lanes.thread)
	select {
	case <-w.admitted:
		l.log.DebugContext(ctx, "waited for the rate limit", "operation", p.lanes.op, "thread_id", p.lanes.thread, "took", time.Since(start).String())
		return p, nil
	case <-ctx.Done():
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-w.admitted: // in the same moment
		l.end(p)
	default:
		p.line.remove(place)
	}
	return nil, ctx.Err()
}

// answered ends the permit of a try that was answered and not throttled. It counts until its windows have passed, from the
// answer on: that keeps to the limit however long the request took to arrive.
func (p *permit) answered() {
	p.done(func(l *lane, now time.Time) { l.share.answered(now, l.limits) })
}

// lost ends the permit of a try whose answer did not arrive.
func (p *permit) lost() {
	p.done(func(*lane, time.Time) {})
}

// paused is answered for an answer that asks to wait for other reasons than the limits.
func (p *permit) paused(ctx context.Context, wait time.Duration) {
	p.logPause(ctx, wait)
	p.done(func(l *lane, now time.Time) {
		l.share.answered(now, l.limits)
		l.share.pause(now.Add(wait))
	})
}

// throttled ends the permit of a try that got a 429, and closes its lanes for at least as long as the service asks.
func (p *permit) throttled(ctx context.Context, wait time.Duration) {
	p.logPause(ctx, wait)
	p.done(func(l *lane, now time.Time) { l.share.throttled(now, p.sentAt, wait, l.limits) })
}

func (p *permit) logPause(ctx context.Context, wait time.Duration) {
	p.limiter.log.DebugContext(ctx, "the service asked to wait", "operation", p.lanes.op, "thread_id", p.lanes.thread, "pause", wait.String())
}

func (p *permit) done(note func(*lane, time.Time)) {
	l := p.limiter
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	for _, lane := range p.line.lanes {
		note(lane, now)
		if l.pace {
			lane.done = append(lane.done, now)
		}
	}
	l.end(p)
}

// cancel ends the permit of a try that never reached the service. It does nothing when the permit has ended.
func (p *permit) cancel() {
	p.limiter.mu.Lock()
	defer p.limiter.mu.Unlock()
	if !p.ended {
		p.limiter.end(p)
	}
}

// end takes a call out of its lanes. The caller holds the lock.
func (l *limiter) end(p *permit) {
	p.ended = true
	for _, lane := range p.line.lanes {
		lane.inFlight--
	}
	widest := p.line.lanes[len(p.line.lanes)-1]
	l.admit(widest.lines)
}

// admit admits the waiters of some lines whose lanes are all open, in order of arrival, so none overtakes another that waits
// for the same lane. The others do not starve: the lanes of a call are nested (a user's in a thread inside the thread's),
// and they keep their place in the outer one. The caller holds the lock.
func (l *limiter) admit(lines []*line) {
	now := time.Now()
	for {
		var next *line
		for _, q := range lines {
			first := q.first()
			if first != nil && (next == nil || first.permit.arrival < next.first().permit.arrival) && l.isOpen(q, now) {
				next = q
			}
		}
		if next == nil {
			break
		}
		for _, lane := range next.lanes {
			lane.inFlight++
			lane.share.admitted(now, lane.limits)
		}
		next.first().permit.sentAt = now
		close(next.first().admitted)
		next.remove(next.waiting.Front())
	}
	for _, q := range lines {
		l.wake(q, now)
	}
}

// wake sets the timer of a line to when its first waiter may go, if it only has to wait for time to pass.
func (l *limiter) wake(q *line, now time.Time) {
	if q.first() == nil {
		return
	}
	at, ok := l.opens(q, now)
	switch {
	case !ok:
		q.stop()
	case q.timer == nil:
		q.timer = time.AfterFunc(at.Sub(now), func() {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.admit([]*line{q})
		})
	default:
		q.timer.Reset(at.Sub(now))
	}
}

// line returns the line of calls that count in some lanes. The caller holds the lock.
func (l *limiter) line(lanes *lanes) *line {
	narrowest := lanes.keys[0]
	if known := l.lines[narrowest]; known != nil {
		return known
	}
	made := &line{}
	for _, key := range lanes.keys {
		if l.lanes[key] == nil {
			l.lanes[key] = &lane{limits: lanes.limits[key], share: share{part: 1}}
		}
		l.lanes[key].lines = append(l.lanes[key].lines, made)
		made.lanes = append(made.lanes, l.lanes[key])
	}
	l.lines[narrowest] = made
	return made
}

// first returns the waiter that arrived first, or nil.
func (q *line) first() *waiter {
	if q.waiting.Len() == 0 {
		return nil
	}
	return q.waiting.Front().Value.(*waiter)
}

// insert puts a waiter behind those that arrived before it.
func (q *line) insert(w *waiter) *linked.Element {
	last := q.waiting.Back()
	if last == nil || last.Value.(*waiter).permit.arrival < w.permit.arrival {
		return q.waiting.PushBack(w)
	}
	later := q.waiting.Front()
	for later.Value.(*waiter).permit.arrival < w.permit.arrival {
		later = later.Next()
	}
	return q.waiting.InsertBefore(w, later)
}

func (q *line) remove(place *linked.Element) {
	q.waiting.Remove(place)
	if q.waiting.Len() == 0 {
		q.stop()
	}
}

func (q *line) stop() {
	if q.timer != nil {
		q.timer.Stop()
	}
}

func (l *limiter) isOpen(q *line, now time.Time) bool {
	at, ok := l.opens(q, now)
	return ok && !at.After(now)
}

// opens returns when all lanes of a line are open, as lane.opens does.
func (l *limiter) opens(q *line, now time.Time) (at time.Time, ok bool) {
	l.looks++
	for _, lane := range q.lanes {
		opens, ok := lane.opens(now, l.pace)
		if !ok {
			return time.Time{}, false
		}
		if opens.After(at) {
			at = opens
		}
	}
	return at, true
}

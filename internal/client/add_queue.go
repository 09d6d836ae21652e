package client

import (
	"context"
	"slices"
	"sync"
	"time"
)

const (
	// gatherQuiet is how long a queue waits for one more member before it sends. Terraform starts the next resources
	// only when some are done, so without this wait every other call would carry a single member.
	gatherQuiet = 100 * time.Millisecond
	// gatherExpected is the wait while fewer members are pending than came together before: on a busy machine Terraform
	// takes a while from one resource to the next.
	gatherExpected = 500 * time.Millisecond
	// gatherMax bounds the wait while members keep coming.
	gatherMax = 2 * time.Second
)

func newAddQueue(c *Client, threadID string) *addQueue {
	return &addQueue{client: c, threadID: threadID, arrived: make(chan struct{}, 1)}
}

// addQueue turns the adds of one thread into few calls. Members that arrive during a call, or while the rate limit
// is reached, go out together. A worker runs as long as there are callers.
type addQueue struct {
	client   *Client
	threadID string
	arrived  chan struct{} // signals a new member to the worker

	mu      sync.Mutex
	pending []*addRequest
	callers int                // waiting for an outcome
	width   int                // callers that came together for the last call or during it; 0 before the first
	stop    context.CancelFunc // ends the worker; nil when none runs

	full *Error // the refusal that showed the thread to be full; nil while there is room. Only the worker uses it.
}

// addRequest is one member to be added. The queue's lock guards its flags.
type addRequest struct {
	member    Member
	outcome   chan error // takes one element
	gaveUp    bool       // the caller gave up while the call with the member was in progress
	throttled *Error     // how the last call with this member was throttled; nil if it was not
}

// add waits for the member's own outcome. A caller that gives up before its member was sent takes it back; after
// that, it waits a little longer for the answer, to learn what was done.
func (q *addQueue) add(ctx context.Context, m Member) error {
	r := q.enter(ctx, m)
	defer q.exit()
	select {
	case err := <-r.outcome:
		return err
	case <-ctx.Done():
	}
	takenBack := q.takeBack(r)
	if !takenBack {
		grace := time.NewTimer(graceAfterCancel)
		defer grace.Stop()
		select {
		case err := <-r.outcome:
			return err
		case <-grace.C:
		}
	}
	return q.unsettled(ctx, r, takenBack)
}

// unsettled returns the error of a caller that left without an outcome.
func (q *addQueue) unsettled(ctx context.Context, r *addRequest, takenBack bool) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if r.throttled != nil {
		return r.throttled
	}
	err := &Error{Kind: KindTimeout, Operation: string(opAddMembers), Object: r.member.UserID, ThreadID: q.threadID,
		ActingUser: q.client.actingUserID, Err: ctx.Err()}
	if takenBack {
		err.Message = timedOutWaiting
	}
	return err
}

func (q *addQueue) enter(ctx context.Context, m Member) *addRequest {
	r := &addRequest{member: m, outcome: make(chan error, 1)}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.pending = append(q.pending, r)
	q.callers++
	if q.width > 0 {
		q.width = max(q.width, q.callers)
	}
	if q.stop == nil {
		// The worker serves other callers too, so it outlives the one that started it, but not the last one.
		worker, stop := context.WithCancel(context.WithoutCancel(ctx))
		q.stop = stop
		go q.work(worker)
	}
	select {
	case q.arrived <- struct{}{}:
	default: // a signal is already waiting
	}
	return r
}

// exit ends the worker when the last caller leaves. The next caller starts another one, which this one does not disturb.
func (q *addQueue) exit() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.callers--
	if q.callers == 0 && q.stop != nil {
		q.stop()
		q.stop = nil
	}
}

func (q *addQueue) takeBack(r *addRequest) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.pending, r)
	if i < 0 {
		r.gaveUp = true
		return false
	}
	q.pending = slices.Delete(q.pending, i, i+1)
	return true
}

// work sends batches until nothing is pending or its context ends.
func (q *addQueue) work(ctx context.Context) {
	for !q.finished(ctx) {
		q.gather(ctx)
		permit, err := q.client.limiter.enter(ctx, lanesOf(opAddMembers, q.client.actingUserID, q.threadID))
		if err != nil {
			return
		}
		if batch := q.take(ctx); len(batch) > 0 {
			q.send(ctx, batch, permit, &search{})
		}
		permit.cancel() // unless a try has used it
	}
}

// gather waits until as many members are pending as can be expected, none has arrived for a while, or gatherMax
// has passed.
func (q *addQueue) gather(ctx context.Context) {
	most := time.NewTimer(gatherMax)
	defer most.Stop()
	for {
		wait := q.wait()
		if wait == 0 {
			return
		}
		quiet := time.NewTimer(wait)
		select {
		case <-q.arrived:
			quiet.Stop()
		case <-quiet.C:
			return
		case <-most.C:
			quiet.Stop()
			return
		case <-ctx.Done():
			quiet.Stop()
			return
		}
	}
}

// wait returns how long to wait for one more member: not at all when none is pending, a call is full, or as many are
// pending as came together before, since Terraform works on only so many resources at once.
func (q *addQueue) wait() time.Duration {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch n := len(q.pending); {
	case n == 0, n >= MaxMembersPerCall, q.width > 1 && n >= q.width:
		return 0
	case n < q.width:
		return gatherExpected
	default:
		return gatherQuiet
	}
}

// take returns the members of the next call.
func (q *addQueue) take(ctx context.Context) []*addRequest {
	q.mu.Lock()
	defer q.mu.Unlock()
	if ctx.Err() != nil {
		return nil // another worker takes what is pending
	}
	n := min(len(q.pending), MaxMembersPerCall)
	q.width = q.callers
	batch := slices.Clone(q.pending[:n])
	q.pending = slices.Delete(q.pending, 0, n)
	return batch
}

// putBack returns the members of a throttled call to the queue: more may join them until the next call, and a caller that
// gives up meanwhile leaves at once.
func (q *addQueue) putBack(batch []*addRequest, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	var again []*addRequest
	for _, r := range batch {
		if r.throttled = memberFailed(r, err); r.gaveUp {
			r.outcome <- r.throttled
		} else {
			again = append(again, r)
		}
	}
	q.pending = append(again, q.pending...)
}

// finished reports whether the worker is done, which it is when nothing is pending.
func (q *addQueue) finished(ctx context.Context) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if ctx.Err() != nil {
		return true
	}
	if len(q.pending) > 0 {
		return false
	}
	q.stop()
	q.stop = nil
	return true
}

package client

import (
	"context"
	"slices"
	"sync"
	"time"
)

const (
	// gatherQuiet is how long a queue waits for one more member before it sends. Terraform starts the next
	// resources only when some are done, so that without it every other call would carry a single member.
	gatherQuiet = 100 * time.Millisecond
	// gatherMost bounds that wait while members keep coming.
	gatherMost = time.Second
)

// addQueues holds one queue a thread.
type addQueues struct {
	client *Client
	mu     sync.Mutex
	byID   map[string]*addQueue
}

func newAddQueues(c *Client) *addQueues { return &addQueues{client: c, byID: map[string]*addQueue{}} }

func (q *addQueues) of(threadID string) *addQueue {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.byID[threadID] == nil {
		q.byID[threadID] = &addQueue{client: q.client, threadID: threadID, arrived: make(chan struct{}, 1)}
	}
	return q.byID[threadID]
}

// addQueue turns the adds of one thread into few calls. While a call is under way, or the service's limits are
// closed, members gather, and go out together. A worker runs for as long as somebody waits.
type addQueue struct {
	client   *Client
	threadID string
	arrived  chan struct{} // signals a new member to the worker

	mu      sync.Mutex
	pending []*addRequest
	callers int                // how many wait for an outcome
	stop    context.CancelFunc // ends the worker; nil when none runs
}

// addRequest is one member that waits to be added.
type addRequest struct {
	member  Member
	outcome chan error // takes one element
}

// add waits for the member's own outcome. A caller that gives up before its member was sent takes it back; after
// that it waits a little for the answer, so that what was done is known.
func (q *addQueue) add(ctx context.Context, m Member) error {
	r := q.enter(ctx, m)
	defer q.exit()
	select {
	case err := <-r.outcome:
		return err
	case <-ctx.Done():
	}
	if !q.takeBack(r) {
		grace := time.NewTimer(graceAfterCancel)
		defer grace.Stop()
		select {
		case err := <-r.outcome:
			return err
		case <-grace.C:
		}
	}
	return &Error{Kind: KindTimeout, Operation: string(opAddMembers), Object: m.UserID, Err: ctx.Err()}
}

func (q *addQueue) enter(ctx context.Context, m Member) *addRequest {
	r := &addRequest{member: m, outcome: make(chan error, 1)}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.pending = append(q.pending, r)
	q.callers++
	if q.stop == nil {
		// The worker serves others too, so that it outlives the caller that started it, but not the last one.
		worker, stop := context.WithCancel(context.WithoutCancel(ctx))
		q.stop = stop
		go q.work(worker)
	}
	select {
	case q.arrived <- struct{}{}:
	default: // a signal is waiting already
	}
	return r
}

// exit ends the worker when nobody waits any more.
func (q *addQueue) exit() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.callers--
	if q.callers == 0 && q.stop != nil {
		q.stop()
	}
}

func (q *addQueue) takeBack(r *addRequest) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.pending, r)
	if i < 0 {
		return false
	}
	q.pending = slices.Delete(q.pending, i, i+1)
	return true
}

// work sends batches until nothing is pending.
func (q *addQueue) work(ctx context.Context) {
	for {
		q.gather(ctx)
		turn := lanesOf(opAddMembers, q.client.actingUserID, q.threadID)
		err := q.client.throttle.acquire(ctx, turn)
		batch := q.take()
		switch {
		case err != nil:
			settle(batch, err)
		case len(batch) == 0:
			q.client.throttle.cancel(turn)
		default:
			q.send(ctx, batch, turn)
		}
		if q.finished() {
			return
		}
	}
}

// gather waits until no member has come for gatherQuiet, a call is full, or gatherMost has passed.
func (q *addQueue) gather(ctx context.Context) {
	most := time.NewTimer(gatherMost)
	defer most.Stop()
	for q.size() < MaxMembersPerCall {
		quiet := time.NewTimer(gatherQuiet)
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

func (q *addQueue) size() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.pending)
}

func (q *addQueue) take() []*addRequest {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.pending), MaxMembersPerCall)
	batch := slices.Clone(q.pending[:n])
	q.pending = slices.Delete(q.pending, 0, n)
	return batch
}

// finished ends the worker's life when nothing is pending.
func (q *addQueue) finished() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.pending) > 0 && q.callers > 0 {
		return false
	}
	q.stop()
	q.stop = nil
	return true
}

// send makes one call and gives each member its own outcome. When the service refuses the request as a whole
// because of its content, it is halved until the member at fault stands alone: one malformed id must not keep the
// others out.
func (q *addQueue) send(ctx context.Context, batch []*addRequest, turn *lanes) {
	members := make([]Member, len(batch))
	for i, r := range batch {
		members[i] = r.member
	}
	rejected, err := q.client.addBatch(ctx, q.threadID, members, turn)
	if KindOf(err) == KindInvalidRequest && len(batch) > 1 {
		half := len(batch) / 2
		q.send(ctx, batch[:half], nil)
		q.send(ctx, batch[half:], nil)
		return
	}
	if err != nil {
		settle(batch, err)
		return
	}
	refusals := map[string]*MemberError{}
	for _, m := range rejected {
		refusals[m.UserID] = m
	}
	for _, r := range batch {
		if refusal := refusals[r.member.UserID]; refusal != nil {
			r.outcome <- memberFailed(refusal)
		} else {
			r.outcome <- nil
		}
	}
}

// settle gives all members of a batch the same failure, each naming its own user.
func settle(batch []*addRequest, err error) {
	for _, r := range batch {
		failed := *asError(err)
		failed.Operation, failed.Object = string(opAddMembers), r.member.UserID
		r.outcome <- &failed
	}
}

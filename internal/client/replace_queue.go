package client

import (
	"context"
	"slices"
	"sync"
	"time"
)

// replaceMax is how many members are replaced in one go: their removals and the call that adds them all again fit into the
// shortest window of the limit on both.
const replaceMax = 9

// ReplaceMembers gives participants other attributes, for which the service knows no other way than to remove them and to add
// them again. It does so a few members at a time, and waits beforehand until the limits allow the removals and the add
// together, so nobody is out for longer than these calls take. Calls for one thread that come close together are carried
// out together. Those that the service did not let in again are rejected, each with KindMemberRejected: they are no longer
// participants. When a call fails, members before it are replaced, and some of those that it was for may be out.
func (c *Client) ReplaceMembers(ctx context.Context, threadID string, members []Member) (rejected []*Error, err error) {
	for _, outcome := range c.replaces.of(threadID).replace(ctx, members) {
		if e := asError(outcome); e != nil && e.Kind == KindMemberRejected {
			rejected = append(rejected, e)
		} else if err == nil {
			err = outcome
		}
	}
	return rejected, err
}

// replaceQueue carries out the replacements of one thread's members, a batch at a time. One of the callers does it for all.
type replaceQueue struct {
	client   *Client
	threadID string
	turn     gate // of the caller that carries out a batch

	mu      sync.Mutex
	pending []*replacement
}

// replacement is one member that waits to be replaced.
type replacement struct {
	member  Member
	outcome chan error // takes one element
}

func newReplaceQueue(c *Client, threadID string) *replaceQueue {
	return &replaceQueue{client: c, threadID: threadID, turn: newGate()}
}

// replace returns the outcome of each member.
func (q *replaceQueue) replace(ctx context.Context, members []Member) []error {
	mine := make([]*replacement, len(members))
	for i, m := range members {
		mine[i] = &replacement{m, make(chan error, 1)}
	}
	q.mu.Lock()
	q.pending = append(q.pending, mine...)
	q.mu.Unlock()
	outcomes := make([]error, len(mine))
	for i, r := range mine {
		outcomes[i] = q.settle(ctx, r)
	}
	return outcomes
}

// settle waits for the outcome of one member, and carries out batches while nobody else does.
func (q *replaceQueue) settle(ctx context.Context, r *replacement) error {
	for {
		select {
		case err := <-r.outcome:
			return err
		default:
		}
		select {
		case err := <-r.outcome:
			return err
		case q.turn <- struct{}{}:
			q.lead(ctx)
			q.turn.leave()
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			return q.giveUp(ctx, r)
		}
	}
}

// giveUp takes a member back that waits, or waits a little for the outcome of one that is on its way.
func (q *replaceQueue) giveUp(ctx context.Context, r *replacement) error {
	err := &Error{Kind: KindTimeout, Operation: string(opRemoveMember), Object: r.member.UserID, ActingUser: q.client.actingUserID, Err: ctx.Err()}
	q.mu.Lock()
	i := slices.Index(q.pending, r)
	if i >= 0 {
		q.pending = slices.Delete(q.pending, i, i+1)
	}
	q.mu.Unlock()
	if i >= 0 {
		err.Message = timedOutWaiting
		return err
	}
	grace := time.NewTimer(graceAfterCancel)
	defer grace.Stop()
	select {
	case outcome := <-r.outcome:
		return outcome
	case <-grace.C:
		return err
	}
}

// lead carries out one batch of what is pending, as soon as there is room for it.
func (q *replaceQueue) lead(ctx context.Context) {
	batch := q.take(ctx)
	if len(batch) == 0 {
		return
	}
	ctx, cancel := withGrace(ctx) // whoever is removed must be added again, though the caller is interrupted
	defer cancel()
	for i, err := range q.send(ctx, batch) {
		batch[i].outcome <- err
	}
}

// take returns the next batch as soon as there is room for all of it: one that grew meanwhile needs more.
func (q *replaceQueue) take(ctx context.Context) []*replacement {
	lanes := lanesOf(opAddMembers, q.client.actingUserID, q.threadID)
	for room := 0; ; {
		q.mu.Lock()
		n := min(len(q.pending), replaceMax)
		if n <= room {
			batch := slices.Clone(q.pending[:n])
			q.pending = q.pending[n:]
			q.mu.Unlock()
			return batch
		}
		q.mu.Unlock()
		if q.client.limiter.waitForRoom(ctx, lanes, n+1) != nil {
			return nil
		}
		room = n
	}
}

// send removes the members of a batch at the same time, and adds them again in one call: also those of which it is not known
// whether they were removed, because adding a participant again changes nothing.
func (q *replaceQueue) send(ctx context.Context, batch []*replacement) []error {
	outcomes := make([]error, len(batch))
	var removals sync.WaitGroup
	for i, r := range batch {
		removals.Go(func() { outcomes[i] = q.client.RemoveMember(ctx, q.threadID, r.member.UserID) })
	}
	removals.Wait()
	var again []Member
	for i, r := range batch {
		if outcomes[i] == nil || isUncertain(outcomes[i]) {
			again = append(again, r.member)
		}
	}
	if len(again) == 0 {
		return outcomes
	}
	rejected, err := q.client.addBatch(ctx, q.client.addCall(q.threadID, again), again)
	for i, r := range batch {
		out := slices.IndexFunc(rejected, func(e *Error) bool { return SameUser(e.Object, r.member.UserID) })
		switch {
		case outcomes[i] != nil: // the removal failed, which says more
		case err != nil:
			outcomes[i] = err
		case out >= 0:
			outcomes[i] = rejected[out]
		}
	}
	return outcomes
}

package client

import (
	"context"
	"errors"
	"net/http"
	"sync"
)

// replaceMax is how many members are replaced in one go: their removals and the call that adds them all again fit into
// the shortest window of the limit on both.
const replaceMax = 9

// thread is what a client knows of one thread's members, and the changes to them that wait.
type thread struct {
	client   *Client
	threadID string
	roster   *roster
	adds     *batch[Member] // every add enters here
	replaces *batch[Member]

	// Only the worker of adds uses these.
	permit *permit // for the first call of a batch
	full   *Error  // the refusal that showed the thread to be full; nil while there is room
}

func newThread(c *Client, threadID string) *thread {
	t := &thread{client: c, threadID: threadID, roster: &roster{caller: c.caller, threadID: threadID}}
	t.adds = newBatch(MaxMembersPerCall, t.readyToAdd, t.sendAdds)
	t.replaces = newBatch(replaceMax, t.readyToReplace, t.sendReplacements)
	return t
}

// add returns the outcome of each member.
func (t *thread) add(ctx context.Context, hurry bool, members ...Member) []error {
	return t.outcomes(opAddMembers, members, t.adds.do(ctx, hurry, members...))
}

// replace returns the outcome of each member.
func (t *thread) replace(ctx context.Context, members ...Member) []error {
	return t.outcomes(opRemoveMember, members, t.replaces.do(ctx, len(members) > 1, members...))
}

// outcomes makes errors of a call where a batch has only the context's.
func (t *thread) outcomes(op operation, members []Member, outcomes []error) []error {
	for i, outcome := range outcomes {
		var u unsettled
		if !errors.As(outcome, &u) {
			continue
		}
		in := t.client.asUser(membersCall(op, http.MethodPost, t.threadID, ""))
		in.object = members[i].UserID
		e := in.failed(u)
		if e.uncertain = u.sent; !u.sent {
			e.Message = timedOutWaiting
		}
		outcomes[i] = e
	}
	return outcomes
}

func (t *thread) lanes() *lanes { return lanesOf(opAddMembers, t.client.actingUserID, t.threadID) }

// readyToAdd gets a permit for the next add, and gathers members meanwhile.
func (t *thread) readyToAdd(ctx context.Context) (n int, err error) {
	if t.permit, err = t.client.limiter.enter(ctx, t.lanes()); err != nil {
		return 0, err
	}
	t.adds.gather(ctx)
	return MaxMembersPerCall, nil
}

func (t *thread) sendAdds(ctx context.Context, items []*item[Member]) {
	if len(items) > 0 {
		t.send(ctx, items, t.permit, &search{})
	}
	t.permit.cancel() // unless a try has used it
}

// readyToReplace waits until there is room for the removals and the add of all members that wait: more may have come
// meanwhile.
func (t *thread) readyToReplace(ctx context.Context) (n int, err error) {
	t.replaces.gather(ctx)
	for room := 0; ; {
		if n = t.replaces.count(); n <= room {
			return n, nil
		}
		if err := t.client.limiter.waitForRoom(ctx, t.lanes(), n+1); err != nil {
			return 0, err
		}
		room = n
	}
}

// sendReplacements removes members at the same time, and adds them again together: also those of which it is not known
// whether they were removed, because adding a member again changes nothing.
func (t *thread) sendReplacements(ctx context.Context, items []*item[Member]) {
	outcomes := make([]error, len(items))
	var removals sync.WaitGroup
	for i, it := range items {
		removals.Go(func() { outcomes[i] = t.client.RemoveMember(ctx, t.threadID, it.value.UserID) })
	}
	removals.Wait()
	var out []int
	var again []Member
	for i, err := range outcomes {
		if err == nil || isUncertain(err) {
			out, again = append(out, i), append(again, items[i].value)
		}
	}
	for i, err := range t.add(ctx, true, again...) {
		if outcomes[out[i]] == nil { // otherwise the removal failed, which says more
			outcomes[out[i]] = err
		}
	}
	for i, it := range items {
		it.settle(outcomes[i])
	}
}

// split separates the members that the service did not let in from the first other error.
func split(outcomes []error) (rejected []*Error, err error) {
	for _, outcome := range outcomes {
		if e := asError(outcome); e != nil && (e.Kind == KindMemberRejected || e.refusedAlone) {
			rejected = append(rejected, e)
		} else if err == nil {
			err = outcome
		}
	}
	return rejected, err
}

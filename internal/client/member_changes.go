package client

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"

	"github.com/terraform-acs/terraform-provider-chat/internal/client/ratelimit"
)

// replaceMax is how many members are replaced in one go: their removals and the call that adds them all again fit into
// the shortest window of the limit on both.
const replaceMax = 9

// thread is what a client knows of the members of one thread, and the changes to them that wait.
type thread struct {
	client   *Client
	threadID string
	roster   *roster
	changes  *batch[*memberChange] // every add enters here

	// Only the worker of changes uses these.
	permits []*ratelimit.Permit // for the removals of a batch and its add, in this order
	refused bool                // the add was refused because of a limit
	full    *Error              // the refusal that showed the thread to be full; nil while there is room
}

// memberChange is an add, or a replacement: a removal and an add. Only the worker uses what is not of the member.
type memberChange struct {
	member   Member
	replaces bool  // the member is to be removed first
	begun    bool  // it was removed, or may have been
	removal  error // why it could not be removed; it is added again if it may be gone all the same
}

type changeItem = *item[*memberChange]

func newThread(c *Client, threadID string) *thread {
	t := &thread{client: c, threadID: threadID, roster: &roster{caller: c.caller, threadID: threadID}}
	t.changes = newBatch(MaxMembersPerCall, t.ready, t.send)
	return t
}

// add returns the outcome of each member. A caller in a hurry has all its members with it.
func (t *thread) add(ctx context.Context, hurry bool, members ...Member) []error {
	return t.change(ctx, hurry, members, false)
}

// replace returns the outcome of each member.
func (t *thread) replace(ctx context.Context, members ...Member) []error {
	return t.change(ctx, len(members) > 1, members, true)
}

func (t *thread) change(ctx context.Context, hurry bool, members []Member, replaces bool) []error {
	changes := make([]*memberChange, len(members))
	for i, m := range members {
		changes[i] = &memberChange{member: m, replaces: replaces}
	}
	var outcomes []error
	if err := t.client.limiter.Outlasts(ctx, t.counted()); err != nil {
		outcomes = slices.Repeat([]error{unsettled{false, err}}, len(members))
	} else {
		outcomes = t.changes.do(ctx, hurry, changes...)
	}
	for i, outcome := range outcomes {
		var u unsettled
		if errors.As(outcome, &u) { // it has only the context's error
			outcomes[i] = t.unsettled(changes[i].member.UserID, replaces, u)
		}
	}
	return outcomes
}

// counted is what the limiter has to know of an add or a removal.
func (t *thread) counted() ratelimit.Call {
	return counted(opAddMembers, t.client.actingUserID, t.threadID)
}

func (t *thread) unsettled(userID string, replaces bool, u unsettled) error {
	op := opAddMembers
	if replaces {
		op = opRemoveMember
	}
	in := t.client.asUser(membersCall(op, http.MethodPost, t.threadID, ""))
	in.object = userID
	e := in.failed(u)
	var paused *ratelimit.PausedError
	switch e.uncertain = u.sent; {
	case errors.As(u, &paused):
		e.Kind, e.AskedToWait = KindTimeout, paused.Left
	case !u.sent:
		e.Message = timedOutWaiting
	}
	return e
}

// ready waits until there is room for an add, or also for the removals before it if the change that came first is a
// replacement: who is removed must not wait for a limit to be added again.
func (t *thread) ready(ctx context.Context) (may func(*memberChange) bool, err error) {
	if t.refused {
		return t.readyAgain(ctx)
	}
	t.changes.gather(ctx)
	removals := 0
	if waiting := t.changes.view(); len(waiting) > 0 && waiting[0].replaces {
		for _, c := range waiting {
			if c.replaces && removals < replaceMax {
				removals++
			}
		}
	}
	if t.permits, err = t.client.limiter.EnterTogether(ctx, t.counted(), removals+1); err != nil {
		return nil, err
	}
	t.changes.gather(ctx) // more may have come while the limit was closed
	removals = len(t.permits) - 1
	return func(c *memberChange) bool {
		if c.replaces {
			removals--
		}
		return !c.replaces || removals >= 0
	}, nil
}

// readyAgain waits until an add that was refused may go again. It keeps its place, since members may be out.
func (t *thread) readyAgain(ctx context.Context) (may func(*memberChange) bool, err error) {
	p, err := t.permits[len(t.permits)-1].Again(ctx)
	if err != nil {
		return nil, err
	}
	t.permits, t.refused = []*ratelimit.Permit{p}, false
	return func(c *memberChange) bool { return !c.replaces }, nil
}

// send makes the changes and settles their items. Members are removed at the same time, and added again together with
// those that are new: also those of which it is not known whether they were removed, because adding a member again
// changes nothing.
func (t *thread) send(ctx context.Context, items []changeItem) {
	t.remove(ctx, items)
	var adds []changeItem
	for _, it := range items {
		if err := it.value.removal; err == nil || isUncertain(err) {
			adds = append(adds, it)
		} else {
			it.settle(err)
		}
	}
	if len(adds) > 0 {
		t.addAll(ctx, adds, t.permits[len(t.permits)-1], &search{})
	}
	for _, p := range t.permits {
		p.Cancel() // unless a try has used it
	}
}

// remove removes the members that are replaced. From then on they only have to be added.
func (t *thread) remove(ctx context.Context, items []changeItem) {
	var removals sync.WaitGroup
	used := 0
	for _, it := range items {
		if c := it.value; c.replaces {
			p := t.permits[used]
			used++
			c.replaces, c.begun = false, true
			removals.Go(func() { c.removal = t.removeOnce(ctx, c.member.UserID, p) })
		}
	}
	removals.Wait()
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

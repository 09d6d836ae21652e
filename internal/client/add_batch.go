package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// maxRefusedAlone is how many members in a row may be refused alone before the cause is taken to be common to the batch,
// and the rest gets the same error.
const maxRefusedAlone = 5

// search looks for the members at fault in a batch that was refused as a whole.
type search struct {
	refusedAlone int  // members in a row
	listed       bool // the members were listed since the first refusal
}

// send makes one call and gives each member its own outcome. When the service refuses the call as a whole because of
// its content, or refuses a member without saying which, the call is split until the member at fault is alone,
// so it does not keep the others out. Adding existing members again changes nothing.
func (q *addQueue) send(ctx context.Context, batch []*addRequest, p *permit, s *search) {
	if batch = q.refuseWithoutRoom(ctx, batch); len(batch) == 0 {
		return
	}
	members := make([]Member, len(batch))
	for i, r := range batch {
		members[i] = r.member
	}
	in := q.client.addCall(q.threadID, members)
	in.permit, in.returns429 = p, true
	rejected, err := q.client.addBatch(ctx, in, members)
	refusals, allNamed := byMember(rejected, batch)
	switch {
	case isAboutContent(err):
		q.divide(ctx, batch, asError(err), s)
	case KindOf(err) == KindThrottled:
		q.putBack(batch, err)
	case err != nil:
		settle(batch, err)
	case !allNamed:
		q.halve(ctx, batch, s)
	default:
		s.refusedAlone = 0
		for _, r := range batch {
			if refusal := refusals[UserKey(r.member.UserID)]; refusal != nil {
				r.outcome <- refusal
			} else {
				r.outcome <- nil
			}
		}
	}
}

// isAboutContent reports whether a refusal may be the fault of some of the members. Any other is about the thread, the
// acting user or the login, and splitting the call does not help.
func isAboutContent(err error) bool {
	e := asError(err)
	return e != nil && (e.Status == http.StatusBadRequest || e.Status == http.StatusRequestEntityTooLarge)
}

// divide handles a batch that was refused as a whole: it sends the members that the refusal names apart from the others,
// or as many as the thread has room for, or each half.
func (q *addQueue) divide(ctx context.Context, batch []*addRequest, refusal *Error, s *search) {
	named, others := splitByName(batch, refusal)
	switch {
	case len(named) > 0 && len(others) > 0:
		q.send(ctx, named, nil, s)
		q.send(ctx, others, nil, s)
	case len(named) == 0 && q.isFull(ctx, batch, refusal, s):
		q.send(ctx, batch, nil, s) // only as many as there is room for
	case len(batch) > 1 && s.refusedAlone < maxRefusedAlone:
		q.halve(ctx, batch, s)
	default:
		s.refusedAlone++
		settle(batch, refusal)
	}
}

func (q *addQueue) halve(ctx context.Context, batch []*addRequest, s *search) {
	q.send(ctx, batch[:len(batch)/2], nil, s)
	q.send(ctx, batch[len(batch)/2:], nil, s)
}

// isFull finds out whether a batch was refused because the thread has no room for it, and remembers it.
func (q *addQueue) isFull(ctx context.Context, batch []*addRequest, refusal *Error, s *search) bool {
	if !s.listed {
		q.client.rosters.of(q.threadID).forget() // other clients may have filled the thread
		s.listed = true
	}
	members, err := q.client.ListMembers(ctx, q.threadID)
	if err != nil || len(members)+len(newcomers(batch, members)) <= MaxMembersPerThread {
		return false
	}
	full := *refusal
	full.Message = fmt.Sprintf("the thread has %d members, and the service allows %d", len(members), MaxMembersPerThread)
	q.full = &full
	return true
}

// refuseWithoutRoom returns the members that a thread that was found full has room for, and refuses the others without a
// call. Removals by this client make room; those by others are seen by the next client.
func (q *addQueue) refuseWithoutRoom(ctx context.Context, batch []*addRequest) (admitted []*addRequest) {
	if q.full == nil {
		return batch
	}
	members, err := q.client.ListMembers(ctx, q.threadID)
	if err != nil {
		return batch
	}
	room := max(0, MaxMembersPerThread-len(members))
	late := newcomers(batch, members)
	if len(late) <= room {
		q.full = nil
		return batch
	}
	late = late[room:]
	settle(late, q.full)
	return slices.DeleteFunc(slices.Clone(batch), func(r *addRequest) bool { return slices.Contains(late, r) })
}

// newcomers returns the requests of a batch for users who are not members.
func newcomers(batch []*addRequest, members []Member) []*addRequest {
	in := map[string]bool{}
	for _, m := range members {
		in[UserKey(m.UserID)] = true
	}
	return slices.DeleteFunc(slices.Clone(batch), func(r *addRequest) bool { return in[UserKey(r.member.UserID)] })
}

// byMember sorts refusals by user, and reports whether each names a member of the batch. In a batch of one, a
// refusal is always of that member.
func byMember(rejected []*Error, batch []*addRequest) (refusals map[string]*Error, allNamed bool) {
	refusals, allNamed = map[string]*Error{}, true
	for _, m := range rejected {
		if len(batch) == 1 {
			m.Object = batch[0].member.UserID
		}
		refusals[UserKey(m.Object)] = m
		allNamed = allNamed && slices.ContainsFunc(batch, func(r *addRequest) bool { return SameUser(r.member.UserID, m.Object) })
	}
	return refusals, allNamed
}

// splitByName separates the members that a refusal names from the others.
func splitByName(batch []*addRequest, refusal *Error) (named, others []*addRequest) {
	text := UserKey(refusal.Message + " " + refusal.Target)
	for _, r := range batch {
		if strings.Contains(text, UserKey(r.member.UserID)) {
			named = append(named, r)
		} else {
			others = append(others, r)
		}
	}
	return named, others
}

// settle gives all members of a batch the same failure, each naming its own user.
func settle(batch []*addRequest, err error) {
	for _, r := range batch {
		r.outcome <- memberFailed(r, err)
	}
}

// memberFailed makes the error of one member from that of a call with several.
func memberFailed(r *addRequest, err error) *Error {
	failed := *asError(err)
	failed.Operation, failed.Object = string(opAddMembers), r.member.UserID
	return &failed
}

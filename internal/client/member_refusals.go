package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// maxRefusedAlone is how many members in a row may be refused alone before the cause is taken to be common to the
// batch, and the rest gets the same error.
const maxRefusedAlone = 5

// search looks for the members at fault in a batch that was refused as a whole.
type search struct {
	refusedAlone int  // members in a row
	listed       bool // the members were listed since the first refusal
}

// send makes one add call, with a permit or without, and settles each member. When the service refuses the call as a
// whole because of its content, or refuses a member without saying which, the call is split until the member at fault
// is alone, so it does not keep the others out. Adding existing members again changes nothing.
func (t *thread) send(ctx context.Context, items []*item[Member], p *permit, s *search) {
	if items = t.refuseWithoutRoom(ctx, items); len(items) == 0 {
		return
	}
	rejected, err := t.addOnce(ctx, values(items), p)
	refusals, allNamed := byMember(rejected, items)
	switch {
	case isAboutContent(err):
		t.divide(ctx, items, asError(err), s)
	case KindOf(err) == KindThrottled:
		t.adds.putBack(items, func(member Member) error { return memberFailed(member, err) })
	case err != nil:
		settle(items, err)
	case !allNamed:
		t.halve(ctx, items, s)
	default:
		s.refusedAlone = 0
		for _, it := range items {
			if refusal := refusals[UserKey(it.value.UserID)]; refusal != nil {
				it.settle(refusal)
			} else {
				it.settle(nil)
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

// divide handles members that were refused as a whole: it sends those that the refusal names apart from the others, or
// as many as the thread has room for, or each half.
func (t *thread) divide(ctx context.Context, items []*item[Member], refusal *Error, s *search) {
	named, others := splitByName(items, refusal)
	switch {
	case len(named) > 0 && len(others) > 0:
		t.send(ctx, named, nil, s)
		t.send(ctx, others, nil, s)
	case len(named) == 0 && t.isFull(ctx, items, refusal, s):
		t.send(ctx, items, nil, s) // only as many as there is room for
	case len(items) > 1 && s.refusedAlone < maxRefusedAlone:
		t.halve(ctx, items, s)
	default:
		s.refusedAlone++
		alone := *refusal
		alone.refusedAlone = len(items) == 1
		settle(items, &alone)
	}
}

func (t *thread) halve(ctx context.Context, items []*item[Member], s *search) {
	t.send(ctx, items[:len(items)/2], nil, s)
	t.send(ctx, items[len(items)/2:], nil, s)
}

// isFull finds out whether members were refused because the thread has no room for them, and remembers it.
func (t *thread) isFull(ctx context.Context, items []*item[Member], refusal *Error, s *search) bool {
	if !s.listed {
		t.roster.forget() // other clients may have filled the thread
		s.listed = true
	}
	there, err := t.roster.all(ctx)
	if err != nil || len(there)+len(newcomers(items, there)) <= MaxMembersPerThread {
		return false
	}
	full := *refusal
	full.Message = fmt.Sprintf("the thread has %d members, and the service allows %d", len(there), MaxMembersPerThread)
	t.full = &full
	return true
}

// refuseWithoutRoom returns the members that a thread that was found full has room for, and refuses the others without
// a call. Removals by this client make room; those by others are seen by the next client.
func (t *thread) refuseWithoutRoom(ctx context.Context, items []*item[Member]) (admitted []*item[Member]) {
	if t.full == nil {
		return items
	}
	there, err := t.roster.all(ctx)
	if err != nil {
		return items
	}
	room := max(0, MaxMembersPerThread-len(there))
	late := newcomers(items, there)
	if len(late) <= room {
		t.full = nil
		return items
	}
	late = late[room:]
	settle(late, t.full)
	return slices.DeleteFunc(slices.Clone(items), func(it *item[Member]) bool { return slices.Contains(late, it) })
}

// newcomers returns the items for users who are not members.
func newcomers(items []*item[Member], members []Member) []*item[Member] {
	in := map[string]bool{}
	for _, m := range members {
		in[UserKey(m.UserID)] = true
	}
	return slices.DeleteFunc(slices.Clone(items), func(it *item[Member]) bool { return in[UserKey(it.value.UserID)] })
}

// byMember sorts refusals by user, and reports whether each names one of the members. If there is one, a refusal is
// always of that member.
func byMember(rejected []*Error, items []*item[Member]) (refusals map[string]*Error, allNamed bool) {
	refusals, allNamed = map[string]*Error{}, true
	for _, r := range rejected {
		if len(items) == 1 {
			r.Object = items[0].value.UserID
		}
		refusals[UserKey(r.Object)] = r
		allNamed = allNamed &&
			slices.ContainsFunc(items, func(it *item[Member]) bool { return SameUser(it.value.UserID, r.Object) })
	}
	return refusals, allNamed
}

// splitByName separates the members that a refusal names from the others.
func splitByName(items []*item[Member], refusal *Error) (named, others []*item[Member]) {
	text := UserKey(refusal.Message + " " + refusal.Target)
	for _, it := range items {
		if strings.Contains(text, UserKey(it.value.UserID)) {
			named = append(named, it)
		} else {
			others = append(others, it)
		}
	}
	return named, others
}

// settle gives all members the same failure, each naming its own user.
func settle(items []*item[Member], err error) {
	for _, it := range items {
		it.settle(memberFailed(it.value, err))
	}
}

// memberFailed makes the error of one member from that of a call with several.
func memberFailed(m Member, err error) *Error {
	failed := *asError(err)
	failed.Object = m.UserID
	return &failed
}

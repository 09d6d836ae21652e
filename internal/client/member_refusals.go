package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/client/ratelimit"
)

// maxRefusedAlone is how many members in a row may be refused alone before the cause is taken to be common to the
// batch, and the rest gets the same error.
const maxRefusedAlone = 5

// search looks for the members at fault in a batch that was refused as a whole.
type search struct {
	refusedAlone int  // members in a row
	listed       bool // the members were listed since the first refusal
}

// addAll makes one add call, with a permit or without, and settles each member. When the service refuses the call as a
// whole because of its content, or refuses a member without saying which, the call is split until the member at fault
// is alone, so it does not keep the others out. Adding existing members again changes nothing.
func (t *thread) addAll(ctx context.Context, items []changeItem, p *ratelimit.Permit, s *search) {
	if items = t.refuseWithoutRoom(ctx, items); len(items) == 0 {
		return
	}
	members := make([]Member, len(items))
	for i, it := range items {
		members[i] = it.value.member
	}
	rejected, err := t.addOnce(ctx, members, p)
	refusals, allNamed := byMember(rejected, items)
	switch {
	case isAboutContent(err):
		t.divide(ctx, items, asError(err), s)
	case KindOf(err) == KindThrottled:
		t.refused = true
		t.changes.putBack(items, func(c *memberChange) (reason error, begun bool) { return c.failed(err), c.begun })
	case err != nil:
		settle(items, err)
	case !allNamed:
		t.halve(ctx, items, s)
	default:
		s.refusedAlone = 0
		for _, it := range items {
			if refusal := refusals[UserKey(it.value.member.UserID)]; refusal != nil {
				it.settle(it.value.outcome(refusal))
			} else {
				it.settle(it.value.outcome(nil))
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
func (t *thread) divide(ctx context.Context, items []changeItem, refusal *Error, s *search) {
	named, others := splitByName(items, refusal)
	switch {
	case len(named) > 0 && len(others) > 0:
		t.addAll(ctx, named, nil, s)
		t.addAll(ctx, others, nil, s)
	case len(named) == 0 && t.isFull(ctx, items, refusal, s):
		t.addAll(ctx, items, nil, s) // only as many as there is room for
	case len(items) > 1 && s.refusedAlone < maxRefusedAlone:
		t.halve(ctx, items, s)
	default:
		s.refusedAlone++
		alone := *refusal
		alone.refusedAlone = len(items) == 1
		settle(items, &alone)
	}
}

func (t *thread) halve(ctx context.Context, items []changeItem, s *search) {
	t.addAll(ctx, items[:len(items)/2], nil, s)
	t.addAll(ctx, items[len(items)/2:], nil, s)
}

// isFull finds out whether members were refused because the thread has no room for them, and remembers it.
func (t *thread) isFull(ctx context.Context, items []changeItem, refusal *Error, s *search) bool {
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
func (t *thread) refuseWithoutRoom(ctx context.Context, items []changeItem) (admitted []changeItem) {
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
	return slices.DeleteFunc(slices.Clone(items), func(it changeItem) bool { return slices.Contains(late, it) })
}

// newcomers returns the items for users who are not members.
func newcomers(items []changeItem, members []Member) []changeItem {
	in := map[string]bool{}
	for _, m := range members {
		in[UserKey(m.UserID)] = true
	}
	return slices.DeleteFunc(slices.Clone(items), func(it changeItem) bool { return in[UserKey(it.value.member.UserID)] })
}

// byMember sorts refusals by user, and reports whether each names one of the members. If there is one, a refusal is
// always of that member.
func byMember(rejected []*Error, items []changeItem) (refusals map[string]*Error, allNamed bool) {
	refusals, allNamed = map[string]*Error{}, true
	for _, r := range rejected {
		if len(items) == 1 {
			r.Object = items[0].value.member.UserID
		}
		refusals[UserKey(r.Object)] = r
		allNamed = allNamed &&
			slices.ContainsFunc(items, func(it changeItem) bool { return SameUser(it.value.member.UserID, r.Object) })
	}
	return refusals, allNamed
}

// splitByName separates the members that a refusal names from the others.
func splitByName(items []changeItem, refusal *Error) (named, others []changeItem) {
	text := UserKey(refusal.Message + " " + refusal.Target)
	for _, it := range items {
		if strings.Contains(text, UserKey(it.value.member.UserID)) {
			named = append(named, it)
		} else {
			others = append(others, it)
		}
	}
	return named, others
}

// settle gives all members the same failure, each naming its own user.
func settle(items []changeItem, err error) {
	for _, it := range items {
		it.settle(it.value.failed(err))
	}
}

// failed makes the outcome of one member from the error of a call with several.
func (c *memberChange) failed(err error) error {
	failed := *asError(err)
	failed.Object = c.member.UserID
	return c.outcome(&failed)
}

// outcome returns the outcome of a change whose add ended like this. If the removal failed, that says more.
func (c *memberChange) outcome(add error) error {
	if c.removal != nil {
		return c.removal
	}
	return add
}

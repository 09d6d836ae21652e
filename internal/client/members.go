package client

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client/ratelimit"
)

// ListMembers returns the participants of a thread, the acting user among them, ordered by user id. A client lists a
// thread once: later reads are answered from that listing, which the client's own writes keep up to date. What others
// change is seen by RefreshMembers, and by the next client.
func (c *Client) ListMembers(ctx context.Context, threadID string) ([]Member, error) {
	return c.thread(threadID).roster.all(ctx)
}

// RefreshMembers is ListMembers with a listing that began after the call did, so it shows what others have changed.
// Calls that come while a thread is being listed share the next listing, and later reads are answered from it.
func (c *Client) RefreshMembers(ctx context.Context, threadID string) ([]Member, error) {
	return c.thread(threadID).roster.fresh(ctx)
}

// FindMember looks a user up in the same listing as ListMembers, and reports whether it is a participant of the thread.
func (c *Client) FindMember(ctx context.Context, threadID, userID string) (Member, bool, error) {
	return c.thread(threadID).roster.one(ctx, 0, userID)
}

// ProveMember is FindMember for a user that was a participant: one that the first listing of the thread does not have
// is looked for in a second one, because a listing of several pages can miss a participant while others leave.
func (c *Client) ProveMember(ctx context.Context, threadID, userID string) (m Member, found bool, err error) {
	roster := c.thread(threadID).roster
	if m, found, err = roster.one(ctx, 0, userID); err == nil && !found {
		m, found, err = roster.one(ctx, 1, userID)
	}
	return m, found, err
}

// AddMember adds one participant. Calls for the same thread that come close together, or while the rate limit
// is reached, go out as one. A user that the service does not let in is KindMemberRejected.
// Adding an existing participant changes nothing.
func (c *Client) AddMember(ctx context.Context, threadID string, m Member) error {
	return c.thread(threadID).add(ctx, false, m)[0]
}

// AddMembers adds any number of participants, as AddMember does. Those that the service did not let in are rejected,
// each with its own error: KindMemberRejected, or KindInvalidRequest. The error is of the first other failure; members
// that were added before or after it stay, and it is safe to add all of them again.
func (c *Client) AddMembers(ctx context.Context, threadID string, members []Member) (rejected []*Error, err error) {
	return split(c.thread(threadID).add(ctx, true, members...))
}

// ReplaceMembers changes members' attributes. The service cannot do that in place, so each is removed and added again.
// This happens a few members at a time, after waiting until the limits allow the removals and the add together, so no
// one is out for longer than these calls take. Calls for one thread that come close together are carried out together.
// Those that the service did not let in again are rejected, as by AddMembers: they are no longer participants. When a
// call fails, members before it are replaced, and some of those that it was for may be out.
func (c *Client) ReplaceMembers(ctx context.Context, threadID string, members []Member) (rejected []*Error, err error) {
	return split(c.thread(threadID).replace(ctx, members...))
}

// addOnce makes one add call, with a permit or without. A 429 is returned: more members may join before the next try.
func (t *thread) addOnce(ctx context.Context, members []Member, p *ratelimit.Permit) (rejected []*Error, err error) {
	in := t.client.asUser(membersCall(opAddMembers, http.MethodPost, t.threadID, ":add"))
	in.want, in.permit, in.returns429 = http.StatusCreated, p, true
	in.body = struct {
		Participants []wireMember `json:"participants"`
	}{toWireMembers(members)}
	var answer struct {
		Rejected []wireRejected `json:"invalidParticipants"`
	}
	if err := t.client.doChat(ctx, in, &answer); err != nil {
		t.roster.failed(err)
		return nil, err
	}
	rejected = in.rejections(answer.Rejected)
	t.roster.added(members, rejected)
	return rejected, nil
}

// RemoveMember removes a participant. It succeeds if the participant or the thread no longer exists.
func (c *Client) RemoveMember(ctx context.Context, threadID, userID string) error {
	return c.thread(threadID).removeOnce(ctx, userID, nil)
}

// removeOnce makes one remove call, with a permit or without.
func (t *thread) removeOnce(ctx context.Context, userID string, p *ratelimit.Permit) error {
	in := membersCall(opRemoveMember, http.MethodPost, t.threadID, ":remove")
	in.want, in.body, in.object, in.permit = http.StatusNoContent, toWireIdentifier(userID), userID, p
	t.roster.removing()
	err := t.client.doChat(ctx, in, nil)
	t.roster.removed(userID, err)
	return ignoreNotFound(err)
}

// membersCall returns a call on a thread's participants, or one of the actions on them, such as :add, whose colon is
// not escaped.
func membersCall(op operation, method, threadID, action string) call {
	in := threadCall(op, method, threadID)
	in.path = path("chat", "threads", threadID, "participants")
	if action != "" {
		in.path += "/" + action
	}
	return in
}

// wholeHistory is the share history time that the service gives to a participant without one (recorded).
func wholeHistory() *time.Time {
	epoch := time.Unix(0, 0).UTC()
	return &epoch
}

// rejections returns the errors of the members that the service rejected although the call succeeded.
func (in call) rejections(wire []wireRejected) []*Error {
	var rejected []*Error
	for _, w := range wire {
		e := in.error(KindMemberRejected)
		e.Object, e.Status, e.Code, e.Message, e.Target = w.Target, in.want, w.Code, w.Message, w.Target
		rejected = append(rejected, e)
	}
	return rejected
}

// asError returns err as this package's error, or nil.
func asError(err error) *Error {
	var e *Error
	errors.As(err, &e)
	return e
}

package client

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"
)

// ListMembers returns the participants of a thread, the acting user among them, ordered by user id. A client lists a
// thread once: later reads are answered from that listing, which the client's own writes keep up to date. What others
// change is seen by RefreshMembers, and by the next client.
func (c *Client) ListMembers(ctx context.Context, threadID string) ([]Member, error) {
	return c.rosters.of(threadID).all(ctx)
}

// RefreshMembers is ListMembers with a listing that began after the call did, so it shows what others have changed.
// Calls that come while a thread is being listed share the next listing, and later reads are answered from it.
func (c *Client) RefreshMembers(ctx context.Context, threadID string) ([]Member, error) {
	return c.rosters.of(threadID).fresh(ctx)
}

// FindMember looks a user up in the same listing as ListMembers, and reports whether it is a participant of the thread.
func (c *Client) FindMember(ctx context.Context, threadID, userID string) (Member, bool, error) {
	return c.rosters.of(threadID).one(ctx, userID)
}

// AddMember adds one participant. Calls for the same thread that come close together, or while the rate limit
// is reached, go out as one. A user that the service does not let in is KindMemberRejected.
// Adding an existing participant changes nothing.
func (c *Client) AddMember(ctx context.Context, threadID string, m Member) error {
	return c.queues.of(threadID).add(ctx, m)
}

// AddMembers adds any number of participants, MaxMembersPerCall a call. Those that the service did not let in are
// rejected, each with KindMemberRejected. When a call fails, members of earlier calls stay; it is safe to add all of
// them again.
func (c *Client) AddMembers(ctx context.Context, threadID string, members []Member) (rejected []*Error, err error) {
	for batch := range slices.Chunk(members, MaxMembersPerCall) {
		some, err := c.addBatch(ctx, c.addCall(threadID, batch), batch)
		rejected = append(rejected, some...)
		if err != nil {
			return rejected, err
		}
	}
	return rejected, nil
}

func (c *Client) addCall(threadID string, batch []Member) call {
	in := c.asUser(membersCall(opAddMembers, http.MethodPost, threadID, ":add"))
	in.want = http.StatusCreated
	in.body = struct {
		Participants []wireMember `json:"participants"`
	}{toWireMembers(batch)}
	return in
}

// addBatch makes one add call.
func (c *Client) addBatch(ctx context.Context, in call, batch []Member) (rejected []*Error, err error) {
	var answer struct {
		Rejected []wireRejected `json:"invalidParticipants"`
	}
	if err := c.doChat(ctx, in, &answer); err != nil {
		c.rosters.of(in.threadID).failed(err)
		return nil, err
	}
	rejected = in.rejections(answer.Rejected)
	c.rosters.of(in.threadID).added(batch, rejected)
	return rejected, nil
}

// RemoveMember removes a participant. It succeeds if the participant or the thread no longer exists.
func (c *Client) RemoveMember(ctx context.Context, threadID, userID string) error {
	in := membersCall(opRemoveMember, http.MethodPost, threadID, ":remove")
	in.want, in.body, in.object = http.StatusNoContent, toWireIdentifier(userID), userID
	roster := c.rosters.of(threadID)
	roster.removing()
	err := c.doChat(ctx, in, nil)
	roster.removed(userID, err)
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

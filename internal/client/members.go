package client

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"
)

// ListMembers returns the participants of a thread, the acting user among them, ordered by user id. Within the
// life of this client a thread is listed once: later reads are answered from that listing, which the client's own
// writes keep true. What others change is seen by the next client.
func (c *Client) ListMembers(ctx context.Context, threadID string) ([]Member, error) {
	return c.rosters.of(threadID).all(ctx)
}

// GetMember returns one participant, from the same listing as ListMembers. KindNotFound without a status says
// that the user is not one; KindNotFound with the status 404 says that the thread is not there.
func (c *Client) GetMember(ctx context.Context, threadID, userID string) (Member, error) {
	member, found, err := c.rosters.of(threadID).one(ctx, userID)
	if err == nil && !found {
		err = &Error{Kind: KindNotFound, Operation: "read member", Object: userID,
			Message: "the user is not a participant of thread " + threadID}
	}
	return member, err
}

// AddMember adds one participant. Calls for the same thread that come close together, or while the service's
// limits are closed, go out as one. A user that the service does not let in is a *MemberError inside the *Error.
// Adding a participant again changes nothing.
func (c *Client) AddMember(ctx context.Context, threadID string, m Member) error {
	return c.queues.of(threadID).add(ctx, m)
}

// AddMembers adds any number of participants, MaxMembersPerCall a call, and returns those that the service did not
// let in. When a call fails, those before it stay added; doing it all again does no harm.
func (c *Client) AddMembers(ctx context.Context, threadID string, members []Member) ([]*MemberError, error) {
	var rejected []*MemberError
	for batch := range slices.Chunk(members, MaxMembersPerCall) {
		some, err := c.addBatch(ctx, threadID, batch, nil)
		rejected = append(rejected, some...)
		if err != nil {
			return rejected, err
		}
	}
	return rejected, nil
}

// addBatch makes one add call. A turn that was already taken from the throttle comes with it.
func (c *Client) addBatch(ctx context.Context, threadID string, batch []Member, turn *turn) ([]*MemberError, error) {
	in := membersCall(opAddMembers, http.MethodPost, threadID, ":add")
	in.want, in.turn = http.StatusCreated, turn
	in.body = struct {
		Participants []wireMember `json:"participants"`
	}{toWireMembers(batch)}
	var answer struct {
		Rejected []wireRejected `json:"invalidParticipants"`
	}
	if err := c.doChat(ctx, in, &answer); err != nil {
		c.rosters.of(threadID).failed(err)
		return nil, err
	}
	rejected := fromWireRejected(answer.Rejected)
	c.rosters.of(threadID).added(batch, rejected)
	return rejected, nil
}

// RemoveMember removes a participant. One that is not there any more is a success, and so is a thread that is gone.
func (c *Client) RemoveMember(ctx context.Context, threadID, userID string) error {
	in := membersCall(opRemoveMember, http.MethodPost, threadID, ":remove")
	in.want, in.body, in.object = http.StatusNoContent, toWireIdentifier(userID), userID
	if err := goneIsDone(c.doChat(ctx, in, nil)); err != nil {
		c.rosters.of(threadID).failed(err)
		return err
	}
	c.rosters.of(threadID).removed(userID)
	return nil
}

// membersCall makes a call of a thread's participants, or of one of the actions on them, whose name with its colon
// is not escaped.
func membersCall(op operation, method, threadID, action string) call {
	in := threadCall(op, method, threadID)
	in.path = path("chat", "threads", threadID, "participants")
	if action != "" {
		in.path += "/" + action
	}
	return in
}

// wholeHistory is the share history time that the service is recorded to give to a participant without one.
func wholeHistory() *time.Time {
	epoch := time.Unix(0, 0).UTC()
	return &epoch
}

// memberFailed makes the error of one member from what the service said of it inside a success; nil if it said nothing.
func memberFailed(m *MemberError) error {
	if m == nil {
		return nil
	}
	return &Error{Kind: kindOfMember(m), Operation: string(opAddMembers), Object: m.UserID, Status: http.StatusCreated,
		Code: m.Code, Message: m.Message, Target: m.UserID, Err: m}
}

// kindOfMember reads the code, which is recorded to be an HTTP status in digits.
func kindOfMember(m *MemberError) Kind {
	switch m.Code {
	case "401", "403":
		return KindForbidden
	case "404":
		return KindNotFound
	default:
		return KindInvalidRequest
	}
}

// asError returns err as this package's error, or nil.
func asError(err error) *Error {
	var e *Error
	errors.As(err, &e)
	return e
}

package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"
)

// CreateThread creates a thread with up to MaxMembersPerCall members. The acting user becomes a participant
// whether or not it is among them. All tries carry the same repeatability id, so they create at most one thread, and an
// answer that does not describe it is asked for again. KindAmbiguous means that the thread may exist although no answer
// said so; the cause tells how to find it.
//
// The service may create the thread without some of its members. Those are in rejected, each with KindMemberRejected.
func (c *Client) CreateThread(ctx context.Context, t NewThread) (created Thread, rejected []*Error, err error) {
	in := c.asUser(
		call{
			op:      opCreateThread,
			method:  http.MethodPost,
			path:    path("chat", "threads"),
			want:    http.StatusCreated,
			creates: true,
			headers: map[string]string{"repeatability-request-id": uuid.NewString()},
		},
	)
	if len(t.Members) > MaxMembersPerCall {
		return Thread{}, nil, in.tooManyMembers(len(t.Members))
	}
	body := struct {
		Topic        string            `json:"topic"`
		Participants []wireMember      `json:"participants,omitempty"`
		Metadata     map[string]string `json:"metadata,omitempty"`
		Retention    *wireRetention    `json:"retentionPolicy,omitempty"`
	}{Topic: t.Topic, Participants: toWireMembers(t.Members), Metadata: t.Metadata}
	if t.DeleteAfterDays != nil {
		body.Retention = toWireRetention(*t.DeleteAfterDays)
	}
	in.body, in.tries = body, &tries{}
	var answer wireCreatedThread
	in.usable = func(payload []byte) (err error) { answer, err = parseCreatedThread(payload); return err }
	resp, err := c.doChatResponse(ctx, in, nil)
	if err == nil {
		err = c.checkNew(in, answer.Thread.ID, answer.Thread.CreatedOn, answer.Thread.DeletedOn, resp)
		created, rejected = answer.Thread.thread(), in.rejections(answer.Rejected)
	} else {
		created, rejected, err = c.recoverThread(ctx, in, t, asError(err))
	}
	if err != nil {
		return Thread{}, nil, err
	}
	c.fresh.note(created.ID)
	return created, rejected, nil
}

// checkNew refuses an object that was created before the call, or is deleted, so it cannot be the new one: something
// else must not enter a state. The zero time is not known.
func (c *Client) checkNew(in call, id string, createdOn time.Time, deletedOn *time.Time, resp *http.Response) error {
	var why string
	now, err := http.ParseTime(resp.Header.Get("Date")) // by the service's clock
	began := now.Add(-c.clock.since(in.tries.began))
	switch {
	case deletedOn != nil:
		why = "deleted on " + deletedOn.UTC().Format(time.RFC3339)
	case err == nil && !createdOn.IsZero() && createdOn.Before(began.Add(-clockSlack)):
		why = "created on " + createdOn.UTC().Format(time.RFC3339) + ", before the call was made"
	default:
		return nil
	}
	e := in.error(KindBadAnswer)
	e.Object, e.Status, e.RequestID = id, resp.StatusCode, requestID(resp)
	e.Message = fmt.Sprintf("the response describes %s, which was %s, so it is not what was created", id, why)
	return e
}

func (in call) tooManyMembers(n int) *Error {
	e := in.error(KindInvalidRequest)
	e.Message = fmt.Sprintf("%d members in one call; the service takes at most %d", n, MaxMembersPerCall)
	return e
}

// wireCreatedThread is the answer to the creation of a thread.
type wireCreatedThread struct {
	Thread   wireThread     `json:"chatThread"`
	Rejected []wireRejected `json:"invalidParticipants"`
}

func parseCreatedThread(payload []byte) (created wireCreatedThread, err error) {
	if err := json.Unmarshal(payload, &created); err != nil {
		return wireCreatedThread{}, fmt.Errorf("the answer is not the JSON expected: %w", err)
	}
	if created.Thread.ID == "" {
		return wireCreatedThread{}, errors.New("the answer has no thread id")
	}
	return created, nil
}

// recoverThread finds the thread of a call without a usable answer, or returns an error that tells how to find it.
func (c *Client) recoverThread(ctx context.Context, in call, t NewThread, failed *Error) (Thread, []*Error, error) {
	if id := in.created(in.tries.odd); id != "" {
		ctx, cancel := withGrace(ctx)
		defer cancel()
		created, rejected, err := c.readCreated(ctx, in, id, t.Members)
		if err != nil {
			failed = in.error(KindAmbiguous)
			failed.Err = fmt.Errorf("thread %s was created, but could not be read: %w", id, err)
			return Thread{}, nil, failed
		}
		return created, rejected, nil
	}
	if failed.uncertain {
		failed = failed.mayExist(fmt.Sprintf("a thread with the topic %q may have been created at or after %s; before it "+
			"is created again, look for it among the threads of %s", t.Topic, in.tries.began.UTC().Format(time.RFC3339), in.as))
	}
	return Thread{}, nil, failed
}

// mayExist returns the error of a creation of unknown outcome. A refusal keeps its kind, since its cause can be
// removed, and gets the hint too.
func (e *Error) mayExist(hint string) *Error {
	failed := *e
	switch e.Kind {
	case KindServerError, KindTimeout, KindBadAnswer:
		failed.Kind = KindAmbiguous
	default:
		if e.Kind.isConnection() {
			failed.Kind = KindAmbiguous
		}
	}
	failed.Err = errors.New(hint)
	if e.Err != nil {
		failed.Err = fmt.Errorf("%s: %w", hint, e.Err)
	}
	return &failed
}

// readCreated reads a thread whose creation was answered without a description, and finds out which members the service
// rejected.
func (c *Client) readCreated(ctx context.Context, in call, id string, wanted []Member) (Thread, []*Error, error) {
	created, err := c.GetThread(ctx, id)
	if err != nil || len(wanted) == 0 {
		return created, nil, err
	}
	members, err := c.ListMembers(ctx, id)
	if err != nil {
		return Thread{}, nil, err
	}
	var rejected []*Error
	for _, m := range wanted {
		if !slices.ContainsFunc(members, func(there Member) bool { return SameUser(there.UserID, m.UserID) }) {
			e := in.error(KindMemberRejected)
			e.Object, e.Target, e.Message = m.UserID, m.UserID, "the service created the thread without this member and did "+
				"not say why"
			rejected = append(rejected, e)
		}
	}
	return created, rejected, nil
}

package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// clockSlack is how inexact the service's time is when a sent message is looked for: its answers state it in whole
// seconds.
const clockSlack = 3 * time.Second

// clockUnknown is how far the service's clock may differ from ours when its answers do not state the time.
const clockUnknown = 24 * time.Hour

// settling is how long a failed try may still be carried out before the last look for its message.
const settling = 3 * time.Second

// SendMessage sends a message as a user, or as the acting user when senderID is empty, and returns its id. The
// service has no way to repeat this call safely. So when it is not known whether a try was carried out, the client
// looks for the message in the thread just before it tries again, and before it gives up. If it cannot find out, the
// error is KindAmbiguous.
func (c *Client) SendMessage(ctx context.Context, threadID, senderID string, m NewMessage) (string, error) {
	if senderID == "" {
		senderID = c.actingUserID
	}
	s := &send{client: c, ctx: ctx, threadID: threadID, senderID: senderID, message: m}
	s.normal = s.normalForm()
	slot, err := c.sends.enter(ctx, s.normal.fingerprint())
	if err != nil {
		return "", s.call().failed(err)
	}
	defer slot.leave()
	s.known = slot.ids
	id, err := s.do()
	if err == nil {
		slot.ids[id] = true
		c.fresh.note(id)
	}
	return id, err
}

// send is one message on its way, with all its tries.
type send struct {
	client             *Client
	ctx                context.Context // of the caller; the call itself may outlive it
	threadID, senderID string
	message            NewMessage
	normal             normalForm
	known              map[string]bool // ids of messages with the same normal form that are accounted for

	tries   *tries
	found   string // the id of the message, when a look into the thread found it
	lookErr error  // why a look could not find out
}

func (s *send) call() call {
	return call{op: opSendMessage, method: http.MethodPost, path: path("chat", "threads", s.threadID, "messages"),
		want: http.StatusCreated, as: s.senderID, threadID: s.threadID, object: s.threadID, creates: true}
}

func (s *send) do() (string, error) {
	in := s.call()
	in.body = struct {
		Content           string            `json:"content"`
		Type              MessageType       `json:"type,omitempty"`
		SenderDisplayName string            `json:"senderDisplayName,omitempty"`
		Metadata          map[string]string `json:"metadata,omitempty"`
	}(s.message)
	s.tries = &tries{}
	in.tries, in.beforeResend = s.tries, s.beforeResend
	var answer struct {
		ID string `json:"id"`
	}
	resp, err := s.client.doChatResponse(s.ctx, in, &answer)
	if err == nil && answer.ID == "" {
		err = in.lacks("message id")
	}
	if err == nil {
		return answer.ID, s.client.checkNew(in, answer.ID, sentOn(answer.ID), nil, resp)
	}
	if KindOf(err) == KindBadAnswer {
		if resp == nil {
			resp = s.tries.odd
		}
		if answer.ID = in.created(resp); answer.ID != "" {
			return answer.ID, nil
		}
	}
	return s.giveUp(asError(err))
}

// sentOn returns when a message was sent, which its id says: milliseconds since 1970. An id that is none is zero.
func sentOn(id string) time.Time {
	milliseconds, err := strconv.ParseInt(id, 10, 64)
	if err != nil || milliseconds < 9e11 { // 1998
		return time.Time{}
	}
	return time.UnixMilli(milliseconds)
}

// giveUp looks for the message one last time if it may have been sent, and returns what is known in the end.
func (s *send) giveUp(err *Error) (string, error) {
	open := s.tries.uncertain || err.Kind == KindBadAnswer
	if open && s.found == "" && s.lookErr == nil {
		ctx, cancel := withGrace(s.ctx)
		defer cancel()
		if s.found, s.lookErr = s.look(ctx); s.found == "" && s.lookErr == nil {
			waitForLateTry(ctx)
			s.found, s.lookErr = s.look(ctx)
		}
	}
	if s.found != "" {
		return s.found, nil
	}
	failed := *err
	if s.lookErr != nil {
		failed.Kind = KindAmbiguous
		failed.Err = fmt.Errorf("could not find out whether the message was sent: %w", s.lookErr)
	}
	return "", &failed
}

// beforeResend looks into the thread when a try may have been carried out, and refuses another try unless the message
// is not there.
func (s *send) beforeResend() error {
	ctx, cancel := withGrace(s.ctx)
	defer cancel()
	s.found, s.lookErr = s.look(ctx)
	if s.found != "" {
		return errors.New("the message was already sent")
	}
	return s.lookErr
}

// look returns the id of the message if it is in the thread: one with the same normal form, created after the first try
// began by the service's own clock, and not sent by another call. It reads the thread back to that time: a thread takes
// 30 messages a minute, and the tries may have been minutes apart.
func (s *send) look(ctx context.Context) (string, error) {
	in := listMessagesCall(s.threadID, time.Time{}, maxMessagesPerPage)
	in.as = s.senderID
	found, since, known := "", time.Time{}, false
	for next := &in; next != nil; {
		fetched, err := onePage[wireMessage](ctx, s.client.caller, *next)
		if err != nil {
			return "", err
		}
		if since.IsZero() {
			since, known = s.firstTry(fetched.header)
		}
		for _, m := range s.candidates(fetched.elements, since) {
			if found == "" || m.Content.Message == s.message.Content { // an exact match beats one that the service cleaned
				found = m.ID
			}
		}
		next = fetched.next
		if n := len(fetched.elements); n > 0 && lastChange(fetched.elements[n-1]).Before(since) {
			next = nil
		}
	}
	if found != "" && !known {
		return "", fmt.Errorf("message %s matches, but the service did not state its time, so it may be an older message",
			found)
	}
	return found, nil
}

// firstTry returns the earliest time by the service's clock at which the first try can have been carried out, and
// whether that is known. Without the service's time a matching message may be this one or an older one: to accept it
// could lose a message, and to ignore it could send one twice.
func (s *send) firstTry(header http.Header) (at time.Time, known bool) {
	serverNow, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return s.tries.began.Add(-clockUnknown), false
	}
	return serverNow.Add(-s.client.clock.since(s.tries.began) - clockSlack), true
}

// lastChange returns when a message was last written, which is its place in the list.
func lastChange(w wireMessage) time.Time {
	m := w.message()
	last := m.CreatedOn
	for _, change := range []*time.Time{m.EditedOn, m.DeletedOn} {
		if change != nil && change.After(last) {
			last = *change
		}
	}
	return last
}

// candidates returns the messages that may be this one, newest first.
func (s *send) candidates(listed []wireMessage, since time.Time) []Message {
	var found []Message
	for _, w := range listed {
		m := w.message()
		if m.DeletedOn == nil && !m.CreatedOn.Before(since) && !s.known[m.ID] &&
			newNormalForm(s.threadID, m).equals(s.normal) {
			found = append(found, m)
		}
	}
	return found
}

// waitForLateTry waits until a failed try is no longer likely to be carried out.
func waitForLateTry(ctx context.Context) {
	wait := time.NewTimer(settling)
	defer wait.Stop()
	select {
	case <-wait.C:
	case <-ctx.Done():
	}
}

// sendLedger makes messages with the same normal form go out one after the other, so a look into the thread cannot
// mistake one for another.
type sendLedger struct {
	mu    sync.Mutex
	slots map[fingerprint]*sendSlot
}

// sendSlot belongs to the holder of its gate.
type sendSlot struct {
	gate
	ids map[string]bool // of the messages that were sent
}

func newSendLedger() *sendLedger { return &sendLedger{slots: map[fingerprint]*sendSlot{}} }

func (l *sendLedger) enter(ctx context.Context, of fingerprint) (*sendSlot, error) {
	l.mu.Lock()
	slot := l.slots[of]
	if slot == nil {
		slot = &sendSlot{gate: newGate(), ids: map[string]bool{}}
		l.slots[of] = slot
	}
	l.mu.Unlock()
	if err := slot.enter(ctx); err != nil {
		return nil, err
	}
	return slot, nil
}

package client

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// clockSlack is how far the service's clock, as its answers tell it in whole seconds, may be off when a message
// that was sent is looked for.
const clockSlack = 3 * time.Second

// SendMessage sends a message as a user, or as the acting user when senderID is empty, and returns its id. The
// service has no way to repeat this call safely. So when nobody knows whether a try was carried out, the client
// looks into the thread before it tries again, and takes the message that it finds for the one it sent. When it
// cannot look either, the error is KindAmbiguous.
func (c *Client) SendMessage(ctx context.Context, threadID, senderID string, m NewMessage) (string, error) {
	if senderID == "" {
		senderID = c.actingUserID
	}
	s := &send{client: c, ctx: ctx, threadID: threadID, senderID: senderID, message: m}
	slot, err := c.sends.enter(ctx, s.fingerprint())
	if err != nil {
		return "", s.call().failed(err)
	}
	defer slot.exit()
	s.known = slot.ids
	id, err := s.do()
	if err == nil {
		slot.ids[id] = true
	}
	return id, err
}

// send is one message on its way, with all its tries.
type send struct {
	client             *Client
	ctx                context.Context // of the caller: looking for the message must not inherit the retry options
	threadID, senderID string
	message            NewMessage
	known              map[string]bool // ids of equal messages that are accounted for

	turn    *turn
	found   string // the id of the message, when a look into the thread found it
	lookErr error  // why the last look failed
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
	retry := s.client.retry
	retry.ShouldRetry = s.shouldRetry
	s.turn = in.itsTurn()
	in.turn = s.turn
	var answer struct {
		ID string `json:"id"`
	}
	err := s.client.doChat(policy.WithRetryOptions(s.ctx, retry), in, &answer)
	if err == nil && answer.ID == "" {
		err = in.lacks("message id")
	}
	if err == nil {
		return answer.ID, nil
	}
	failed := *asError(err)
	if failed.Kind == KindBadAnswer || failed.uncertain && s.found == "" && s.ctx.Err() != nil {
		s.found, s.lookErr = s.look() // the retry policy had no occasion to
	}
	if s.found != "" {
		return s.found, nil
	}
	if s.lookErr != nil {
		failed.Kind = KindAmbiguous
		failed.Err = fmt.Errorf("whether the message was sent could not be found out: %w", s.lookErr)
	}
	return "", &failed
}

// shouldRetry looks into the thread when the outcome of a try is open, and says whether to try again.
func (s *send) shouldRetry(resp *http.Response, err error) bool {
	s.found, s.lookErr = "", nil
	if neverSent(err) {
		return true
	}
	if err == nil && kindOfStatus(resp.StatusCode) != KindUnavailable {
		return false
	}
	s.found, s.lookErr = s.look()
	return s.found == "" && s.lookErr == nil
}

// look returns the id of the message if it is in the thread. It must be equal, sent since the first try began, by
// the service's own clock, and not be another send's.
func (s *send) look() (string, error) {
	ctx, cancel := withGrace(s.ctx)
	defer cancel()
	in := call{op: opListMessages, method: http.MethodGet, path: path("chat", "threads", s.threadID, "messages"),
		query: url.Values{"maxPageSize": {strconv.Itoa(maxMessagesPerPage)}}, want: http.StatusOK,
		as: s.senderID, threadID: s.threadID, object: s.threadID}
	var newest page[wireMessage]
	resp, err := s.client.doChatResponse(ctx, in, &newest)
	if err != nil {
		return "", err
	}
	since := s.turn.began
	if serverNow, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		since = serverNow.Add(-time.Since(s.turn.began))
	}
	since = since.Add(-clockSlack)
	for _, w := range newest.Value {
		m := w.message()
		if !m.CreatedOn.Before(since) && !s.known[m.ID] && s.equals(m) {
			return m.ID, nil
		}
	}
	return "", nil
}

func (s *send) equals(m Message) bool {
	return m.SenderID == s.senderID && m.Content.Message == s.message.Content && m.DeletedOn == nil &&
		m.SenderDisplayName == s.message.SenderDisplayName && maps.Equal(m.Metadata, s.message.Metadata) &&
		(m.Type == s.message.Type || s.message.Type == "" && m.Type == MessageText)
}

// fingerprint is the same for messages that look shows to be equal.
type fingerprint [sha256.Size]byte

func (s *send) fingerprint() fingerprint {
	// Maps are encoded with their keys in order. Strings and maps cannot fail to encode.
	text, _ := json.Marshal([]any{s.threadID, s.senderID, s.message})
	return sha256.Sum256(text)
}

// sendLedger lets equal messages be sent one after the other, so that a look into the thread cannot take one for
// the other.
type sendLedger struct {
	mu    sync.Mutex
	slots map[fingerprint]*sendSlot
}

// sendSlot belongs to whoever has its turn.
type sendSlot struct {
	turn chan struct{}   // takes one element
	ids  map[string]bool // the messages that were sent
}

func newSendLedger() *sendLedger { return &sendLedger{slots: map[fingerprint]*sendSlot{}} }

func (l *sendLedger) enter(ctx context.Context, of fingerprint) (*sendSlot, error) {
	l.mu.Lock()
	slot := l.slots[of]
	if slot == nil {
		slot = &sendSlot{turn: make(chan struct{}, 1), ids: map[string]bool{}}
		l.slots[of] = slot
	}
	l.mu.Unlock()
	select {
	case slot.turn <- struct{}{}:
		return slot, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *sendSlot) exit() { <-s.turn }

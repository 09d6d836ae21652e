package emulator

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

func (s *Server) createThread(tx *store.Tx, c *call) (response, error) {
	var request wireCreateThreadRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	thread, members, err := s.newThread(c, request)
	if err != nil {
		return response{}, err
	}
	requestID := c.Header.Get("repeatability-request-id") // of any form: that it is a UUID is a recommendation
	if requestID != "" {
		first, err := tx.Repeated(c.user, requestID)
		if err == nil {
			return repeatThread(tx, c, first)
		}
		if !isNotFound(err) {
			return response{}, err
		}
	}
	result := wireCreateThreadResult{}
	if result.Invalid, err = s.insertThread(tx, c, thread, members); err != nil {
		return response{}, err
	}
	result.Thread = threadOnWire(thread)
	if requestID == "" {
		return created(c, result), nil
	}
	invalid, err := json.Marshal(result.Invalid)
	if err != nil {
		return response{}, err
	}
	return created(
			c,
			result,
		), tx.SaveRepeatable(
			c.user,
			requestID,
			store.Repeatable{ThreadID: thread.ID, Invalid: string(invalid)},
		)
}

// created is the answer to the creation of a thread.
func created(c *call, result wireCreateThreadResult) response {
	location := c.absolute("/chat/threads/" + escapeThreadID(result.Thread.ID))
	return response{status: http.StatusCreated, header: http.Header{"Location": {location}}, body: result}
}

// newThread checks a request for a thread and returns what it asks for.
func (s *Server) newThread(c *call, request wireCreateThreadRequest) (*store.Thread, []store.Member, error) {
	topic := c.text(request.Topic)
	if topic == "" {
		return nil, nil, badRequest("Value for Topic is not valid.")
	}
	if err := checkMetadata(request.Metadata); err != nil {
		return nil, nil, err
	}
	days, err := retentionDays(request.Retention)
	if err != nil {
		return nil, nil, err
	}
	members, err := s.requestedMembers(c, request.Participants)
	if err != nil {
		return nil, nil, err
	}
	return &store.Thread{
		ID: newThreadID(), Topic: topic, CreatedBy: c.user, CreatedOn: c.now,
		Metadata: request.Metadata, DeleteAfterDays: days,
	}, members, nil
}

// repeatThread answers a repeated request with the thread of the first one.
func repeatThread(tx *store.Tx, c *call, first store.Repeatable) (response, error) {
	thread, err := tx.Thread(first.ThreadID)
	if err != nil {
		return response{}, err
	}
	result := wireCreateThreadResult{Thread: threadOnWire(&thread)}
	err = json.Unmarshal([]byte(first.Invalid), &result.Invalid)
	return created(c, result), err
}

// insertThread stores a thread with those of its members that can be members, its creator first, and the two messages
// that every thread begins with.
func (s *Server) insertThread(
	tx *store.Tx,
	c *call,
	thread *store.Thread,
	members []store.Member,
) ([]wireError, error) {
	creator := store.Member{UserID: c.user, ShareHistoryTime: time.Unix(0, 0)}
	var others []store.Member
	for _, member := range members {
		if member.UserID == c.user {
			creator = member
		} else {
			others = append(others, member)
		}
	}
	if err := tx.InsertThread(thread); err != nil {
		return nil, err
	}
	added, invalid, err := s.putMembers(tx, thread, append([]store.Member{creator}, others...))
	if err != nil {
		return nil, err
	}
	err = writeSystemMessage(
		tx,
		thread,
		store.Message{Type: typeParticipantAdded, Participants: added, Initiator: c.user},
		c.now,
	)
	if err != nil {
		return nil, err
	}
	return invalid, writeSystemMessage(
		tx,
		thread,
		store.Message{Type: typeTopicUpdated, Content: thread.Topic, Initiator: c.user},
		c.now,
	)
}

// newThreadID returns an id of the newest of the recorded forms.
func newThreadID() string {
	var id [33]byte
	_, _ = rand.Read(id[:]) // never fails
	return "19:acsV2_" + base64.RawURLEncoding.EncodeToString(id[:]) + "@thread.v2"
}

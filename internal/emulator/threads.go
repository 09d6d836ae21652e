package emulator

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// The documented bounds of a retention policy, in days after creation.
const (
	minRetention = 30
	maxRetention = 90
)

func (s *Server) createThread(c *call) (response, error) {
	var request wireCreateThreadRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	thread, members, err := s.newThread(c, request)
	if err != nil {
		return response{}, err
	}
	requestID := c.Header.Get("repeatability-request-id")
	if _, err := uuid.Parse(requestID); err != nil && requestID != "" {
		return response{}, badRequest("Value for repeatability-request-id (%s) is not valid.", requestID)
	}
	var result wireCreateThreadResult
	err = s.data.Update(c.Context(), func(tx store.Tx) (err error) {
		if requestID != "" {
			first, err := tx.Repeated(c.user, requestID)
			if !isNotFound(err) {
				return s.repeatThread(tx, first, err, &result)
			}
		}
		result.Invalid, err = s.insertThread(tx, c, thread, members)
		result.Thread = s.wireThread(thread)
		if err != nil || requestID == "" {
			return err
		}
		invalid, err := json.Marshal(result.Invalid)
		if err != nil {
			return err
		}
		return tx.SaveRepeatable(c.user, requestID, store.Repeatable{ThreadID: thread.ID, Invalid: string(invalid)})
	})
	location := c.absolute("/chat/threads/" + escapeThreadID(result.Thread.ID))
	return response{status: http.StatusCreated, header: http.Header{"Location": {location}}, body: result}, err
}

// newThread checks a request for a thread and returns what it asks for.
func (s *Server) newThread(c *call, request wireCreateThreadRequest) (*store.Thread, []store.Member, error) {
	if request.Topic == "" {
		return nil, nil, badRequest("Value for Topic is not valid.")
	}
	if err := checkMetadata(request.Metadata); err != nil {
		return nil, nil, err
	}
	days, err := retentionDays(request.Retention)
	if err != nil {
		return nil, nil, err
	}
	members, err := s.requestedMembers(request.Participants)
	if err != nil {
		return nil, nil, err
	}
	return &store.Thread{
		ID: newThreadID(), Topic: request.Topic, CreatedBy: c.user, CreatedOn: c.now,
		Metadata: request.Metadata, DeleteAfterDays: days,
	}, members, nil
}

// repeatThread answers a repeated request with the thread of the first one.
func (s *Server) repeatThread(tx store.Tx, first store.Repeatable, err error, result *wireCreateThreadResult) error {
	if err != nil {
		return err
	}
	thread, err := tx.Thread(first.ThreadID)
	if err != nil {
		return err
	}
	result.Thread = s.wireThread(&thread)
	return json.Unmarshal([]byte(first.Invalid), &result.Invalid)
}

// insertThread stores a thread with those of its members that can be members,
// its creator first, and the two messages that every thread begins with.
func (s *Server) insertThread(tx store.Tx, c *call, thread *store.Thread, members []store.Member) ([]wireError, error) {
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
	err = note(tx, thread, store.Message{Type: typeParticipantAdded, Participants: added, Initiator: c.user}, c.now)
	if err != nil {
		return nil, err
	}
	return invalid, note(tx, thread, store.Message{Type: typeTopicUpdated, Content: thread.Topic, Initiator: c.user}, c.now)
}

func (s *Server) listThreads(c *call) (response, error) {
	size, err := c.pageSize()
	if err != nil {
		return response{}, err
	}
	start, err := c.startTime()
	if err != nil {
		return response{}, err
	}
	after, err := threadCursor(c.URL.Query().Get("syncState"))
	if err != nil {
		return response{}, err
	}
	if !start.IsZero() {
		after = max(after, start.UnixMilli()-1)
	}
	var threads []store.Thread
	err = s.data.Update(c.Context(), func(tx store.Tx) (err error) {
		if err := tx.DeleteExpired(c.now); err != nil {
			return err
		}
		threads, err = tx.Threads(store.ThreadQuery{Member: c.user, After: after, Limit: size + 1})
		return err
	})
	if err != nil {
		return response{}, err
	}
	page := wirePage[wireThreadItem]{Value: []wireThreadItem{}}
	for i, thread := range threads[:min(size, len(threads))] {
		page.Value = append(page.Value, wireThreadItem{
			ID: thread.ID, Topic: thread.Topic, DeletedOn: optionalTime(thread.DeletedOn), LastMessageOn: optionalTime(thread.LastMessageOn),
		})
		if i == size-1 && len(threads) > size {
			state := base64.StdEncoding.EncodeToString(strconv.AppendInt(nil, thread.Version, 10))
			page.NextLink = c.nextLink("/chat/threads", "syncState", state)
		}
	}
	return response{status: http.StatusOK, body: page}, nil
}

// threadCursor reads the state in a nextLink of the thread list. The list goes
// from the least to the most recently changed thread, so a thread that changes
// while it is read comes back on a later page.
func threadCursor(state string) (int64, error) {
	if state == "" {
		return 0, nil
	}
	text, err := base64.StdEncoding.DecodeString(state)
	if err != nil {
		return 0, badRequest("Value for syncState (%s) is not valid.", state)
	}
	version, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return 0, badRequest("Value for syncState (%s) is not valid.", state)
	}
	return version, nil
}

func (s *Server) getThread(c *call) (response, error) {
	var thread store.Thread
	err := s.data.Update(c.Context(), func(tx store.Tx) (err error) {
		thread, _, err = enter(tx, c)
		return err
	})
	return response{status: http.StatusOK, body: s.wireThread(&thread)}, err
}

func (s *Server) updateThread(c *call) (response, error) {
	var patch wirePatchThread
	if err := c.decode(&patch); err != nil {
		return response{}, err
	}
	err := s.data.Update(c.Context(), func(tx store.Tx) error {
		thread, _, err := enter(tx, c)
		if err != nil {
			return err
		}
		before := thread.Topic
		if err := patchThread(&thread, patch); err != nil {
			return err
		}
		if thread.Topic != before {
			return note(tx, &thread, store.Message{Type: typeTopicUpdated, Content: thread.Topic, Initiator: c.user}, c.now)
		}
		thread.Version = tx.NextVersion(c.now)
		return tx.UpdateThread(&thread)
	})
	return response{status: http.StatusNoContent}, err
}

// patchThread applies a merge patch to a thread.
func patchThread(thread *store.Thread, patch wirePatchThread) (err error) {
	if patch.Topic != nil {
		if thread.Topic, err = patchedString("Topic", patch.Topic); err != nil {
			return err
		}
	}
	if patch.Metadata != nil {
		if thread.Metadata, err = mergeMetadata(thread.Metadata, patch.Metadata); err != nil {
			return err
		}
	}
	if patch.Retention != nil {
		var policy *wireRetention
		if err := json.Unmarshal(patch.Retention, &policy); err != nil {
			return badRequest("The retention policy is not valid: %v.", err)
		}
		if thread.DeleteAfterDays, err = retentionDays(policy); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) deleteThread(c *call) (response, error) {
	err := s.data.Update(c.Context(), func(tx store.Tx) error {
		thread, _, err := enter(tx, c)
		if err != nil {
			return err
		}
		return tx.DeleteThread(&thread, c.now)
	})
	return response{status: http.StatusNoContent}, err
}

// enter returns the call's thread and its caller's membership, for the calls
// that only participants may make.
func enter(tx store.Tx, c *call) (store.Thread, store.Member, error) {
	thread, member, err := revisit(tx, c)
	if err == nil && member.RemovedAt != 0 {
		err = errNoParticipant()
	}
	return thread, member, err
}

// revisit is enter for the calls that former participants may make too.
func revisit(tx store.Tx, c *call) (store.Thread, store.Member, error) {
	id := c.parameters["thread"]
	if !validThreadID(id) {
		return store.Thread{}, store.Member{}, badRequest("")
	}
	if err := tx.DeleteExpired(c.now); err != nil {
		return store.Thread{}, store.Member{}, err
	}
	thread, err := tx.Thread(id)
	if isNotFound(err) || !thread.DeletedOn.IsZero() {
		return store.Thread{}, store.Member{}, notFound("The specified thread id was not found.")
	}
	if err != nil {
		return store.Thread{}, store.Member{}, err
	}
	member, err := tx.Member(thread.Key, c.user)
	if isNotFound(err) {
		err = errNoParticipant()
	}
	return thread, member, err
}

func errNoParticipant() error {
	return forbidden("The initiator is not a participant of the specified thread.")
}

// retentionDays returns the days of a policy: nil for none at all, 0 for "none".
func retentionDays(policy *wireRetention) (*int, error) {
	if policy == nil {
		return nil, nil
	}
	days := policy.DeleteThreadAfterDays
	switch policy.Kind {
	case "none":
		days = 0
	case "threadCreationDate":
		if days < minRetention || days > maxRetention {
			return nil, badRequest("Value for deleteThreadAfterDays (%d) is not valid: it must be between %d and %d.", days, minRetention, maxRetention)
		}
	default:
		return nil, badRequest("Value for retentionPolicy kind (%s) is not valid.", policy.Kind)
	}
	return &days, nil
}

func (s *Server) wireThread(thread *store.Thread) wireThread {
	w := wireThread{
		ID: thread.ID, Topic: thread.Topic, CreatedOn: wireTime{thread.CreatedOn}, CreatedBy: s.ids.wire(thread.CreatedBy),
		DeletedOn: optionalTime(thread.DeletedOn), Metadata: thread.Metadata,
	}
	if days := thread.DeleteAfterDays; days != nil {
		w.Retention = &wireRetention{Kind: "none"}
		if *days > 0 {
			w.Retention = &wireRetention{Kind: "threadCreationDate", DeleteThreadAfterDays: *days}
		}
	}
	return w
}

// newThreadID returns an id of the newest of the recorded forms.
func newThreadID() string {
	var id [33]byte
	_, _ = rand.Read(id[:]) // never fails
	return "19:acsV2_" + base64.RawURLEncoding.EncodeToString(id[:]) + "@thread.v2"
}

// validThreadID tells whether an id has the form that is common to all the recorded ones.
func validThreadID(id string) bool {
	id, ok := strings.CutPrefix(id, "19:")
	name, suffixed := strings.CutSuffix(id, "@thread.v2")
	return ok && suffixed && name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-:", r)
	})
}

// escapeThreadID escapes an id as the service does in Location: the colon, but
// not the at sign.
func escapeThreadID(id string) string {
	return strings.ReplaceAll(url.PathEscape(id), ":", "%3A")
}

package emulator

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// The documented bounds of a retention policy, in days after creation.
const (
	minRetention = 30
	maxRetention = 90
)

func (s *Server) listThreads(tx *store.Tx, c *call) (response, error) {
	p, err := byThread().read(c)
	if err != nil {
		return response{}, err
	}
	start, err := c.startTime()
	if err != nil {
		return response{}, err
	}
	query := store.ThreadQuery{
		Member:     c.user,
		From:       start,
		Limit:      p.size + 1,
		ByCreation: s.chose(ChoiceThreadStartTime, "created"),
	}
	newest := int64(0)
	if p.from != nil {
		query.Before, query.After, newest = p.from[0], p.from[1], p.from[2]
	}
	threads, err := tx.Threads(query)
	if err != nil {
		return response{}, err
	}
	if query.Before == 0 && len(threads) > 0 {
		newest = threads[0].LastMessage
	}
	answer := trim(p, threads, s.threadItemOnWire)
	if len(threads) > p.size {
		answer.NextLink = byThread().link(c, []int64{threads[p.size-1].LastMessage, query.After, newest})
		return response{status: http.StatusOK, body: answer}, nil
	}
	// Recorded: a thread that got a message while the list was read, and so moved to its beginning, is on a later page.
	query.Before, query.After, query.Limit = 0, newest, 1
	moved, err := tx.Threads(query)
	if len(moved) > 0 && newest > 0 {
		answer.NextLink = byThread().link(c, []int64{0, newest, 0})
	}
	return response{status: http.StatusOK, body: answer}, err
}

// firstMessages is how many messages the service writes into a new thread.
const firstMessages = 2

func (s *Server) threadItemOnWire(thread *store.Thread) wireThreadItem {
	item := wireThreadItem{
		ID: thread.ID, Topic: thread.Topic,
		DeletedOn: optionalTime(thread.DeletedOn), LastMessageOn: optionalTime(thread.LastMessageOn),
	}
	if thread.Sequence == firstMessages && s.chose(ChoiceFreshThread, "bare") {
		item.LastMessageOn = nil
	}
	if item.DeletedOn == nil && s.chose(ChoiceListedThread, "deleted") {
		item.DeletedOn = &wireTime{thread.CreatedOn}
	}
	return item
}

func (s *Server) getThread(tx *store.Tx, c *call) (response, error) {
	if s.chose(ChoiceDeletedThread, "200") {
		thread, member, err := membership(tx, c)
		if err == nil && member.RemovedAt != 0 {
			err = errNotParticipant()
		}
		return response{status: http.StatusOK, body: threadOnWire(&thread)}, err
	}
	thread, _, err := asParticipant(tx, c)
	return response{status: http.StatusOK, body: threadOnWire(&thread)}, err
}

func (s *Server) updateThread(tx *store.Tx, c *call) (response, error) {
	var patch wirePatchThread
	if err := c.decode(&patch); err != nil {
		return response{}, err
	}
	done := response{status: http.StatusNoContent}
	if s.isDeleted(tx, c) && s.chose(ChoicePatchDeletedThread, "204") {
		return done, nil
	}
	thread, _, err := asParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	before := thread.Topic
	if err := s.patchThread(c, &thread, patch); err != nil {
		return response{}, err
	}
	if thread.Topic != before || patch.Topic != nil && s.chose(ChoiceSameTopic, "message") {
		return done, writeSystemMessage(
			tx,
			&thread,
			store.Message{Type: typeTopicUpdated, Content: thread.Topic, Initiator: c.user},
			c.now,
		)
	}
	thread.Version = tx.NextVersion(c.now)
	return done, tx.UpdateThread(&thread)
}

// patchThread applies a merge patch to a thread.
func (s *Server) patchThread(c *call, thread *store.Thread, patch wirePatchThread) (err error) {
	if patch.Topic != nil {
		if thread.Topic, err = c.patchedString("Topic", patch.Topic); err != nil {
			return err
		}
	}
	if patch.Metadata != nil {
		if thread.Metadata, err = mergeMetadata(thread.Metadata, patch.Metadata, s.removesMetadata); err != nil {
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

func (s *Server) deleteThread(tx *store.Tx, c *call) (response, error) {
	done := response{status: http.StatusNoContent}
	if s.isDeleted(tx, c) && s.chose(ChoiceDeleteThreadAgain, "204") {
		return done, nil
	}
	thread, _, err := asParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	return done, tx.DeleteThread(&thread, c.now)
}

// isDeleted reports whether the call's thread is deleted and its caller was a participant of it.
func (s *Server) isDeleted(tx *store.Tx, c *call) bool {
	thread, _, err := membership(tx, c)
	return err == nil && !thread.DeletedOn.IsZero()
}

// asParticipant returns the call's thread and its caller's membership, for the calls that only participants may make.
func asParticipant(tx *store.Tx, c *call) (store.Thread, store.Member, error) {
	thread, member, err := asFormerParticipant(tx, c)
	if err == nil && member.RemovedAt != 0 {
		err = errNotParticipant()
	}
	return thread, member, err
}

// asFormerParticipant is asParticipant for the calls that former participants may make too.
func asFormerParticipant(tx *store.Tx, c *call) (store.Thread, store.Member, error) {
	thread, member, err := membership(tx, c)
	if !thread.DeletedOn.IsZero() {
		err = errThreadNotFound()
	}
	return thread, member, err
}

// membership returns the call's thread, deleted ones too, and its caller's membership, former ones too.
func membership(tx *store.Tx, c *call) (store.Thread, store.Member, error) {
	id := c.parameters["thread"]
	if !validThreadID(id) {
		return store.Thread{}, store.Member{}, badRequest("")
	}
	thread, err := tx.Thread(id)
	if isNotFound(err) {
		return store.Thread{}, store.Member{}, errThreadNotFound()
	}
	if err != nil {
		return store.Thread{}, store.Member{}, err
	}
	member, err := tx.Member(thread.Key, c.user)
	if isNotFound(err) {
		err = errNotParticipant()
	}
	return thread, member, err
}

func errThreadNotFound() error { return notFound("The specified thread id was not found.") }

func isNotFound(err error) bool { return errors.Is(err, store.ErrNotFound) }

func errNotParticipant() error {
	return forbidden("The initiator is not a participant of the specified thread.")
}

// retentionDays returns the days of a policy, 0 for none.
func retentionDays(policy *wireRetention) (int, error) {
	if policy == nil {
		return 0, nil
	}
	switch days := policy.DeleteThreadAfterDays; policy.Kind {
	case "none":
		return 0, nil
	case "threadCreationDate":
		if days < minRetention || days > maxRetention {
			return 0, badRequest(
				"Value for deleteThreadAfterDays (%d) is not valid: it must be between %d and %d.",
				days,
				minRetention,
				maxRetention,
			)
		}
		return days, nil
	default:
		return 0, badRequest("Value for retentionPolicy kind (%s) is not valid.", policy.Kind)
	}
}

func threadOnWire(thread *store.Thread) wireThread {
	w := wireThread{
		ID: thread.ID, Topic: thread.Topic, CreatedOn: wireTime{thread.CreatedOn}, CreatedBy: wireIdentity(thread.CreatedBy),
		DeletedOn: optionalTime(thread.DeletedOn), Metadata: thread.Metadata, Retention: &wireRetention{Kind: "none"},
	}
	if days := thread.DeleteAfterDays; days > 0 {
		w.Retention = &wireRetention{Kind: "threadCreationDate", DeleteThreadAfterDays: days}
	}
	return w
}

// validThreadID reports whether an id has the form that is common to all the recorded ones.
func validThreadID(id string) bool {
	id, ok := strings.CutPrefix(id, "19:")
	name, suffixed := strings.CutSuffix(id, "@thread.v2")
	return ok && suffixed && name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-:", r)
	})
}

// escapeThreadID escapes an id as the service does in Location: the colon, but not the at sign.
func escapeThreadID(id string) string {
	return strings.ReplaceAll(url.PathEscape(id), ":", "%3A")
}

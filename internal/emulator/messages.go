package emulator

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// maxMessage is the documented limit of a message's content, in bytes.
const maxMessage = 28 << 10

// The types of messages.
const (
	typeText               = "text"
	typeHTML               = "html"
	typeTopicUpdated       = "topicUpdated"
	typeParticipantAdded   = "participantAdded"
	typeParticipantRemoved = "participantRemoved"
)

func (s *Server) sendMessage(tx *store.Tx, c *call) (response, error) {
	var request wireSendRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	message, err := newMessage(c, request)
	if err != nil {
		return response{}, err
	}
	thread, _, err := asParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	if err := insertMessage(tx, &thread, message, c.now); err != nil {
		return response{}, err
	}
	id := strconv.FormatInt(message.ID, 10)
	location := c.absolute("/chat/threads/" + escapeThreadID(thread.ID) + "/messages/" + id)
	answer := response{
		status: http.StatusCreated,
		header: http.Header{"Location": {location}},
		body:   wireSendResult{ID: id},
	}
	return answer, nil
}

// newMessage checks a request for a message and returns what it asks for.
func newMessage(c *call, request wireSendRequest) (*store.Message, error) {
	message := &store.Message{
		Type: typeText, SenderID: c.user, SenderName: c.text(request.SenderName), Metadata: request.Metadata,
	}
	if request.Content != nil {
		message.Content = c.text(*request.Content)
	}
	if message.Content == "" {
		return nil, badRequest("Value for Content is not valid.")
	}
	if request.Type != nil {
		message.Type = *request.Type
	}
	if message.Type != typeText && message.Type != typeHTML {
		return nil, badRequest("Value for Type (%s) is not valid.", message.Type)
	}
	if err := c.checkContent(message.Content); err != nil {
		return nil, err
	}
	return message, checkMetadata(message.Metadata)
}

func (c *call) checkContent(content string) error {
	if len(content) > maxMessage && c.choices.gives(ChoiceLargeMessage, "400") {
		return badRequest("The message is larger than 28 KB.")
	}
	if len(content) > maxMessage {
		return &refusal{
			status:  http.StatusRequestEntityTooLarge,
			code:    "RequestEntityTooLarge",
			message: "The message is larger than 28 KB.",
		}
	}
	return nil
}

// advance moves a message to the end of its thread's sequence, where new and changed messages are.
func advance(tx *store.Tx, thread *store.Thread, message *store.Message, now time.Time) {
	thread.Sequence++
	thread.Version = tx.NextVersion(now)
	message.Thread, message.Sequence, message.Version = thread.Key, thread.Sequence, thread.Version
}

// insertMessage writes a new message into a thread, and stores the thread as it is now.
func insertMessage(tx *store.Tx, thread *store.Thread, message *store.Message, now time.Time) error {
	advance(tx, thread, message, now)
	message.ID, message.CreatedOn = message.Version, now
	thread.LastMessage, thread.LastMessageOn = message.Version, now
	if err := tx.InsertMessage(message); err != nil {
		return err
	}
	return tx.UpdateThread(thread)
}

// writeSystemMessage writes a message of the service. Recorded: it counts as a thread's last message like any other.
func writeSystemMessage(tx *store.Tx, thread *store.Thread, message store.Message, now time.Time) error {
	return insertMessage(tx, thread, &message, now)
}

func (s *Server) listMessages(tx *store.Tx, c *call) (response, error) {
	p, err := byMessage().read(c)
	if err != nil {
		return response{}, err
	}
	start, err := c.startTime()
	if err != nil {
		return response{}, err
	}
	thread, member, err := asFormerParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	query := visible(thread, member)
	query.Limit = p.size + 1
	if p.from != nil {
		query.Before = p.from[0]
	}
	if s.chose(ChoiceMessageStartTime, "changed") {
		query.Since = start
	} else if start.After(query.From) {
		query.From = start
	}
	messages, err := tx.Messages(query)
	if err != nil {
		return response{}, err
	}
	answer := trim(p, messages, messageOnWire)
	if len(messages) > p.size {
		if start.IsZero() {
			start = time.Unix(0, 0)
		}
		answer.NextLink = byMessage().link(c, []int64{messages[p.size-1].Version}, "startTime", start.UTC().Format(linkTime))
	}
	return response{status: http.StatusOK, body: answer}, nil
}

// visible selects the part of a thread's history that a member may see: from the time that is shared with it, up to its
// removal if it was removed.
func visible(thread store.Thread, member store.Member) store.MessageQuery {
	return store.MessageQuery{Thread: thread.Key, From: member.ShareHistoryTime, UpTo: member.RemovedAt}
}

// findMessage returns the message with an id from a request, if the member may see it.
func findMessage(tx *store.Tx, text string, thread store.Thread, member store.Member) (store.Message, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 {
		return store.Message{}, badRequest("Value for MessageId (%s) is not valid.", text)
	}
	message, err := tx.Message(thread.Key, id)
	hidden := message.CreatedOn.Before(member.ShareHistoryTime) || member.RemovedAt != 0 && id > member.RemovedAt
	if isNotFound(err) || err == nil && hidden {
		return store.Message{}, notFound("The specified chat message was not found.")
	}
	return message, err
}

func (s *Server) getMessage(tx *store.Tx, c *call) (response, error) {
	thread, member, err := asFormerParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	message, err := findMessage(tx, c.parameters["message"], thread, member)
	return response{status: http.StatusOK, body: messageOnWire(&message)}, err
}

func (s *Server) updateMessage(tx *store.Tx, c *call) (response, error) {
	var patch wirePatchMessage
	if err := c.decode(&patch); err != nil {
		return response{}, err
	}
	return changeMessage(tx, c, func(message *store.Message) (err error) {
		if !message.DeletedOn.IsZero() {
			return s.alreadyDeleted(ChoiceEditDeletedMessage)
		}
		if patch.Content != nil {
			if message.Content, err = c.patchedString("Content", patch.Content); err != nil {
				return err
			}
			if err := c.checkContent(message.Content); err != nil {
				return err
			}
		}
		if patch.Metadata != nil {
			removes := func(string) bool { return true }
			if message.Metadata, err = mergeMetadata(message.Metadata, patch.Metadata, removes); err != nil {
				return err
			}
		}
		message.EditedOn = c.now
		return nil
	})
}

func (s *Server) deleteMessage(tx *store.Tx, c *call) (response, error) {
	return changeMessage(tx, c, func(message *store.Message) error {
		if !message.DeletedOn.IsZero() {
			return s.alreadyDeleted(ChoiceDeleteMessageAgain)
		}
		message.Delete(c.now)
		return nil
	})
}

// deleteMessagesOf does to the messages of a deleted user what is documented ("deletes the chat messages"), or what was
// chosen.
func (s *Server) deleteMessagesOf(tx *store.Tx, user string, now time.Time) error {
	switch {
	case s.chose(ChoiceDeletedUserMessages, "kept"):
		return nil
	case s.chose(ChoiceDeletedUserMessages, "removed"):
		return tx.RemoveMessagesOf(user)
	}
	messages, err := tx.MessagesOf(user)
	if err != nil {
		return err
	}
	for _, message := range messages {
		thread, err := tx.ThreadByKey(message.Thread)
		if err != nil {
			return err
		}
		message.Delete(now)
		advance(tx, &thread, &message, now)
		if err := errors.Join(tx.UpdateMessage(&message), tx.UpdateThread(&thread)); err != nil {
			return err
		}
	}
	return nil
}

// errUnchanged says that there is nothing to change.
var errUnchanged = errors.New("unchanged")

// alreadyDeleted is what becomes of a change to a deleted message.
func (s *Server) alreadyDeleted(choice Choice) error {
	if s.chose(choice, "204") {
		return errUnchanged
	}
	return notFound("The specified chat message was not found.")
}

// changeMessage lets the sender of a message change it.
func changeMessage(tx *store.Tx, c *call, change func(*store.Message) error) (response, error) {
	thread, member, err := asParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	message, err := findMessage(tx, c.parameters["message"], thread, member)
	if err != nil {
		return response{}, err
	}
	if message.SenderID != c.user {
		return response{}, forbidden("The initiator is not the sender of the specified message.")
	}
	done := response{status: http.StatusNoContent}
	if err := change(&message); errors.Is(err, errUnchanged) {
		return done, nil
	} else if err != nil {
		return response{}, err
	}
	advance(tx, &thread, &message, c.now)
	if err := tx.UpdateMessage(&message); err != nil {
		return response{}, err
	}
	return done, tx.UpdateThread(&thread)
}

func messageOnWire(message *store.Message) wireMessage {
	w := wireMessage{
		ID: strconv.FormatInt(message.ID, 10), Type: message.Type,
		SequenceID: strconv.FormatInt(message.Sequence, 10), Version: strconv.FormatInt(message.Version, 10),
		CreatedOn: wireTime{message.CreatedOn},
		DeletedOn: optionalTime(message.DeletedOn), EditedOn: optionalTime(message.EditedOn),
		Metadata: message.Metadata,
	}
	if message.SenderID != "" {
		sender := wireIdentity(message.SenderID)
		w.Sender, w.SenderName = &sender, &message.SenderName
		w.Content.Message = &message.Content
		return w
	}
	initiator := wireIdentity(message.Initiator)
	w.Content.Initiator = &initiator
	if message.Type == typeTopicUpdated {
		w.Content.Topic = &message.Content
	} else {
		for i := range message.Participants {
			w.Content.Participants = append(w.Content.Participants, participantOnWire(&message.Participants[i]))
		}
	}
	return w
}

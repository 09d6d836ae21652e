package emulator

import (
	"encoding/hex"
	"net/http"
	"strconv"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// The types of messages.
const (
	typeText               = "text"
	typeHTML               = "html"
	typeTopicUpdated       = "topicUpdated"
	typeParticipantAdded   = "participantAdded"
	typeParticipantRemoved = "participantRemoved"
)

func (s *Server) sendMessage(c *call) (response, error) {
	var request wireSendRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	message, err := newMessage(c, request)
	if err != nil {
		return response{}, err
	}
	err = s.data.Update(c.Context(), func(tx store.Tx) error {
		thread, _, err := enter(tx, c)
		if err != nil {
			return err
		}
		thread.LastMessageOn = c.now
		advance(tx, &thread, message, c.now)
		message.ID = message.Version
		if err := tx.InsertMessage(message); err != nil {
			return err
		}
		return tx.UpdateThread(&thread)
	})
	id := strconv.FormatInt(message.ID, 10)
	location := c.absolute("/chat/threads/" + escapeThreadID(c.parameters["thread"]) + "/messages/" + id)
	return response{status: http.StatusCreated, header: http.Header{"Location": {location}}, body: wireSendResult{ID: id}}, err
}

// newMessage checks a request for a message and returns what it asks for.
func newMessage(c *call, request wireSendRequest) (*store.Message, error) {
	message := &store.Message{
		Type: typeText, SenderID: c.user, SenderName: request.SenderName, CreatedOn: c.now, Metadata: request.Metadata,
	}
	if request.Content == nil || *request.Content == "" {
		return nil, badRequest("Value for Content is not valid.")
	}
	message.Content = *request.Content
	if request.Type != nil {
		message.Type = *request.Type
	}
	if message.Type != typeText && message.Type != typeHTML {
		return nil, badRequest("Value for Type (%s) is not valid.", message.Type)
	}
	if err := checkContent(message.Content); err != nil {
		return nil, err
	}
	return message, checkMetadata(message.Metadata)
}

func checkContent(content string) error {
	if len(content) > maxMessage {
		return &refusal{status: http.StatusRequestEntityTooLarge, code: "RequestEntityTooLarge", message: "The message is larger than 28 KB."}
	}
	return nil
}

// advance moves a message to the end of its thread's sequence, where new and
// changed messages are.
func advance(tx store.Tx, thread *store.Thread, message *store.Message, now time.Time) {
	thread.Sequence++
	thread.Version = tx.NextVersion(now)
	message.Thread, message.Sequence, message.Version = thread.Key, thread.Sequence, thread.Version
}

// note writes a message of the service into a thread, and the thread as it is now.
func note(tx store.Tx, thread *store.Thread, message store.Message, now time.Time) error {
	advance(tx, thread, &message, now)
	message.ID, message.CreatedOn = message.Version, now
	if err := tx.InsertMessage(&message); err != nil {
		return err
	}
	return tx.UpdateThread(thread)
}

func (s *Server) listMessages(c *call) (response, error) {
	size, err := c.pageSize()
	if err != nil {
		return response{}, err
	}
	start, err := c.startTime()
	if err != nil {
		return response{}, err
	}
	before, err := messageCursor(c.URL.Query().Get("syncState"))
	if err != nil {
		return response{}, err
	}
	var messages []store.Message
	err = s.data.Update(c.Context(), func(tx store.Tx) error {
		thread, member, err := revisit(tx, c)
		if err != nil {
			return err
		}
		query := visible(thread, member)
		query.Before, query.Limit = before, size+1
		if start.After(query.From) {
			query.From = start
		}
		messages, err = tx.Messages(query)
		return err
	})
	if err != nil {
		return response{}, err
	}
	page := wirePage[wireMessage]{Value: []wireMessage{}}
	for i, message := range messages[:min(size, len(messages))] {
		page.Value = append(page.Value, messageOnWire(&message))
		if i == size-1 && len(messages) > size {
			state := hex.EncodeToString(strconv.AppendInt(nil, message.Version, 10))
			if start.IsZero() {
				start = time.Unix(0, 0)
			}
			page.NextLink = c.nextLink("/chat/threads/"+c.parameters["thread"]+"/messages",
				"syncState", state, "startTime", start.UTC().Format(linkTime))
		}
	}
	return response{status: http.StatusOK, body: page}, nil
}

// messageCursor reads the state in a nextLink of the message list.
func messageCursor(state string) (int64, error) {
	if state == "" {
		return 0, nil
	}
	text, err := hex.DecodeString(state)
	if err != nil {
		return 0, badRequest("Value for syncState (%s) is not valid.", state)
	}
	version, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return 0, badRequest("Value for syncState (%s) is not valid.", state)
	}
	return version, nil
}

// visible selects the part of a thread's history that a member may see: from
// the time that is shared with it, up to its removal if it was removed.
func visible(thread store.Thread, member store.Member) store.MessageQuery {
	return store.MessageQuery{Thread: thread.Key, From: member.ShareHistoryTime, UpTo: member.RemovedAt}
}

// findMessage returns the message with an id from a request, if the member may see it.
func findMessage(tx store.Tx, text string, thread store.Thread, member store.Member) (store.Message, error) {
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

func (s *Server) getMessage(c *call) (response, error) {
	var message store.Message
	err := s.data.Update(c.Context(), func(tx store.Tx) error {
		thread, member, err := revisit(tx, c)
		if err != nil {
			return err
		}
		message, err = findMessage(tx, c.parameters["message"], thread, member)
		return err
	})
	return response{status: http.StatusOK, body: messageOnWire(&message)}, err
}

func (s *Server) updateMessage(c *call) (response, error) {
	var patch wirePatchMessage
	if err := c.decode(&patch); err != nil {
		return response{}, err
	}
	return s.changeMessage(c, func(message *store.Message) (err error) {
		if !message.DeletedOn.IsZero() {
			return notFound("The specified chat message was not found.")
		}
		if patch.Content != nil {
			if message.Content, err = patchedString("Content", patch.Content); err != nil {
				return err
			}
			if err := checkContent(message.Content); err != nil {
				return err
			}
		}
		if patch.Metadata != nil {
			if message.Metadata, err = mergeMetadata(message.Metadata, patch.Metadata); err != nil {
				return err
			}
		}
		message.EditedOn = c.now
		return nil
	})
}

func (s *Server) deleteMessage(c *call) (response, error) {
	return s.changeMessage(c, func(message *store.Message) error {
		if message.DeletedOn.IsZero() {
			message.DeletedOn, message.Content, message.Metadata = c.now, "", nil
		}
		return nil
	})
}

// changeMessage lets the sender of a message change it.
func (s *Server) changeMessage(c *call, change func(*store.Message) error) (response, error) {
	err := s.data.Update(c.Context(), func(tx store.Tx) error {
		thread, member, err := enter(tx, c)
		if err != nil {
			return err
		}
		message, err := findMessage(tx, c.parameters["message"], thread, member)
		if err != nil {
			return err
		}
		if message.SenderID != c.user {
			return forbidden("The initiator is not the sender of the specified message.")
		}
		if err := change(&message); err != nil {
			return err
		}
		advance(tx, &thread, &message, c.now)
		if err := tx.UpdateMessage(&message); err != nil {
			return err
		}
		return tx.UpdateThread(&thread)
	})
	return response{status: http.StatusNoContent}, err
}

func messageOnWire(message *store.Message) wireMessage {
	w := wireMessage{
		ID: strconv.FormatInt(message.ID, 10), Type: message.Type,
		SequenceID: strconv.FormatInt(message.Sequence, 10), Version: strconv.FormatInt(message.Version, 10),
		CreatedOn: wireTime{message.CreatedOn}, DeletedOn: optionalTime(message.DeletedOn), EditedOn: optionalTime(message.EditedOn),
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
		w.Content.Participants = participantsOnWire(message.Participants)
	}
	return w
}

package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"strconv"

	"github.com/microcosm-cc/bluemonday"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// messageView is a message with what the page says of it.
type messageView struct {
	store.Message
	ID     string
	Who    person
	As     string   // the name that the sender gave, where it is another than the person's
	Did    string   // what the service says that somebody did; "" for a message that was sent
	Whom   []person // whom that was done to
	Others []person // whom else it was done to, where they are many
	ReadBy []person // who has read up to this message
	Wire   wireMessage
}

// IsHTML reports whether the content is HTML.
func (m messageView) IsHTML() bool { return m.Type == typeHTML }

func viewMessages(names namesIn, messages []store.Message, receipts []store.ReadReceipt) ([]messageView, error) {
	var views []messageView
	for _, message := range messages {
		view, err := viewMessage(names, message)
		if err != nil {
			return nil, err
		}
		for _, receipt := range receipts {
			if receipt.Message != message.ID {
				continue
			}
			reader, err := names.person(receipt.UserID)
			if err != nil {
				return nil, err
			}
			view.ReadBy = append(view.ReadBy, reader)
		}
		views = append(views, view)
	}
	return views, nil
}

func viewMessage(names namesIn, message store.Message) (view messageView, err error) {
	view = messageView{Message: message, ID: strconv.FormatInt(message.ID, 10), Wire: messageOnWire(&message)}
	if message.SenderID != "" {
		view.Who, err = names.person(message.SenderID)
		if name := shorten(message.SenderName, shownName); name != view.Who.Name {
			view.As = name
		}
		return view, err
	}
	if view.Who, err = names.person(message.Initiator); err != nil {
		return view, err
	}
	switch message.Type {
	case typeTopicUpdated:
		view.Did = "set the topic"
	case typeParticipantAdded:
		view.Did = "added"
	case typeParticipantRemoved:
		view.Did = "removed"
	}
	view.Whom, err = names.people(message.Participants)
	if len(view.Whom) > pageWhom {
		view.Whom, view.Others = view.Whom[:pageWhom], view.Whom[pageWhom:]
	}
	return view, err
}

// messageInWords is a message in the list of threads, shortened.
func messageInWords(names namesIn, message store.Message) (string, error) {
	view, err := viewMessage(names, message)
	if err != nil {
		return "", err
	}
	text := message.Content
	switch {
	case !message.DeletedOn.IsZero():
		text = "(deleted)"
	case message.Type == typeHTML:
		text = html.UnescapeString(bluemonday.StrictPolicy().Sanitize(text))
	}
	who := view.Who.Name
	if view.As != "" {
		who = view.As
	}
	if view.Did == "" {
		return isolated(shorten(who, optionName)) + ": " + shorten(text, listedText), nil
	}
	text = isolated(shorten(text, listedText))
	if len(view.Whom) > 0 {
		text = isolated(shorten(view.Whom[0].Name, optionName))
	}
	if more := len(message.Participants) - 1; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return isolated(shorten(who, optionName)) + " " + view.Did + " " + text, nil
}

// asJSON is a value as the service's answers show it.
func asJSON(value any) (string, error) {
	var text bytes.Buffer
	err := json.Indent(&text, encode(value), "", "  ")
	return text.String(), err
}

package client

import (
	"crypto/sha256"
	"encoding/json"
	"maps"
	"strings"

	"golang.org/x/net/html"
)

// normalForm is a message without what the service may change about it. Messages with the same normal form cannot be
// told apart in a thread, so they are sent one after the other.
type normalForm struct {
	ThreadID          string
	Sender            string // see UserKey
	Type              MessageType
	Content           string // the visible text of HTML, which the service may clean
	SenderDisplayName string
	Metadata          map[string]string // never nil
}

func (s *send) normalForm() normalForm {
	return newNormalForm(
		s.threadID,
		Message{Type: s.message.Type, SenderID: s.senderID, SenderDisplayName: s.message.SenderDisplayName,
			Content: MessageContent{Message: s.message.Content}, Metadata: s.message.Metadata},
	)
}

func newNormalForm(threadID string, m Message) normalForm {
	n := normalForm{ThreadID: threadID, Sender: UserKey(m.SenderID), Type: m.Type, Content: m.Content.Message,
		SenderDisplayName: m.SenderDisplayName, Metadata: m.Metadata}
	if n.Type == "" {
		n.Type = MessageText // the service's default
	}
	if n.Type == MessageHTML {
		n.Content = visibleText(n.Content)
	}
	if n.Metadata == nil {
		n.Metadata = map[string]string{}
	}
	return n
}

func (n normalForm) equals(other normalForm) bool {
	sameMetadata := maps.Equal(n.Metadata, other.Metadata)
	return sameMetadata && n.ThreadID == other.ThreadID && n.Sender == other.Sender && n.Type == other.Type &&
		n.Content == other.Content && n.SenderDisplayName == other.SenderDisplayName
}

// fingerprint is a hash of a normal form.
type fingerprint [sha256.Size]byte

func (n normalForm) fingerprint() fingerprint {
	// Maps are encoded with their keys in order. Strings and maps cannot fail to encode.
	text, _ := json.Marshal(n)
	return sha256.Sum256(text)
}

// visibleText returns the text that a reader of HTML sees, without white space. A service cleans tags, attributes,
// comments, scripts and styles, and may write entities and spaces differently.
func visibleText(source string) string {
	var text strings.Builder
	hidden := false
	for tokens := html.NewTokenizer(strings.NewReader(source)); ; {
		switch tokens.Next() {
		case html.ErrorToken: // the end: a reader of a string has no other error
			return text.String()
		case html.StartTagToken:
			name, _ := tokens.TagName()
			hidden = string(name) == "script" || string(name) == "style"
		case html.EndTagToken:
			hidden = false
		case html.TextToken:
			if !hidden {
				text.WriteString(strings.Join(strings.Fields(string(tokens.Text())), ""))
			}
		}
	}
}

package client

import "time"

// Limits of the service, for checks before a call is made.
// Source: https://learn.microsoft.com/azure/communication-services/concepts/service-limits#chat
const (
	MaxMembersPerThread = 250       // participants in one thread, the acting user among them
	MaxMembersPerCall   = 200       // participants in one create or one add
	MaxMessageBytes     = 28 * 1024 // content of one message, in bytes of UTF-8
	MaxMetadataBytes    = 1024      // keys and values of one metadata map together, in bytes of UTF-8
	MinDeleteAfterDays  = 30        // retention policy, days
	MaxDeleteAfterDays  = 90        // retention policy, days
	MaxMessagesPerPage  = 200       // messages in one page of a listing

	// The lifetime of an access token, in minutes; the maximum is the default too. Source: the identity API description.
	MinTokenMinutes = 60
	MaxTokenMinutes = 1440
)

// Thread is a chat thread.
type Thread struct {
	ID        string
	Topic     string
	CreatedOn time.Time
	CreatedBy string // raw id
	Metadata  map[string]string
	// DeleteAfterDays is the retention in days (30–90); nil when the thread has no retention policy.
	DeleteAfterDays *int
}

// ThreadSummary is what the thread list shows of a thread.
type ThreadSummary struct {
	ID                    string
	Topic                 string
	DeletedOn             *time.Time
	LastMessageReceivedOn *time.Time // nil when the service omits it
}

// NewThread is what CreateThread sends.
type NewThread struct {
	Topic           string
	Metadata        map[string]string
	DeleteAfterDays *int     // 30–90; nil for no retention policy
	Members         []Member // at most MaxMembersPerCall; the acting user joins without being listed
}

// ThreadPatch changes a thread. Nil fields stay as they are.
type ThreadPatch struct {
	Topic *string
	// Metadata is merged into the existing metadata: keys that are not named stay.
	// An empty value asks the service to remove the key.
	Metadata map[string]string
	// MetadataNulls are keys to send with a JSON null. Whether the service removes a key of a thread
	// for an empty value, for null, or for both is unknown.
	MetadataNulls []string
	// Retention replaces the retention policy.
	Retention *Retention
}

// Retention is a thread's retention policy.
type Retention struct {
	// DeleteAfterDays counts from the thread's creation, 30–90; zero keeps the thread indefinitely.
	DeleteAfterDays int
}

// Member is a participant of a thread.
type Member struct {
	UserID      string // raw id
	DisplayName string
	// ShareHistoryTime is the time from which the member sees the history.
	// Nil leaves it to the service, which shares all of it (1970-01-01T00:00:00Z).
	ShareHistoryTime *time.Time
	Metadata         map[string]string
}

// MessageType is the type of a message. The service may add types; unknown ones are passed through.
type MessageType string

// The message types that the service documents. Only text and html can be sent.
const (
	MessageText          MessageType = "text"
	MessageHTML          MessageType = "html"
	MessageTopicUpdated  MessageType = "topicUpdated"
	MessageMemberAdded   MessageType = "participantAdded"
	MessageMemberRemoved MessageType = "participantRemoved"
)

// Message is a message of a thread, sent by a user or written by the service.
type Message struct {
	ID                string // epoch milliseconds as a decimal string
	Type              MessageType
	SequenceID        string // moves to the end when the message is edited or deleted
	Version           string // epoch milliseconds as a decimal string
	Content           MessageContent
	SenderID          string // raw id; empty when the service wrote the message
	SenderDisplayName string
	CreatedOn         time.Time
	EditedOn          *time.Time
	DeletedOn         *time.Time
	Metadata          map[string]string
}

// MessageContent is the content of a message. Its type decides which fields are set.
type MessageContent struct {
	Message     string   // text and html
	Topic       string   // topicUpdated
	Members     []Member // participantAdded, participantRemoved
	InitiatorID string   // raw id of the user that caused the service to write the message
}

// NewMessage is what SendMessage sends.
type NewMessage struct {
	Content           string // at most MaxMessageBytes
	Type              MessageType
	SenderDisplayName string
	Metadata          map[string]string
}

// MessagePatch changes a message. Nil fields stay as they are.
type MessagePatch struct {
	Content *string
	// Metadata is merged into the existing metadata: keys that are not named stay, and a key with an empty value is
	// removed.
	Metadata map[string]string
	// MetadataNulls are keys to send with a JSON null, in case an empty value did not remove them.
	MetadataNulls []string
}

// ReadReceipt says that a user has read a thread up to a message.
type ReadReceipt struct {
	SenderID  string // raw id
	MessageID string
	ReadOn    time.Time
}

// TokenScope is what a user access token allows.
type TokenScope string

// The scopes that the service documents.
const (
	ScopeChat            TokenScope = "chat"
	ScopeChatJoin        TokenScope = "chat.join"
	ScopeChatJoinLimited TokenScope = "chat.join.limited"
	ScopeVoIP            TokenScope = "voip"
	ScopeVoIPJoin        TokenScope = "voip.join"
)

// AccessToken is a user access token. Token is a secret, and is never printed.
type AccessToken struct {
	Token     string
	ExpiresOn time.Time
}

// MaxCustomIDLength is how many characters the custom id of a user may have.
//
// Source: service.md, preview 2025-03-02-preview
const MaxCustomIDLength = 256

// User is a communication identity as the preview API shows it.
type User struct {
	ID                string     // raw id
	CustomID          string     // empty when it has none
	LastTokenIssuedOn *time.Time // nil when no token was ever issued for it
}

// Package store keeps the emulator's data: identities, threads, members and messages. It knows how data is kept, not
// what the service allows; the rules live in the handlers, which combine the calls of one transaction.
package store

import (
	"errors"
	"time"
)

// The reasons for which a call on the store fails and that a caller can act on.
var (
	// ErrNotFound says that there is no such row.
	ErrNotFound = errors.New("not found")
	// ErrExists says that a row with this key is there already.
	ErrExists = errors.New("already exists")
	// ErrInUse says that another process has the data file open.
	ErrInUse = errors.New("the data file is in use by another process")
	// ErrNewerSchema says that the data file was written by a newer release.
	ErrNewerSchema = errors.New("the data file was written by a newer version")
	// ErrFull says that there is no space left for the data file.
	ErrFull = errors.New("there is no space left")
	// ErrDamaged says that the data file is damaged.
	ErrDamaged = errors.New("the data file is damaged")
	// ErrDisk says that the data file can no longer be read or written.
	ErrDisk = errors.New("the data file cannot be read or written")
	// ErrNotOurs says that the data file is not one of the emulator's.
	ErrNotOurs = errors.New("the file is not a data file of the emulator")
)

// Identity is a user of the resource.
type Identity struct {
	ID       string
	CustomID string // the application's own name for the user, "" when it has none
	// TokenGeneration counts revocations: tokens of earlier generations are revoked.
	TokenGeneration int64
	RevokedOn       time.Time // when the present generation began; zero for the first
	LastTokenOn     time.Time // when a token was last issued; zero when none ever was
}

// Thread is a chat thread.
type Thread struct {
	Key       int64 // of the row; given by InsertThread
	ID        string
	Topic     string
	CreatedBy string
	CreatedOn time.Time
	DeletedOn time.Time // zero while it exists
	Metadata  map[string]string
	// DeleteAfterDays is the age at which the thread is deleted; 0 means never.
	DeleteAfterDays int
	Sequence        int64 // of the last change to the thread's messages
	Version         int64 // of the last change to anything in the thread
	LastMessage     int64 // the version at which it got its last message; lists are ordered by it
	LastMessageOn   time.Time
}

// ThreadQuery selects threads of a member, present or former.
type ThreadQuery struct {
	Member string
	After  int64     // only threads whose LastMessage is greater
	Before int64     // only threads whose LastMessage is smaller; 0 means any
	From   time.Time // only threads whose last message came at this time or later
	// ByCreation makes From the time of the thread's creation.
	ByCreation bool
	Limit      int // at most this many
}

// Member is a user's membership of a thread.
type Member struct {
	Thread           int64 `json:"-"`
	UserID           string
	DisplayName      string            `json:",omitempty"`
	ShareHistoryTime time.Time         // messages sent earlier are hidden from the member
	Metadata         map[string]string `json:",omitzero"`
	// RemovedAt is the version of the thread at which the member was removed, 0 while it is present.
	RemovedAt int64 `json:"-"`
}

// Message is a message of a thread, sent by a user or written by the service.
type Message struct {
	Thread     int64
	ID         int64 // epoch milliseconds, unique
	Type       string
	Sequence   int64
	Version    int64
	Content    string // the text, or the topic of a topicUpdated message
	SenderID   string // "" for a message of the service
	SenderName string
	CreatedOn  time.Time
	EditedOn   time.Time // zero when never edited
	DeletedOn  time.Time // zero while it exists
	Metadata   map[string]string
	// Participants are those that a participantAdded or participantRemoved message is about; Initiator is who caused
	// it.
	Participants []Member
	Initiator    string
}

// Delete makes a message what is left of it when it is deleted.
func (m *Message) Delete(at time.Time) { m.DeletedOn, m.Content, m.Metadata = at, "", nil }

// MessageQuery selects messages of one thread.
type MessageQuery struct {
	Thread int64
	Before int64     // only messages whose version is smaller; 0 means any
	From   time.Time // only messages created at this time or later
	Since  time.Time // only messages changed at this time or later
	UpTo   int64     // only messages whose id is at most this; 0 means any
	Limit  int       // at most this many
}

// ReadReceipt says how far a member has read.
type ReadReceipt struct {
	Thread  int64
	UserID  string
	Message int64 // the id of the last message that was read
	ReadOn  time.Time
}

// Repeatable is the outcome of a request that may be repeated.
type Repeatable struct {
	ThreadID string
	Invalid  string // what the first answer said about invalid participants
}

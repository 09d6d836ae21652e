// Package store keeps the emulator's data: identities, threads, members and messages. It knows how data is kept, not
// what the service allows; the rules live in the handlers, which combine the calls of one transaction.
package store

import (
	"context"
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
	// ErrNotOurs says that the data file is not one of the emulator's.
	ErrNotOurs = errors.New("the file is not a data file of the emulator")
)

// Store is the emulator's data. Transactions run one after the other; each sees what the ones before it wrote, and all
// of its own writes are kept or none.
type Store interface {
	// View runs f in a transaction whose writes, if any, are dropped.
	View(ctx context.Context, f func(Tx) error) error
	// Update runs f in a transaction that is kept when f returns nil. When Update returns nil, the writes survive the
	// end of the process.
	Update(ctx context.Context, f func(Tx) error) error
	// Snapshot keeps a copy of everything but the settings in memory, in place of the one before.
	Snapshot(ctx context.Context) error
	// Restore brings back what Snapshot kept; without a snapshot nothing is left.
	Restore(ctx context.Context) error
	// Close waits for the running transaction and frees the data file.
	Close() error
}

// Tx is one transaction. It must not be used after the function it was given to has returned.
type Tx interface {
	Inspection

	// Setting returns a value of the server itself, "" when it was never set.
	Setting(name string) (string, error)
	// PutSetting sets a value of the server itself.
	PutSetting(name, value string) error

	// InsertIdentity adds a user; ErrExists when the id is taken.
	InsertIdentity(id string, at time.Time) error
	// Identity returns a user; ErrNotFound when it was never created or is deleted.
	Identity(id string) (Identity, error)
	// Identities returns the ids of the users that are not deleted, oldest first.
	Identities() ([]string, error)
	// CountIdentities returns the number of users that are not deleted.
	CountIdentities() (int, error)
	// DeleteIdentity deletes a user; ErrNotFound as for Identity.
	DeleteIdentity(id string, at time.Time) error
	// BumpTokenGeneration starts a new generation of tokens; ErrNotFound as for Identity.
	BumpTokenGeneration(id string) error

	// InsertThread adds a thread and fills in its Key.
	InsertThread(t *Thread) error
	// Thread returns a thread, also a deleted one.
	Thread(id string) (Thread, error)
	// UpdateThread writes what can change in a thread: everything but id, creator and creation.
	UpdateThread(t *Thread) error
	// Threads returns the threads that q asks for, the one with the newest message first.
	Threads(q ThreadQuery) ([]Thread, error)
	// AllThreads returns all threads, the least recently changed first.
	AllThreads() ([]Thread, error)
	// LatestThreads returns threads of anybody, the most recently changed first.
	LatestThreads(limit int) ([]Thread, error)
	// CountThreads returns the number of threads, deleted ones too.
	CountThreads() (int, error)
	// DeleteThread marks a thread as deleted and drops its messages and read receipts.
	DeleteThread(t *Thread, at time.Time) error
	// DeleteExpired deletes the threads whose last day has come by now, as of that day.
	DeleteExpired(now time.Time) error
	// NextVersion returns the version of a change made at now: epoch milliseconds, moved forward where necessary so
	// that no version is ever given out twice.
	NextVersion(now time.Time) int64

	// PutMember adds a member at the end of the thread's list, or brings a removed one back.
	PutMember(m *Member) error
	// Member returns a member, also a removed one.
	Member(thread int64, userID string) (Member, error)
	// Members returns the present members in the order in which they joined; limit 0 means all.
	Members(thread int64, skip, limit int) ([]Member, error)
	// CountMembers returns the number of present members.
	CountMembers(thread int64) (int, error)
	// RemoveMember marks a member as removed at a version of the thread.
	RemoveMember(thread int64, userID string, version int64) error

	// InsertMessage adds a message.
	InsertMessage(m *Message) error
	// Message returns a message, also a deleted one.
	Message(thread, id int64) (Message, error)
	// UpdateMessage writes what can change in a message.
	UpdateMessage(m *Message) error
	// Messages returns the messages that q asks for, the latest change first.
	Messages(q MessageQuery) ([]Message, error)

	// PutReadReceipt sets how far a member has read.
	PutReadReceipt(r *ReadReceipt) error
	// ReadReceipts returns how far members have read, ordered by user id.
	ReadReceipts(thread int64, skip, limit int) ([]ReadReceipt, error)

	// Repeated returns what SaveRepeatable kept; ErrNotFound when nothing was.
	Repeated(userID, requestID string) (Repeatable, error)
	// SaveRepeatable keeps the outcome of a repeatable request.
	SaveRepeatable(userID, requestID string, r Repeatable) error
}

// Identity is a user of the resource.
type Identity struct {
	ID string
	// TokenGeneration counts revocations: tokens of earlier generations are revoked.
	TokenGeneration int64
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
	// DeleteAfterDays is the age at which the thread is deleted: nil when no retention policy was ever given, 0 for the
	// policy "none".
	DeleteAfterDays *int
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
	Metadata         map[string]string `json:",omitempty"`
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

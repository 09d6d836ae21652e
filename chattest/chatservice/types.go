package chatservice

import (
	"net/http"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// ErrNotFound says that there is no such user or thread.
var ErrNotFound = store.ErrNotFound

// Fault makes calls fail. It is used up when it has struck Times calls.
type Fault struct {
	Operation Operation // the call that fails; "" means any call
	Nth       int       // the first matching call that fails, counted from the injection; 0 and 1 mean the next one
	Times     int       // how many matching calls in a row fail from then on; 0 means one

	After  bool        // carry the call out before it fails; otherwise nothing happens to the data
	Status int         // of the response, 200 to 599; 0 means the true one when the call is carried out, otherwise 500
	Header http.Header // added to the response, for example Retry-After
	Body   string      // of the response, as it is; "" means an error as the service writes it

	// At most one of these is set. Truncate without a Status carries the call out and cuts its true response.
	Drop     bool // close the connection without a response
	Truncate bool // send half of the response's body, then close the connection
	Hang     bool // give no response until the client goes away or the test ends
}

// Thread is a chat thread as the service holds it.
type Thread struct {
	ID        string
	Topic     string
	CreatedBy string // raw id of a user
	CreatedOn time.Time
	DeletedOn *time.Time // nil while it exists
	Metadata  map[string]string
	// DeleteAfterDays is its retention policy: 30 to 90 days after its creation, 0 for none.
	DeleteAfterDays int
}

// Member is a member of a thread, which the service's API calls a participant.
type Member struct {
	UserID           string // raw id
	DisplayName      string
	ShareHistoryTime time.Time // messages sent earlier are hidden from the member
	Metadata         map[string]string
}

// Message is a message of a thread, sent by a user or written by the service.
type Message struct {
	ID         string
	Type       string // text, html, topicUpdated, participantAdded or participantRemoved
	SequenceID string // of the last change in the thread
	Version    string // of the last change, later ones greater
	Content    string // the text, or the topic of a topicUpdated message
	Metadata   map[string]string

	SenderID          string // raw id of a user; "" for a message of the service
	SenderDisplayName string
	CreatedOn         time.Time
	EditedOn          *time.Time // nil when it was never edited
	DeletedOn         *time.Time // nil while it exists

	Participants []Member // whom a participantAdded or participantRemoved message is about
	InitiatorID  string   // raw id of the user who caused a message of the service
}

// Request is a call that the service got, and its response.
type Request struct {
	Number    int       // counts the calls since the start or the last ResetRequests, from 1
	Operation Operation // "" when the request is not a call of the service
	Method    string
	Path      string // as it was sent, still escaped
	RawQuery  string
	Header    http.Header // Authorization keeps its scheme only
	Body      []byte
	ThreadID  string // "" when the call does not name a thread
	UserID    string // who calls, or whom an identity call is about; "" when the call names no one
	At        time.Time

	Status         int           // 0 until there is a response, and when a fault cut the connection instead
	ResponseHeader http.Header   // nil until there is a response
	ResponseBody   []byte        // its first 8 KiB, without access tokens
	ResponseSize   int           // bytes of the whole body
	Took           time.Duration // on the service's clock
	Fault          *Fault        // the one that struck; nil for none
}

// Operation names a call of the service.
type Operation string

// The calls of the service, named as in its API: a member is a participant there, a user an identity.
const (
	OpCreateThread      Operation = "CreateThread"
	OpListThreads       Operation = "ListThreads"
	OpGetThread         Operation = "GetThread"
	OpUpdateThread      Operation = "UpdateThread"
	OpDeleteThread      Operation = "DeleteThread"
	OpListParticipants  Operation = "ListParticipants"
	OpAddParticipants   Operation = "AddParticipants"
	OpRemoveParticipant Operation = "RemoveParticipant"
	OpSendMessage       Operation = "SendMessage"
	OpListMessages      Operation = "ListMessages"
	OpGetMessage        Operation = "GetMessage"
	OpUpdateMessage     Operation = "UpdateMessage"
	OpDeleteMessage     Operation = "DeleteMessage"
	OpListReadReceipts  Operation = "ListReadReceipts"
	OpSendReadReceipt   Operation = "SendReadReceipt"
	OpSendTyping        Operation = "SendTyping"
	OpRealTimeConfig    Operation = "RealTimeConfig" // the response is 501: real-time notifications are not emulated
	OpCreateIdentity    Operation = "CreateIdentity"
	OpGetIdentity       Operation = "GetIdentity" // of the preview 2025-03-02-preview alone
	OpDeleteIdentity    Operation = "DeleteIdentity"
	OpIssueToken        Operation = "IssueToken"
	OpRevokeTokens      Operation = "RevokeTokens"
)

// emulated is the fault as the emulator takes it.
func (f Fault) emulated() emulator.Fault {
	return emulator.Fault{
		Operation: emulator.Operation(f.Operation), Nth: f.Nth, Times: f.Times,
		After: f.After, Status: f.Status, Header: f.Header, Body: f.Body, Drop: f.Drop, Truncate: f.Truncate, Hang: f.Hang,
	}
}

func faultOf(f *emulator.Fault) *Fault {
	if f == nil {
		return nil
	}
	return &Fault{
		Operation: Operation(f.Operation), Nth: f.Nth, Times: f.Times,
		After: f.After, Status: f.Status, Header: f.Header, Body: f.Body, Drop: f.Drop, Truncate: f.Truncate, Hang: f.Hang,
	}
}

func messageOf(m emulator.Message) Message {
	return Message{
		ID: m.ID, Type: m.Type, SequenceID: m.SequenceID, Version: m.Version, Content: m.Content, Metadata: m.Metadata,
		SenderID: m.SenderID, SenderDisplayName: m.SenderDisplayName,
		CreatedOn: m.CreatedOn, EditedOn: m.EditedOn, DeletedOn: m.DeletedOn,
		Participants: each(m.Participants, memberOf), InitiatorID: m.InitiatorID,
	}
}

func requestOf(r emulator.Request) Request {
	return Request{
		Number: r.Number, Operation: Operation(r.Operation), Method: r.Method, Path: r.Path, RawQuery: r.RawQuery,
		Header: r.Header, Body: r.Body, ThreadID: r.ThreadID, UserID: r.UserID, At: r.At,
		Status: r.Status, ResponseHeader: r.ResponseHeader, ResponseBody: r.ResponseBody, ResponseSize: r.ResponseSize,
		Took: r.Took, Fault: faultOf(r.Fault),
	}
}

func threadOf(t emulator.Thread) Thread { return Thread(t) }

func memberOf(m emulator.Member) Member { return Member(m) }

// each returns what of makes of each element.
func each[From, To any](elements []From, of func(From) To) []To {
	var made []To
	for _, element := range elements {
		made = append(made, of(element))
	}
	return made
}

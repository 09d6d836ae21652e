package chattest

import "github.com/terraform-acs/terraform-provider-chat/chattest/chatservice"

// The types and options of package chatservice, so that a test imports one package only. Fields and methods are
// documented there.

// ErrNotFound says that there is no such user or thread.
var ErrNotFound = chatservice.ErrNotFound

// ErrClosed says that a service was used after the end of its test, or after Close.
var ErrClosed = chatservice.ErrClosed

type (
	// Option changes how a service behaves. The functions named With… return them.
	Option = chatservice.Option
	// Clock is the service's clock, which Advance moves forward.
	Clock = chatservice.Clock
	// Fault makes calls fail: Operation, Nth and Times say which ones; Status, Header and Body what the response is;
	// After carries the call out first; Drop, Truncate and Hang break the connection instead.
	Fault = chatservice.Fault
	// Operation names a call of the service.
	Operation = chatservice.Operation
	// Request is a call that the service got, and its response.
	Request = chatservice.Request
	// Thread is a chat thread as the service holds it.
	Thread = chatservice.Thread
	// Member is a member of a thread.
	Member = chatservice.Member
	// Message is a message of a thread.
	Message = chatservice.Message
)

// WithLimits enforces the documented rate limits.
func WithLimits() Option { return chatservice.WithLimits() }

// WithLatency answers as slowly as the service typically does.
func WithLatency() Option { return chatservice.WithLatency() }

// WithEntraID also accepts identity calls that carry a token of IssueEntraToken.
func WithEntraID() Option { return chatservice.WithEntraID() }

// WithSeed begins with the users, threads, members and messages of a JSON text; see [chatservice.WithSeed].
func WithSeed(text []byte) Option { return chatservice.WithSeed(text) }

// WithChoice chooses what the service responds in a case of which there is no recording.
func WithChoice(name, answer string) Option { return chatservice.WithChoice(name, answer) }

// WithAnyAPIVersion takes versions of the API that the service does not know for the newest one.
func WithAnyAPIVersion() Option { return chatservice.WithAnyAPIVersion() }

// WithTLS serves https with a certificate that Client and RootCAs trust.
func WithTLS() Option { return chatservice.WithTLS() }

// The calls of the service, named as in its API: a member is a participant there, a user an identity.
const (
	OpCreateThread      = chatservice.OpCreateThread
	OpListThreads       = chatservice.OpListThreads
	OpGetThread         = chatservice.OpGetThread
	OpUpdateThread      = chatservice.OpUpdateThread
	OpDeleteThread      = chatservice.OpDeleteThread
	OpListParticipants  = chatservice.OpListParticipants
	OpAddParticipants   = chatservice.OpAddParticipants
	OpRemoveParticipant = chatservice.OpRemoveParticipant
	OpSendMessage       = chatservice.OpSendMessage
	OpListMessages      = chatservice.OpListMessages
	OpGetMessage        = chatservice.OpGetMessage
	OpUpdateMessage     = chatservice.OpUpdateMessage
	OpDeleteMessage     = chatservice.OpDeleteMessage
	OpListReadReceipts  = chatservice.OpListReadReceipts
	OpSendReadReceipt   = chatservice.OpSendReadReceipt
	OpSendTyping        = chatservice.OpSendTyping
	OpRealTimeConfig    = chatservice.OpRealTimeConfig
	OpCreateIdentity    = chatservice.OpCreateIdentity
	OpGetIdentity       = chatservice.OpGetIdentity
	OpDeleteIdentity    = chatservice.OpDeleteIdentity
	OpIssueToken        = chatservice.OpIssueToken
	OpRevokeTokens      = chatservice.OpRevokeTokens
)

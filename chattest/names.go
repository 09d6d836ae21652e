package chattest

import "github.com/terraform-acs/terraform-provider-chat/chattest/chatservice"

// ErrNotFound says that there is no such user or thread.
var ErrNotFound = chatservice.ErrNotFound

// Package chatservice says what these are. They are here so that a test imports one package only.
type (
	// Option changes how a service behaves.
	Option = chatservice.Option
	// Clock is the service's clock.
	Clock = chatservice.Clock
	// Fault makes calls fail.
	Fault = chatservice.Fault
	// Operation names a call of the service.
	Operation = chatservice.Operation
	// Request is a call that the service got.
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

// WithEntraID also accepts identity calls that carry a token of IssueEntraToken.
func WithEntraID() Option { return chatservice.WithEntraID() }

// WithLatency answers as slowly as the service typically does.
func WithLatency() Option { return chatservice.WithLatency() }

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

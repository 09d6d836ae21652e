package chatservice

import (
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// ErrNotFound says that there is no such user or thread.
var ErrNotFound = store.ErrNotFound

type (
	// Fault makes calls fail: Operation, Nth and Times say which ones; Status, Header and Body what is answered;
	// After carries the call out first; Drop, Truncate and Hang break the connection instead.
	Fault = emulator.Fault
	// Operation names a call of the service.
	Operation = emulator.Operation
	// Request is a call that the service got: its Operation, Method, Path, RawQuery, Header, Body, Status, ThreadID
	// and the time At which it came. Credentials are left out.
	Request = emulator.Request
	// Thread is a chat thread as the service holds it.
	Thread = emulator.Thread
	// Member is a member of a thread, which the service's API calls a participant.
	Member = emulator.Member
	// Message is a message of a thread, sent by a user or written by the service.
	Message = emulator.Message
)

// The calls of the service, named as in its API: a member is a participant there, a user an identity.
const (
	OpCreateThread      = emulator.OpCreateThread
	OpListThreads       = emulator.OpListThreads
	OpGetThread         = emulator.OpGetThread
	OpUpdateThread      = emulator.OpUpdateThread
	OpDeleteThread      = emulator.OpDeleteThread
	OpListParticipants  = emulator.OpListParticipants
	OpAddParticipants   = emulator.OpAddParticipants
	OpRemoveParticipant = emulator.OpRemoveParticipant
	OpSendMessage       = emulator.OpSendMessage
	OpListMessages      = emulator.OpListMessages
	OpGetMessage        = emulator.OpGetMessage
	OpUpdateMessage     = emulator.OpUpdateMessage
	OpDeleteMessage     = emulator.OpDeleteMessage
	OpListReadReceipts  = emulator.OpListReadReceipts
	OpSendReadReceipt   = emulator.OpSendReadReceipt
	OpSendTyping        = emulator.OpSendTyping
	OpRealTimeConfig    = emulator.OpRealTimeConfig
	OpCreateIdentity    = emulator.OpCreateIdentity
	OpGetIdentity       = emulator.OpGetIdentity
	OpDeleteIdentity    = emulator.OpDeleteIdentity
	OpIssueToken        = emulator.OpIssueToken
	OpRevokeTokens      = emulator.OpRevokeTokens
)

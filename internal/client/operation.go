package client

import "time"

// operation is a kind of call. Its value is its name in errors and logs.
type operation string

const (
	opCreateThread     operation = "create thread"
	opGetThread        operation = "read thread"
	opListThreads      operation = "list threads"
	opUpdateThread     operation = "update thread"
	opDeleteThread     operation = "delete thread"
	opListMembers      operation = "list members"
	opAddMembers       operation = "add members"
	opRemoveMember     operation = "remove member"
	opSendMessage      operation = "send message"
	opGetMessage       operation = "read message"
	opListMessages     operation = "list messages"
	opUpdateMessage    operation = "update message"
	opDeleteMessage    operation = "delete message"
	opListReadReceipts operation = "list read receipts"
	opCreateUser       operation = "create user"
	opDeleteUser       operation = "delete user"
	opIssueToken       operation = "issue access token"
	opRevokeTokens     operation = "revoke access tokens"
)

// scope says what a limit is counted for.
type scope int

const (
	perThread scope = iota
	perUser
	perUserAndThread
	perResource
)

// limit allows at most max calls in any window of that length.
type limit struct {
	scope  scope
	max    int
	window time.Duration
}

// limits returns the class that an operation is counted in, together with others, and the documented limits of
// that class.
//
// Source: https://learn.microsoft.com/azure/communication-services/concepts/service-limits
func (op operation) limits() (class operation, limits []limit) {
	const ten, thirty = 10 * time.Second, 30 * time.Second
	switch op {
	case opCreateThread:
		return op, []limit{{perUser, 10, ten}, {perResource, 3000, time.Minute}}
	case opDeleteThread:
		return op, []limit{{perUser, 10, ten}}
	case opUpdateThread:
		return op, []limit{{perThread, 5, ten}}
	case opAddMembers, opRemoveMember:
		return opAddMembers, []limit{{perThread, 10, ten}, {perThread, 30, time.Minute}}
	case opGetThread, opListThreads:
		return opGetThread, []limit{{perUser, 50, ten}}
	case opGetMessage:
		return op, []limit{{perUserAndThread, 50, ten}, {perThread, 250, ten}}
	case opListMessages:
		return op, []limit{{perUserAndThread, 50, ten}, {perUserAndThread, 200, time.Minute},
			{perThread, 250, ten}, {perThread, 400, time.Minute}}
	case opListMembers:
		return op, []limit{{perUserAndThread, 10, ten}, {perThread, 250, ten}}
	case opSendMessage, opUpdateMessage, opDeleteMessage:
		return opSendMessage, []limit{{perThread, 10, ten}, {perThread, 30, time.Minute}}
	case opListReadReceipts:
		return op, []limit{{perUserAndThread, 5, ten}, {perThread, 100, ten}}
	case opCreateUser, opIssueToken:
		return opCreateUser, []limit{{perResource, 1000, thirty}}
	case opDeleteUser, opRevokeTokens:
		return opDeleteUser, []limit{{perResource, 500, thirty}}
	default:
		return op, nil
	}
}

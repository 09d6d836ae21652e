package client

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

package client

import (
	"slices"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client/ratelimit"
)

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
	opReadUser         operation = "read user"
	opDeleteUser       operation = "delete user"
	opIssueToken       operation = "issue access token"
	opRevokeTokens     operation = "revoke access tokens"
)

// scope is what a limit is counted for.
type scope int

const (
	threadScope scope = iota
	userScope
	userThreadScope
	resourceScope
)

// limit allows at most max calls in any window of that length.
type limit struct {
	scope  scope
	max    int
	window time.Duration
}

// limits returns the class that an operation is counted in, which other operations may share, and the documented
// limits of that class.
//
// Source: https://learn.microsoft.com/azure/communication-services/concepts/service-limits
func (op operation) limits() (class operation, limits []limit) {
	const ten, thirty = 10 * time.Second, 30 * time.Second
	switch op {
	case opCreateThread:
		return op, []limit{{userScope, 10, ten}, {resourceScope, 3000, time.Minute}}
	case opDeleteThread:
		return op, []limit{{userScope, 10, ten}}
	case opUpdateThread:
		return op, []limit{{threadScope, 5, ten}}
	case opAddMembers, opRemoveMember:
		return opAddMembers, []limit{{threadScope, 10, ten}, {threadScope, 30, time.Minute}}
	case opGetThread, opListThreads:
		return opGetThread, []limit{{userScope, 50, ten}}
	case opGetMessage:
		return op, []limit{{userThreadScope, 50, ten}, {threadScope, 250, ten}}
	case opListMessages:
		return op, []limit{{userThreadScope, 50, ten}, {userThreadScope, 200, time.Minute},
			{threadScope, 250, ten}, {threadScope, 400, time.Minute}}
	case opListMembers:
		return op, []limit{{userThreadScope, 10, ten}, {threadScope, 250, ten}}
	case opSendMessage, opUpdateMessage, opDeleteMessage:
		return opSendMessage, []limit{{threadScope, 10, ten}, {threadScope, 30, time.Minute}}
	case opListReadReceipts:
		return op, []limit{{userThreadScope, 5, ten}, {threadScope, 100, ten}}
	case opCreateUser, opIssueToken, opReadUser: // of reading a user, which is a preview, no limit is documented
		return opCreateUser, []limit{{resourceScope, 1000, thirty}}
	case opDeleteUser, opRevokeTokens:
		return opDeleteUser, []limit{{resourceScope, 500, thirty}}
	default:
		return op, nil
	}
}

// bucketKey names what one set of limits is counted for: a class of operations of a user, in a thread, or both.
type bucketKey struct {
	class        operation
	scope        scope
	user, thread string
}

// counted returns what the limiter has to know of a call.
func counted(op operation, user, thread string) ratelimit.Call {
	class, limits := op.limits()
	c := ratelimit.Call{Attrs: []any{"operation", op, "thread_id", thread}}
	for _, limit := range limits {
		key := bucketKey{class: class, scope: limit.scope}
		if limit.scope == userScope || limit.scope == userThreadScope {
			key.user = UserKey(user) // as the logins are keyed: one user, one limit, however it is written
		}
		if limit.scope == threadScope || limit.scope == userThreadScope {
			key.thread = thread
		}
		i := slices.IndexFunc(c.Buckets, func(b ratelimit.Bucket) bool { return b.Key == key })
		if i < 0 {
			i = len(c.Buckets)
			c.Buckets = append(c.Buckets, ratelimit.Bucket{Key: key})
		}
		c.Buckets[i].Limits = append(c.Buckets[i].Limits, ratelimit.Limit{Max: limit.max, Window: limit.window})
	}
	return c
}

package client

import "time"

// MembershipChange is how many members of one thread a change concerns.
type MembershipChange struct {
	Removed  int // one call each
	Replaced int // removed and added again, as ReplaceMembers does
	Added    int // MaxMembersPerCall a call
}

// calls returns how many calls the change takes.
func (m MembershipChange) calls() int {
	return m.Removed + m.Replaced + ceil(m.Replaced, replaceMax) + ceil(m.Added, MaxMembersPerCall)
}

func ceil(n, per int) int { return (n + per - 1) / per }

// ShortestTime returns how long the change takes at least within the service's documented limits, when nothing else
// changes members of the thread.
func (m MembershipChange) ShortestTime() time.Duration {
	return shortestTime(opRemoveMember, m.calls())
}

// ShortestMessageTime returns how long it takes at least, within the service's documented limits, to send, edit or
// delete a number of messages of one thread.
func ShortestMessageTime(messages int) time.Duration { return shortestTime(opSendMessage, messages) }

// shortestTime returns when the last of a number of calls can be made, since the first.
func shortestTime(op operation, calls int) time.Duration {
	_, limits := op.limits()
	starts := make([]time.Duration, calls) // of each call
	for i := range starts {
		for _, limit := range limits {
			if i >= limit.max {
				starts[i] = max(starts[i], starts[i-limit.max]+limit.window)
			}
		}
	}
	if len(starts) == 0 {
		return 0
	}
	return starts[len(starts)-1]
}

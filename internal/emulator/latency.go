package emulator

import (
	"context"
	"time"
)

// typicalLatency returns how long the service typically takes for a call. The times of creating, reading and patching
// threads, of participants, of listing and deleting messages and of identities are from recorded traffic; those of the
// other calls are those of their nearest relative.
func typicalLatency(operation Operation) time.Duration {
	milliseconds := map[Operation]int{
		OpCreateThread: 570, OpListThreads: 135, OpGetThread: 95, OpUpdateThread: 330, OpDeleteThread: 330,
		OpListParticipants: 200, OpAddParticipants: 245, OpRemoveParticipant: 245,
		OpSendMessage: 245, OpListMessages: 135, OpGetMessage: 95, OpUpdateMessage: 330, OpDeleteMessage: 307,
		OpListReadReceipts: 135, OpSendReadReceipt: 95, OpSendTyping: 95,
		OpCreateIdentity: 127, OpGetIdentity: 127, OpDeleteIdentity: 127, OpIssueToken: 145, OpRevokeTokens: 145,
		OpRealTimeConfig: 95, OpTeams: 145,
	}
	return time.Duration(milliseconds[operation]) * time.Millisecond
}

// pause waits, unless ctx ends or the server closes first; then it says so.
func (s *Server) pause(ctx context.Context, d time.Duration) (whole bool) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
	case <-s.closing:
	}
	return false
}

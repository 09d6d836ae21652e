package client

import (
	"context"
	"iter"
	"net/http"
)

// ListReadReceipts lists how far the members of a thread have read. The service keeps read receipts for threads of up to
// 20 participants.
func (c *Client) ListReadReceipts(ctx context.Context, threadID string) iter.Seq2[ReadReceipt, error] {
	return list(ctx, c.caller, call{op: opListReadReceipts, method: http.MethodGet, path: path("chat", "threads", threadID, "readReceipts"),
		want: http.StatusOK, threadID: threadID, object: threadID}, wireReadReceipt.receipt)
}

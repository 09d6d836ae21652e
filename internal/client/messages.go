package client

import (
	"context"
	"iter"
	"net/http"
	"strconv"
	"time"
)

// maxMessagesPerPage is the largest page size of the service.
const maxMessagesPerPage = 200

// MessageRef identifies a message, and the user to access it as.
type MessageRef struct {
	ThreadID string
	ID       string
	SenderID string // raw id: only the sender may change a message; empty means the acting user
}

// GetMessage reads a message. A deleted message has DeletedOn.
func (c *Client) GetMessage(ctx context.Context, ref MessageRef) (Message, error) {
	in := c.asUser(ref.call(opGetMessage, http.MethodGet))
	var answer wireMessage
	if err := c.doChat(ctx, in, &answer); err != nil {
		return Message{}, err
	}
	if answer.ID == "" {
		return Message{}, in.lacks("message id")
	}
	return answer.message(), nil
}

// UpdateMessage changes what the patch names, in one call.
func (c *Client) UpdateMessage(ctx context.Context, ref MessageRef, p MessagePatch) error {
	in := ref.call(opUpdateMessage, http.MethodPatch)
	in.want, in.patch = http.StatusNoContent, true
	in.body = struct {
		Content  *string           `json:"content,omitempty"`
		Metadata wireMetadataPatch `json:"metadata,omitempty"`
	}{p.Content, toWireMetadataPatch(p.Metadata, p.MetadataNulls)}
	return c.doChat(ctx, in, nil)
}

// DeleteMessage deletes a message. One that no longer exists is a success.
func (c *Client) DeleteMessage(ctx context.Context, ref MessageRef) error {
	in := ref.call(opDeleteMessage, http.MethodDelete)
	in.want = http.StatusNoContent
	err := ignoreNotFound(c.doChat(ctx, in, nil))
	if err == nil {
		c.fresh.forget(ref.ID)
	}
	return err
}

// ListMessages lists the messages of a thread, newest first, including deleted ones and those that the service wrote.
// A startTime that is not zero leaves out older ones. pageSize is 1–200; zero means 200. Pages are fetched as
// needed, so stopping early saves calls.
func (c *Client) ListMessages(
	ctx context.Context, threadID string, startTime time.Time, pageSize int,
) iter.Seq2[Message, error] {
	if pageSize == 0 {
		pageSize = maxMessagesPerPage
	}
	return list(ctx, c.caller, listMessagesCall(threadID, startTime, pageSize), wireMessage.message)
}

func listMessagesCall(threadID string, startTime time.Time, pageSize int) call {
	query := startQuery(startTime)
	query.Set("maxPageSize", strconv.Itoa(pageSize))
	return call{op: opListMessages, method: http.MethodGet, path: path("chat", "threads", threadID, "messages"),
		query: query, want: http.StatusOK, threadID: threadID, object: threadID}
}

func (ref MessageRef) call(op operation, method string) call {
	return call{op: op, method: method, path: path("chat", "threads", ref.ThreadID, "messages", ref.ID),
		want: http.StatusOK, as: ref.SenderID, threadID: ref.ThreadID, object: ref.ID}
}

// ListReadReceipts lists how far the members of a thread have read. The service keeps read receipts for threads of up
// to 20 participants.
func (c *Client) ListReadReceipts(ctx context.Context, threadID string) iter.Seq2[ReadReceipt, error] {
	return list(
		ctx,
		c.caller,
		call{op: opListReadReceipts, method: http.MethodGet, path: path("chat", "threads", threadID, "readReceipts"),
			want: http.StatusOK, threadID: threadID, object: threadID},
		wireReadReceipt.receipt,
	)
}

package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"time"
)

// GetThread reads a thread. A deleted thread is KindNotFound or has DeletedOn: the service may do either.
func (c *Client) GetThread(ctx context.Context, id string) (Thread, error) {
	in := c.asUser(threadCall(opGetThread, http.MethodGet, id))
	var answer wireThread
	if err := c.doChat(ctx, in, &answer); err != nil {
		return Thread{}, err
	}
	if answer.ID == "" {
		return Thread{}, in.lacks("thread id")
	}
	return answer.thread(), nil
}

// GetThreadSummary reads the topic of a thread, and whether it exists. After a handful of reads the thread list answers,
// at one call for a hundred threads. It includes this client's own changes; what others change after it was read is seen
// by the next client. A deleted thread is KindNotFound or has DeletedOn.
func (c *Client) GetThreadSummary(ctx context.Context, id string) (ThreadSummary, error) {
	summary, found, err := c.directory.find(ctx, id)
	if err != nil || found {
		return summary, err
	}
	t, err := c.GetThread(ctx, id)
	return ThreadSummary{ID: t.ID, Topic: t.Topic, DeletedOn: t.DeletedOn}, err
}

// UpdateThread changes what the patch names, in one call.
func (c *Client) UpdateThread(ctx context.Context, id string, p ThreadPatch) error {
	in := threadCall(opUpdateThread, http.MethodPatch, id)
	in.want, in.patch = http.StatusNoContent, true
	body := struct {
		Topic     *string           `json:"topic,omitempty"`
		Metadata  wireMetadataPatch `json:"metadata,omitempty"`
		Retention *wireRetention    `json:"retentionPolicy,omitempty"`
	}{Topic: p.Topic, Metadata: toWireMetadataPatch(p.Metadata, p.MetadataNulls)}
	if p.Retention != nil {
		body.Retention = toWireRetention(p.Retention.DeleteAfterDays)
	}
	in.body = body
	if err := c.doChat(ctx, in, nil); err != nil {
		c.directory.failed(id, err)
		return err
	}
	if p.Topic != nil {
		c.directory.change(id, threadChange{topic: p.Topic})
	}
	return nil
}

// DeleteThread deletes a thread. One that no longer exists is a success.
func (c *Client) DeleteThread(ctx context.Context, id string) error {
	in := threadCall(opDeleteThread, http.MethodDelete, id)
	in.want = http.StatusNoContent
	if err := ignoreNotFound(c.doChat(ctx, in, nil)); err != nil {
		c.directory.failed(id, err)
		c.thread(id).roster.failed(err)
		return err
	}
	now := time.Now()
	c.directory.change(id, threadChange{deletedOn: &now})
	c.thread(id).roster.forget()
	return nil
}

// ListThreads lists the threads that the acting user is a participant of, deleted ones included, each once.
// A startTime that is not zero leaves out threads without activity since then.
func (c *Client) ListThreads(ctx context.Context, startTime time.Time) iter.Seq2[ThreadSummary, error] {
	return func(yield func(ThreadSummary, error) bool) {
		seen := map[string]bool{} // a thread that changes while its list is paged comes back on a later page
		for t, err := range list(ctx, c.caller, listThreadsCall(startTime), wireThreadSummary.summary) {
			if seen[t.ID] {
				continue
			}
			seen[t.ID] = err == nil
			if !yield(t, err) {
				return
			}
		}
	}
}

func listThreadsCall(startTime time.Time) call {
	return call{op: opListThreads, method: http.MethodGet, path: path("chat", "threads"), want: http.StatusOK,
		query: startQuery(startTime)}
}

func threadCall(op operation, method, id string) call {
	return call{op: op, method: method, path: path("chat", "threads", id), want: http.StatusOK, threadID: id, object: id}
}

// startQuery asks for what happened since a time; the zero time asks for everything.
func startQuery(startTime time.Time) url.Values {
	query := url.Values{}
	if !startTime.IsZero() {
		query.Set("startTime", startTime.UTC().Format(time.RFC3339Nano))
	}
	return query
}

// ignoreNotFound takes "not found" on a delete for success: what was to be gone is gone.
func ignoreNotFound(err error) error {
	if IsNotFound(err) {
		return nil
	}
	return err
}

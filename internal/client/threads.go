package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"time"
)

// GetThread reads a thread by itself. Only its response proves that a thread no longer exists: KindNotFound, whether
// the service says so by a 404 or by a thread with a time of deletion.
func (c *caller) GetThread(ctx context.Context, id string) (Thread, error) {
	in := c.asUser(threadCall(opGetThread, http.MethodGet, id))
	var answer wireThread
	if err := c.doChat(ctx, in, &answer); err != nil {
		return Thread{}, err
	}
	if answer.ID == "" {
		return Thread{}, in.lacks("thread id")
	}
	if answer.DeletedOn == nil {
		return answer.thread(), nil
	}
	e := in.error(KindNotFound)
	e.Message = "The thread was deleted on " + answer.DeletedOn.UTC().Format(time.RFC3339) + "."
	return Thread{}, e
}

// IsListed reports whether the thread list shows a thread that is not deleted and has this topic. That is a hint: the
// list also has threads that the acting user has left, and may be older than what others changed. False says nothing of
// the thread. After a handful of reads one call answers for a hundred threads; before, it is false without a call.
func (c *Client) IsListed(ctx context.Context, id, topic string) (bool, error) {
	summary, found, err := c.directory.find(ctx, id)
	return found && summary.DeletedOn == nil && summary.Topic == topic, err
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
		if isUncertain(err) {
			c.fresh.forget(id)
		}
		return err
	}
	now := time.Now()
	c.fresh.forget(id)
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

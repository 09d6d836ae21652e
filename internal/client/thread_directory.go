package client

import (
	"context"
	"time"
)

// singleReads is how many threads are read one by one before it is worth listing them: a page of the list costs as
// much as one read.
const singleReads = 5

// threadDirectory answers reads of many threads from the thread list, a page at a time. It belongs to whoever holds
// its turn.
type threadDirectory struct {
	client *Client
	turn   chan struct{} // takes one element

	reads   int                      // how many threads were asked for
	pages   int                      // how many pages were fetched
	known   map[string]ThreadSummary // what those pages said, with the client's own changes
	next    *call                    // the next page; nil after the last, or when listing failed
	changed map[string]func(*ThreadSummary)
}

func newThreadDirectory(c *Client) *threadDirectory {
	first := listThreadsCall(time.Time{})
	return &threadDirectory{client: c, turn: make(chan struct{}, 1), next: &first,
		known: map[string]ThreadSummary{}, changed: map[string]func(*ThreadSummary){}}
}

// find returns a thread if the list has it. Not every thread is worth looking for: the acting user may be in many
// more threads than are read, so that the number of pages stays below a part of the number of reads.
func (d *threadDirectory) find(ctx context.Context, id string) (ThreadSummary, bool, error) {
	select {
	case d.turn <- struct{}{}:
		defer func() { <-d.turn }()
	case <-ctx.Done():
		return ThreadSummary{}, false, &Error{Kind: KindTimeout, Operation: string(opListThreads), Object: id, Err: ctx.Err()}
	}
	d.reads++
	if d.reads <= singleReads {
		return ThreadSummary{}, false, nil
	}
	for {
		if t, found := d.known[id]; found {
			return t, true, nil
		}
		if d.next == nil || d.pages >= 2+d.reads/4 {
			return ThreadSummary{}, false, nil
		}
		if err := d.fetch(ctx); err != nil {
			return ThreadSummary{}, false, err
		}
	}
}

// fetch reads one more page. When listing fails, the threads are read one by one from then on, and those reads say
// what is wrong.
func (d *threadDirectory) fetch(ctx context.Context) error {
	d.pages++
	threads, next, err := onePage[wireThreadSummary](ctx, d.client, *d.next)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		d.next = nil
		return nil
	}
	d.next = next
	for _, w := range threads {
		t := w.summary()
		if change := d.changed[t.ID]; change != nil {
			change(&t)
		}
		d.known[t.ID] = t
	}
	return nil
}

// change keeps the directory true after a write of this client, also for pages that are still to come.
func (d *threadDirectory) change(id string, change func(*ThreadSummary)) {
	d.turn <- struct{}{}
	defer func() { <-d.turn }()
	earlier := d.changed[id]
	d.changed[id] = func(t *ThreadSummary) {
		if earlier != nil {
			earlier(t)
		}
		change(t)
	}
	if t, found := d.known[id]; found {
		change(&t)
		d.known[id] = t
	}
}

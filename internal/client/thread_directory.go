package client

import (
	"context"
	"sync"
	"time"
)

// singleReads is how many threads are read one by one before listing pays off: a page of the list costs as much as one
// read.
const singleReads = 5

// threadDirectory answers reads of many threads from the thread list, a page at a time.
type threadDirectory struct {
	caller *caller

	mu    sync.Mutex
	fetch *flight                  // of a page, or nil
	pages int                      // fetched so far
	next  *call                    // the next page; nil after the last, or when listing failed
	reads int                      // threads asked for so far
	known map[string]ThreadSummary // what the pages said, with the client's own changes
	own   map[string]threadChange  // the client's own changes, to be applied to later pages too
	open  map[string]bool          // threads with a write of unknown outcome: they are read one by one
}

// threadChange is what a write of this client changed of a thread; nil fields stay as they are.
type threadChange struct {
	topic     *string
	deletedOn *time.Time
}

func newThreadDirectory(c *caller) *threadDirectory {
	first := listThreadsCall(time.Time{})
	return &threadDirectory{caller: c, next: &first, known: map[string]ThreadSummary{},
		own: map[string]threadChange{}, open: map[string]bool{}}
}

// find returns a thread if the list has it. The acting user may be in many more threads than are read, so
// it fetches fewer pages than a fraction of the reads.
func (d *threadDirectory) find(ctx context.Context, id string) (ThreadSummary, bool, error) {
	d.mu.Lock()
	d.reads++
	reads := d.reads
	d.mu.Unlock()
	if reads <= singleReads {
		return ThreadSummary{}, false, nil
	}
	for {
		d.mu.Lock()
		t, found := d.known[id]
		if found || d.open[id] || d.next == nil || d.pages >= 2+reads/4 && d.fetch == nil {
			found = found && !d.open[id]
			d.mu.Unlock()
			return t, found, nil
		}
		fetch, mine := d.fetch, d.fetch == nil
		if mine {
			made := newFlight()
			fetch, d.fetch = &made, &made
			d.pages++
		}
		d.mu.Unlock()
		if mine {
			d.fetchPage(ctx, fetch)
		} else if err := fetch.wait(ctx); err != nil {
			in := d.caller.asUser(listThreadsCall(time.Time{}))
			in.object = id
			return ThreadSummary{}, false, in.failed(err)
		}
		if fetch.failed(mine) {
			return ThreadSummary{}, false, fetch.err
		}
	}
}

// fetchPage reads one more page. If listing fails, the threads are read one by one from then on, and those reads report
// what is wrong. Without a token they would all fail like the listing.
func (d *threadDirectory) fetchPage(ctx context.Context, fetch *flight) {
	fetched, err := onePage[wireThreadSummary](ctx, d.caller, *d.next)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fetch = nil
	defer func() { fetch.land(ctx, err) }()
	switch {
	case err == nil:
		d.next = fetched.next
	case ctx.Err() == nil && !isLoginError(err):
		d.next, err = nil, nil
	}
	for _, w := range fetched.elements {
		d.known[w.ID] = d.own[w.ID].apply(w.summary())
	}
}

// change keeps the directory true after a write of this client.
func (d *threadDirectory) change(id string, change threadChange) {
	d.mu.Lock()
	defer d.mu.Unlock()
	own := d.own[id]
	if change.topic != nil {
		own.topic = change.topic
	}
	if change.deletedOn != nil {
		own.deletedOn = change.deletedOn
	}
	d.own[id] = own
	if t, found := d.known[id]; found {
		d.known[id] = own.apply(t)
	}
}

// failed records a write that failed. If it may have been carried out anyway, the thread is no longer looked up in the
// list: a page that is being fetched may be older than the write.
func (d *threadDirectory) failed(id string, err error) {
	if !isUncertain(err) {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open[id] = true
}

func (c threadChange) apply(t ThreadSummary) ThreadSummary {
	if c.topic != nil {
		t.Topic = *c.topic
	}
	if c.deletedOn != nil {
		t.DeletedOn = c.deletedOn
	}
	return t
}

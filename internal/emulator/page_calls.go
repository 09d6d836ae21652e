package emulator

import (
	"slices"
	"sync"
	"time"
)

const (
	pageCalls  = 200  // calls that the page lists
	pageBodies = 2048 // bytes of a request's body that it shows
)

// recentCall is a call that the page lists.
type recentCall struct {
	Number    int // counts the calls since the start
	At        time.Time
	Operation Operation // "" when the request is not a call of the service
	Method    string
	Path      string
	Query     string
	Status    int // 0 when the connection was cut instead
	Took      time.Duration
	Struck    bool // by a fault
	Body      string
	ThreadID  string
	Caller    *person // nil in identity calls and for strangers
	user      string
}

// Failed reports whether the call was not carried out as asked.
func (c recentCall) Failed() bool { return c.Status < 200 || c.Status > 299 }

// Milliseconds is how long the answer took.
func (c recentCall) Milliseconds() int64 { return c.Took.Milliseconds() }

// recentCalls keeps the latest calls, whether or not there is a request record.
type recentCalls struct {
	mu    sync.Mutex
	total int
	calls []recentCall // the oldest first
}

// add notes a call that has been answered.
func (recent *recentCalls) add(c *call, took time.Duration) {
	body := c.body[:min(len(c.body), pageBodies)]
	recent.mu.Lock()
	defer recent.mu.Unlock()
	recent.total++
	if len(recent.calls) == pageCalls {
		recent.calls = slices.Delete(recent.calls, 0, 1)
	}
	recent.calls = append(recent.calls, recentCall{
		Number: recent.total, At: c.now, Operation: c.entry.Operation, Method: c.Method, Path: c.entry.Path, Query: c.entry.RawQuery,
		Status: c.entry.Status, Took: took, Struck: c.struck, Body: string(body), ThreadID: c.entry.ThreadID, user: c.user,
	})
}

// view returns the calls, the newest first.
func (recent *recentCalls) view(names namesIn) ([]recentCall, error) {
	recent.mu.Lock()
	calls := slices.Clone(recent.calls)
	recent.mu.Unlock()
	slices.Reverse(calls)
	for i := range calls {
		if calls[i].user == "" {
			continue
		}
		caller, err := names.person(calls[i].user)
		if err != nil {
			return nil, err
		}
		calls[i].Caller = &caller
	}
	return calls, nil
}

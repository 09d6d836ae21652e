package emulator

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limit is one documented rate limit: so many calls in any window of time, counted for each key apart.
type limit struct {
	per    scope
	calls  int
	window time.Duration
}

// scope says for what calls are counted.
type scope int

const (
	perResource scope = iota
	perUser
	perThread
	perUserAndThread
)

// limitRow is a row of the documented table. Its operations are counted together.
type limitRow struct {
	operations []Operation
	limits     []limit
}

// documentedLimits is the table of Microsoft's "Service limits for Azure Communication Services", chat and identity.
func documentedLimits() []limitRow {
	const ten, thirty, minute = 10 * time.Second, 30 * time.Second, time.Minute
	row := func(limits []limit, operations ...Operation) limitRow { return limitRow{operations, limits} }
	return []limitRow{
		row([]limit{{perUser, 10, ten}, {perResource, 3000, minute}}, OpCreateThread),
		row([]limit{{perUser, 10, ten}}, OpDeleteThread),
		row([]limit{{perThread, 5, ten}}, OpUpdateThread),
		row([]limit{{perThread, 10, ten}, {perThread, 30, minute}}, OpAddParticipants, OpRemoveParticipant),
		row([]limit{{perUser, 50, ten}}, OpGetThread),
		row([]limit{{perUser, 50, ten}}, OpListThreads),
		row([]limit{{perUserAndThread, 50, ten}, {perThread, 250, ten}}, OpGetMessage),
		row(
			[]limit{
				{perUserAndThread, 50, ten},
				{perUserAndThread, 200, minute},
				{perThread, 250, ten},
				{perThread, 400, minute},
			},
			OpListMessages,
		),
		row([]limit{{perUserAndThread, 10, ten}, {perThread, 250, ten}}, OpListParticipants),
		row([]limit{{perThread, 10, ten}, {perThread, 30, minute}}, OpSendMessage, OpUpdateMessage, OpDeleteMessage),
		row([]limit{{perUserAndThread, 5, ten}, {perThread, 100, ten}}, OpListReadReceipts),
		row([]limit{{perUserAndThread, 10, ten}, {perUserAndThread, 30, minute}}, OpSendReadReceipt),
		row(
			[]limit{{perUserAndThread, 5, ten}, {perUserAndThread, 15, minute}, {perThread, 10, ten}, {perThread, 30, minute}},
			OpSendTyping,
		),
		row([]limit{{perResource, 1000, thirty}}, OpCreateIdentity),
		row([]limit{{perResource, 1000, thirty}}, OpIssueToken),
		row([]limit{{perResource, 500, thirty}}, OpDeleteIdentity),
		row([]limit{{perResource, 500, thirty}}, OpRevokeTokens),
	}
}

// limiter counts calls in sliding windows.
type limiter struct {
	mu      sync.Mutex
	rows    map[Operation]int // index into table
	table   []limitRow
	windows map[windowKey]*window
	sweepAt int // number of windows at which idle ones are dropped
}

// windowKey tells apart what is counted apart.
type windowKey struct {
	row, limit   int
	user, thread string
}

// window holds the times of the last calls of one key, refused ones too: as many as the limit allows, the oldest at
// next.
type window struct {
	times []time.Time
	next  int
	limit
}

// firstSweep is the number of windows that are kept without looking for idle ones.
const firstSweep = 1000

// newLimiter returns a limiter of the given table, nil when limits are not enforced.
func newLimiter(enforced bool, table []limitRow) *limiter {
	if !enforced {
		return nil
	}
	l := &limiter{rows: map[Operation]int{}, table: table, windows: map[windowKey]*window{}, sweepAt: firstSweep}
	for i, row := range table {
		for _, operation := range row.operations {
			l.rows[operation] = i
		}
	}
	return l
}

// check counts a call and refuses it when it is one too many. A call that is refused counts all the same, so trying
// again at once makes the wait longer.
func (l *limiter) check(operation Operation, user, thread string, now time.Time) error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	index, limited := l.rows[operation]
	if !limited {
		return nil
	}
	var wait time.Duration
	for i, limit := range l.table[index].limits {
		key := windowKey{row: index, limit: i}
		if limit.per == perUser || limit.per == perUserAndThread {
			key.user = user
		}
		if limit.per == perThread || limit.per == perUserAndThread {
			key.thread = thread
		}
		if l.windows[key] == nil {
			l.windows[key] = &window{limit: limit}
		}
		wait = max(wait, l.windows[key].count(now))
	}
	if wait == 0 {
		return nil
	}
	seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
	return &refusal{
		status: http.StatusTooManyRequests, code: "TooManyRequests",
		message: fmt.Sprintf("The rate limit is exceeded. Try again in %s seconds.", seconds),
		header:  http.Header{"Retry-After": {seconds}},
	}
}

// reset forgets the calls so far.
func (l *limiter) reset() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.windows = map[windowKey]*window{}
}

// count notes a call at now. When it is one too many it returns after what time a call would pass, if none comes
// before.
func (w *window) count(now time.Time) (wait time.Duration) {
	if len(w.times) < w.calls {
		w.times = append(w.times, now)
		return 0
	}
	passes := !w.times[w.next].Add(w.window).After(now)
	w.times[w.next] = now
	w.next = (w.next + 1) % len(w.times)
	if passes {
		return 0
	}
	return w.times[w.next].Add(w.window).Sub(now)
}

// sweep drops the windows in which nothing counts any more, whenever their number has doubled, so memory follows
// what is in use.
func (l *limiter) sweep(now time.Time) {
	if len(l.windows) < l.sweepAt {
		return
	}
	for key, w := range l.windows {
		last := w.times[(w.next+len(w.times)-1)%len(w.times)]
		if !last.Add(w.window).After(now) {
			delete(l.windows, key)
		}
	}
	l.sweepAt = max(firstSweep, 2*len(l.windows))
}

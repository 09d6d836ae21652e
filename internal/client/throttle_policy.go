package client

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// defaultPause is how long a lane rests after a 429 without Retry-After: the shortest documented window, since
// refused calls count against the limit too and retrying at once makes it worse.
const defaultPause = 10 * time.Second

// throttle holds calls back so that they keep within the service's documented limits, first come, first served,
// and pauses what the service refuses with 429. It is a policy: every try of a call passes it.
type throttle struct {
	pace bool // keep within the documented limits; pauses after a 429 are kept in any case
	log  *slog.Logger

	mu      sync.Mutex
	lanes   map[laneKey]*lane
	waiting []*waiter // in order of arrival
	timer   *time.Timer
}

// waiter is a call that waits for its turn.
type waiter struct {
	lanes *lanes
	ready chan struct{} // closed when the turn has come
}

// turn is what the throttle keeps about one call through all its tries.
type turn struct {
	lanes     *lanes
	taken     bool            // the lanes are held, and no try has used them yet
	stuck     bool            // the context ended before the turn came
	began     time.Time       // when the first try went out
	refused   bool            // the last try was answered with 429
	uncertain bool            // a try may have been carried out although it did not succeed
	caller    context.Context // of a call that outlives its caller for a while; nil otherwise
	handsBack bool            // a 429 is handed to the caller, who does better things than to wait

	beforeResend func() error // see resendPolicy; nil means nothing is asked
}

// take waits until a call may go out. Who takes a turn gives it back, which does nothing if a try has used it.
func (t *throttle) take(ctx context.Context, turn *turn) error {
	err := t.acquire(ctx, turn.lanes)
	turn.taken, turn.stuck = err == nil, err != nil
	return err
}

func (t *throttle) giveBack(turn *turn) {
	if turn.taken {
		turn.taken = false
		t.cancel(turn.lanes)
	}
}

// waiting returns the context that ends a wait for the next try. A call that was only ever refused has made nothing,
// so that its caller may go at once.
func (t *turn) waiting(req *policy.Request) context.Context {
	if t.caller != nil && !t.uncertain {
		return t.caller
	}
	return req.Raw().Context()
}

func newThrottle(pace bool, log *slog.Logger) *throttle {
	return &throttle{pace: pace, log: log, lanes: map[laneKey]*lane{}}
}

// Do waits for a turn, makes the try, and waits and tries again for as long as the service answers 429 and the
// context lasts, unless the turn says that the caller does that. A 429 says that the call was not carried out, so that repeating it is always safe, and it does
// not spend one of the tries of the retry policy.
func (t *throttle) Do(req *policy.Request) (*http.Response, error) {
	var turn *turn
	if !req.OperationValue(&turn) {
		return req.Next()
	}
	for {
		if !turn.taken {
			if err := t.take(turn.waiting(req), turn); err != nil {
				return nil, nonRetriable{err}
			}
		}
		turn.taken = false
		if turn.began.IsZero() {
			turn.began = time.Now()
		}
		resp, err := req.Next()
		if neverSent(err) {
			t.cancel(turn.lanes)
			return nil, err
		}
		turn.uncertain = turn.uncertain || err != nil || kindOfStatus(resp.StatusCode) == KindUnavailable
		turn.refused = err == nil && resp.StatusCode == http.StatusTooManyRequests
		if turn.refused {
			t.pause(req.Raw().Context(), turn.lanes, retryAfter(resp))
		}
		t.release(turn.lanes)
		if !turn.refused || turn.handsBack {
			return resp, err
		}
		runtime.Drain(resp)
		if err := req.RewindBody(); err != nil {
			return nil, err
		}
	}
}

// acquire waits until a call may go out and counts it as in flight. The caller must release or cancel it.
func (t *throttle) acquire(ctx context.Context, l *lanes) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w := &waiter{lanes: l, ready: make(chan struct{})}
	t.mu.Lock()
	t.waiting = append(t.waiting, w)
	t.admit()
	t.mu.Unlock()
	select {
	case <-w.ready:
		return nil
	default:
	}
	start := time.Now()
	t.log.DebugContext(ctx, "waiting for a turn under the service's rate limits", "operation", l.op, "thread_id", l.thread)
	select {
	case <-w.ready:
		t.log.DebugContext(ctx, "the turn has come", "operation", l.op, "thread_id", l.thread, "waited", time.Since(start).String())
		return nil
	case <-ctx.Done():
		t.leave(w)
		return ctx.Err()
	}
}

// leave takes a waiter out of the line. If its turn came in the same moment, the turn is given back.
func (t *throttle) leave(w *waiter) {
	t.mu.Lock()
	i := slices.Index(t.waiting, w)
	if i >= 0 {
		t.waiting = slices.Delete(t.waiting, i, i+1)
		t.admit() // those behind it may have waited for it alone
	}
	t.mu.Unlock()
	if i < 0 {
		t.cancel(w.lanes)
	}
}

// release says that a call was answered; from now on it counts until its windows have passed. Counting from the
// answer, not from the start, keeps the limit whatever time the way to the service took.
func (t *throttle) release(l *lanes) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	for _, key := range l.keys {
		lane := t.lanes[key]
		lane.inFlight--
		if t.pace {
			lane.done = append(lane.done, now)
		}
	}
	t.admit()
}

// cancel takes back a call that was never sent.
func (t *throttle) cancel(l *lanes) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, key := range l.keys {
		t.lanes[key].inFlight--
	}
	t.admit()
}

// pause keeps the lanes of a refused call closed, for all who wait.
func (t *throttle) pause(ctx context.Context, l *lanes, wait time.Duration) {
	t.log.DebugContext(ctx, "the service asked to slow down", "operation", l.op, "thread_id", l.thread, "pause", wait.String())
	t.mu.Lock()
	defer t.mu.Unlock()
	until := time.Now().Add(wait)
	for _, key := range l.keys {
		if lane := t.lanes[key]; lane.pausedUntil.Before(until) {
			lane.pausedUntil = until
		}
	}
}

// admit lets everyone go whose lanes are open, in order of arrival, so that nobody overtakes who waits for the same
// lane. Who waits for another lane is passed by, and does not starve: the lanes of a call lie inside each other (that of
// a user in a thread inside that of the thread), and in the outer one its place in the line is the same.
// It sets the timer for the next time that a lane opens by itself. The caller holds the lock.
func (t *throttle) admit() {
	now := time.Now()
	var next time.Time
	t.waiting = slices.DeleteFunc(t.waiting, func(w *waiter) bool {
		goes := true
		for _, key := range w.lanes.keys {
			opens := t.lane(w.lanes, key).opens(now, t.pace)
			if !opens.After(now) {
				continue
			}
			goes = false
			if next.IsZero() || opens.Before(next) {
				next = opens
			}
		}
		if goes {
			for _, key := range w.lanes.keys {
				t.lanes[key].inFlight++
			}
			close(w.ready)
		}
		return goes
	})
	t.wakeAt(now, next)
}

// wakeAt runs admit again at a time; a zero time means that nobody waits for time to pass.
func (t *throttle) wakeAt(now, next time.Time) {
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
	if next.IsZero() {
		return
	}
	t.timer = time.AfterFunc(next.Sub(now), func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.admit()
	})
}

func (t *throttle) lane(l *lanes, key laneKey) *lane {
	if t.lanes[key] == nil {
		t.lanes[key] = &lane{limits: l.limits[key]}
	}
	return t.lanes[key]
}

// retryAfter reads Retry-After, in seconds or as a date.
func retryAfter(resp *http.Response) time.Duration {
	value := resp.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil && time.Until(at) > 0 {
		return time.Until(at)
	}
	return defaultPause
}

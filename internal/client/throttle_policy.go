package client

import (
	"context"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// defaultPause is how long a lane rests after a 429 without Retry-After: the shortest documented window, since
// throttled calls count against the limit too and retrying at once makes it worse.
const defaultPause = 10 * time.Second

// throttlePolicy takes every try of a call through the limiter.
type throttlePolicy struct {
	limiter *limiter
	clock   *clock
}

// tries is what is known of one call through all its tries.
type tries struct {
	lanes      *lanes
	permit     *permit         // of the last try, or for the first one when it came with the call; nil before
	caller     context.Context // of a call that outlives its caller for a while; nil otherwise
	returns429 bool            // a 429 is returned to the caller, which does better than to wait

	began     time.Time // when the first try went out; zero before
	sent      bool      // a try may have reached the service
	throttled bool      // the last try was answered with 429
	uncertain bool      // a try may have been carried out although it did not succeed
	timedOut  bool      // the context ended before the next try was admitted

	// What follows is for triesPolicy.
	beforeResend func() error               // refuses another try by an error; nil allows it
	usable       func(payload []byte) error // says why the body of a success is of no use; nil accepts any
	odd          *http.Response             // the last success that was of no use
	answer       *http.Response             // of the last try, if it settles the call
}

// Do waits until the limiter admits the try, makes it, and waits and tries again for as long as the service answers 429
// and the context lasts, unless the caller does that. A 429 says that the call was not carried out, so repeating it is
// always safe, and it does not spend one of the tries of the retry policy.
func (p *throttlePolicy) Do(req *policy.Request) (*http.Response, error) {
	var t *tries
	if !req.OperationValue(&t) {
		return req.Next()
	}
	for {
		if err := p.admit(req, t); err != nil {
			return nil, nonRetriable{err}
		}
		if t.began.IsZero() {
			t.began = time.Now()
		}
		resp, err := req.Next()
		if neverSent(err) {
			t.permit.cancel()
			return nil, err
		}
		t.sent = true
		t.uncertain = t.uncertain || err != nil || kindOfStatus(resp.StatusCode) == KindUnavailable
		t.throttled = err == nil && resp.StatusCode == http.StatusTooManyRequests
		p.end(req, t, resp, err)
		if !t.throttled || t.returns429 {
			return resp, err
		}
		runtime.Drain(resp)
		if err := req.RewindBody(); err != nil {
			return nil, err
		}
	}
}

// admit gets the permit for the next try.
func (p *throttlePolicy) admit(req *policy.Request, t *tries) (err error) {
	ctx := req.Raw().Context()
	if t.caller != nil && !t.uncertain {
		ctx = t.caller // the call has made nothing, so its caller may go at once
	}
	permit := t.permit
	switch {
	case permit == nil:
		permit, err = p.limiter.enter(ctx, t.lanes)
	case permit.ended:
		permit, err = permit.again(ctx)
	}
	if t.timedOut = err != nil; err == nil {
		t.permit = permit
	}
	return err
}

// end ends the permit of a try that may have reached the service. Whatever the status of an answer that asks to wait, the
// lanes of the call are closed so long.
func (p *throttlePolicy) end(req *policy.Request, t *tries, resp *http.Response, err error) {
	if err != nil {
		t.permit.lost()
		return
	}
	wait, asked := retryAfter(resp.Header, p.clock.now())
	switch {
	case t.throttled && !asked:
		t.permit.throttled(req.Raw().Context(), defaultPause)
	case t.throttled:
		t.permit.throttled(req.Raw().Context(), wait)
	case asked && kindOfStatus(resp.StatusCode) == KindUnavailable:
		t.permit.paused(req.Raw().Context(), wait)
	default:
		t.permit.answered()
	}
	dropRetryAfter(resp.Header)
}

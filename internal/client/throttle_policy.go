package client

import (
	"context"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// defaultPause is how long a lane pauses after a 429 without Retry-After: the shortest documented window, because throttled
// calls count against the limit too, and retrying at once makes it worse.
const defaultPause = 10 * time.Second

// throttlePolicy takes every try of a call through the limiter.
type throttlePolicy struct {
	limiter *limiter
	clock   *clock
}

// tries is what is known about one call across all its tries.
type tries struct {
	lanes      *lanes
	permit     *permit         // of the last try, or given in advance for the first one; otherwise nil before that
	caller     context.Context // set for a call that may outlive its caller
	returns429 bool            // return a 429 to the caller instead of waiting

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

// Do waits until the limiter admits the try, makes it, and repeats that while the service answers 429 and the context lasts.
// A 429 means that the call was not carried out, so repeating it is always safe, and does not use up a retry.
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
		ctx = t.caller // nothing was created, so there is no reason to outlive the caller
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

// end ends the permit of a try that may have reached the service. When the answer asks to wait, the lanes of the call stay
// closed for that long, whatever its status.
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

package client

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/google/uuid"

	"github.com/terraform-acs/terraform-provider-chat/internal/client/ratelimit"
)

const (
	// defaultPause is how long a limit is not used after a 429 without Retry-After: the shortest documented
	// window, because throttled calls count against the limit too, and retrying at once makes it worse.
	defaultPause = 10 * time.Second
	// firstBackoff is about how long the first retry waits. Each further one waits about twice as long, up to
	// longestBackoff.
	firstBackoff   = 800 * time.Millisecond
	longestBackoff = time.Minute
)

// attempt makes the tries of one call until a response settles it, the retries are used up, or the context ends.
type attempt struct {
	*caller
	call
	login policy.Policy // adds the credential to each try
	id    string        // the service logs it; the same for all tries
}

// tries is what became of the tries of a call. Only attempt writes it.
type tries struct {
	started   time.Time         // when the call was made
	asked     time.Duration     // how long the last response asked to wait; 0 when it did not
	permit    *ratelimit.Permit // of the last one
	began     time.Time         // when the first one went out; zero before
	sent      bool              // one may have reached the service
	throttled bool              // the last one was answered with 429
	uncertain bool              // one may have been carried out although it did not succeed
	early     bool              // one did not find what was created seconds before
	timedOut  bool              // the context ended before the next one was admitted
	odd       *http.Response    // the last success that was of no use
}

func (c *caller) newAttempt(in call, login policy.Policy) *attempt {
	if in.tries == nil {
		in.tries = &tries{}
	}
	in.tries.permit, in.tries.started = in.permit, time.Now()
	return &attempt{caller: c, call: in, login: login, id: uuid.NewString()}
}

func (a *attempt) run(ctx context.Context) (*http.Response, error) {
	caller := ctx
	if a.creates {
		// An interrupt before the first try stops the call; a later one must not lose what it created.
		var cancel context.CancelFunc
		ctx, cancel = withGrace(ctx)
		defer cancel()
	}
	for retries := 0; ; {
		if err := a.admit(ctx, caller); err != nil {
			return nil, err
		}
		resp, sent, err := a.send(ctx)
		a.end(ctx, resp, sent)
		if wait, yes := a.notFoundYet(resp); yes && sleep(ctx, wait) == nil {
			continue
		}
		switch {
		case a.tries.throttled && !a.returns429:
			continue // it was not carried out, so trying again is safe and uses up no retry
		case ctx.Err() != nil, retries == a.maxRetries, !mayHelp(resp, err):
			return resp, err
		}
		retries++
		if err := sleep(ctx, backoff(retries)); err != nil {
			return nil, err
		}
	}
}

// admit waits for the permit for the next try. While nothing can have been created, there is no reason to outlive the
// caller.
func (a *attempt) admit(ctx, caller context.Context) error {
	if !a.tries.uncertain {
		ctx = caller
	}
	permit, err := a.tries.permit, error(nil)
	switch {
	case permit == nil:
		permit, err = a.limiter.Enter(ctx, counted(a.op, a.as, a.threadID))
	case permit.Ended():
		permit, err = permit.Again(ctx)
	}
	if a.tries.timedOut = err != nil; err == nil {
		a.tries.permit = permit
	}
	return err
}

// send makes one try, and reports whether it may have reached the service. The owner of the call is asked first, after
// all waits, when a late try has been carried out.
func (a *attempt) send(ctx context.Context) (resp *http.Response, sent bool, err error) {
	t := a.tries
	t.throttled = false
	if t.began.IsZero() {
		t.began = time.Now()
	}
	if a.beforeResend != nil && t.uncertain {
		if err := a.beforeResend(); err != nil {
			return nil, false, nonRetriable{err}
		}
	}
	req, err := a.request(ctx)
	if err != nil {
		return nil, false, nonRetriable{err}
	}
	transport := &wholeTransport{next: a.transport, once: a.creates}
	resp, err = a.pipeline(a.login, transport).Do(req)
	if resp != nil {
		err = nil // azcore adds the context's error when that ended as the response came
	}
	var login loginError
	if resp == nil && (errors.As(err, &login) || !transport.sent) {
		return nil, false, err
	}
	if err == nil {
		err = a.check(resp)
	}
	var odd oddAnswer
	if errors.As(err, &odd) {
		t.odd = odd.resp
	}
	t.sent = true
	t.uncertain = t.uncertain || err != nil || kindOfStatus(resp.StatusCode) == KindServerError
	t.throttled = err == nil && resp.StatusCode == http.StatusTooManyRequests
	if err != nil {
		return nil, true, err
	}
	return resp, true, nil
}

// end ends the permit of a try. When the response asks to wait, nothing that counts with it goes out for that long,
// whatever its status.
func (a *attempt) end(ctx context.Context, resp *http.Response, sent bool) {
	permit, throttled := a.tries.permit, a.tries.throttled
	if resp == nil {
		if sent {
			permit.Lost()
		} else {
			permit.Cancel()
		}
		return
	}
	wait, asked := retryAfter(resp.Header, a.clock.now())
	a.tries.asked = wait
	switch {
	case throttled && !asked:
		permit.Throttled(ctx, defaultPause)
	case throttled:
		permit.Throttled(ctx, wait)
	case asked && kindOfStatus(resp.StatusCode) == KindServerError:
		permit.Paused(ctx, wait)
	default:
		permit.Answered()
	}
}

// check turns a success that the owner of the call cannot use into a failed try.
func (a *attempt) check(resp *http.Response) error {
	if a.usable == nil || resp.StatusCode/100 != 2 {
		return nil
	}
	payload, err := runtime.Payload(resp)
	if err != nil {
		return err
	}
	if err := a.usable(payload); err != nil {
		cause := &Error{Kind: KindBadAnswer, Status: resp.StatusCode, RequestID: requestID(resp), Err: err}
		return oddAnswer{resp, cause}
	}
	return nil
}

// mayHelp reports whether another try may end better than one that ended like this.
func mayHelp(resp *http.Response, err error) bool {
	if err == nil {
		return slices.Contains([]int{http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway,
			http.StatusServiceUnavailable, http.StatusGatewayTimeout}, resp.StatusCode)
	}
	var final nonRetriable
	var login loginError
	return !errors.As(err, &final) && !errors.As(err, &login)
}

// backoff returns how long to wait before a retry; the first is number 1. The random part keeps clients apart.
func backoff(retry int) time.Duration {
	wait := longestBackoff
	if retry < 10 { // no overflow
		wait = min(firstBackoff<<retry-firstBackoff, longestBackoff)
	}
	return time.Duration(float64(wait) * (0.8 + rand.Float64()/2))
}

// sleep waits, or returns the context's error.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// oddAnswer is the error of a call that succeeded with a response that cannot be understood.
type oddAnswer struct {
	resp  *http.Response
	cause *Error
}

func (o oddAnswer) Error() string { return o.cause.Error() }
func (o oddAnswer) Unwrap() error { return o.cause }

// graceAfterCancel is how long a call in progress may still take after its caller was interrupted or timed out, so
// what it created is known.
const graceAfterCancel = 30 * time.Second

// withGrace returns a context that ends graceAfterCancel after ctx does.
func withGrace(ctx context.Context) (context.Context, context.CancelFunc) {
	graced, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		late := time.NewTimer(graceAfterCancel)
		defer late.Stop()
		select {
		case <-late.C:
			cancel(ctx.Err())
		case <-graced.Done():
		}
	})
	return graced, func() {
		stop()
		cancel(nil)
	}
}

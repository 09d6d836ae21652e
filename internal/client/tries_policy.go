package client

import (
	"errors"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// triesPolicy lets the owner of a call decide about its tries. It comes after the throttle, so the owner is asked after
// the retry delay and the wait for the rate limit, when a late try has been carried out.
type triesPolicy struct{}

func (triesPolicy) Do(req *policy.Request) (*http.Response, error) {
	var t *tries
	if !req.OperationValue(&t) {
		return req.Next()
	}
	if t.beforeResend != nil && t.uncertain {
		if err := t.beforeResend(); err != nil {
			return nil, notResent{nonRetriable{err}}
		}
	}
	t.answer = nil
	resp, err := req.Next()
	if err == nil {
		err = t.check(resp)
	}
	var odd oddAnswer
	if errors.As(err, &odd) {
		t.odd = odd.resp
	}
	if err != nil {
		return nil, err
	}
	if isFinal(resp.StatusCode) {
		t.answer = resp
	}
	return resp, nil
}

// isFinal reports whether an answer settles its call, so another try would not change it.
func isFinal(status int) bool {
	kind := kindOfStatus(status)
	return kind != KindUnavailable && kind != KindThrottled
}

// check turns a success that the owner of the call cannot use into a failed try.
func (t *tries) check(resp *http.Response) error {
	if t.usable == nil || resp.StatusCode/100 != 2 {
		return nil
	}
	payload, err := runtime.Payload(resp)
	if err != nil {
		return err
	}
	if err := t.usable(payload); err != nil {
		return oddAnswer{resp, &Error{Kind: KindBadAnswer, Status: resp.StatusCode, RequestID: requestID(resp), Err: err}}
	}
	return nil
}

// notResent says that the owner of a call refused another try.
type notResent struct{ nonRetriable }

// oddAnswer is the error of a call that succeeded with an answer that cannot be understood.
type oddAnswer struct {
	resp  *http.Response
	cause *Error
}

func (o oddAnswer) Error() string { return o.cause.Error() }
func (o oddAnswer) Unwrap() error { return o.cause }

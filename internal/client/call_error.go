package client

import (
	"context"
	"errors"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// error makes an error of this call.
func (in call) error(kind Kind) *Error {
	return &Error{Kind: kind, Operation: string(in.op), Object: in.object, ThreadID: in.threadID, ActingUser: in.as}
}

// lacks makes the error of an answer that is JSON but lacks what every answer of its kind has. Treating it as an empty
// object would lose what was created, or make what exists look absent.
func (in call) lacks(what string) *Error {
	e := in.error(KindBadAnswer)
	e.Message = "the answer has no " + what
	return e
}

// failed makes the error of a call without an answer.
func (in call) failed(err error) *Error {
	var login loginError
	if errors.As(err, &login) {
		e := in.error(login.kind())
		e.Err = login.error
		return e
	}
	var cause *Error
	if errors.As(err, &cause) {
		e := *cause
		e.Operation, e.Object, e.ThreadID, e.ActingUser = string(in.op), in.object, in.threadID, in.as
		return &e
	}
	e := in.error(kindOfCause(err))
	e.Err = err
	return e
}

const (
	// timedOutWaiting says that the context ended before the first try of a call went out.
	timedOutWaiting = "timed out waiting for the rate limit; the call was never sent"
	// timedOutBetweenTries says that it ended before a further one.
	timedOutBetweenTries = "timed out waiting for the rate limit before the call could be tried again"
)

// unanswered is failed for a call that went through the pipeline.
func (in call) unanswered(caller context.Context, tries *tries, err error) *Error {
	failed := in.failed(err)
	failed.uncertain = tries.uncertain
	if tries.timedOut {
		failed.Message = timedOutWaiting
		if tries.sent {
			failed.Message = timedOutBetweenTries
		}
	}
	switch {
	case failed.Kind != KindTimeout:
	case tries.throttled:
		failed.Kind, failed.Status = KindThrottled, http.StatusTooManyRequests
	case caller.Err() == nil: // the connection timed out, not the caller
		failed.Kind = KindUnavailable
	}
	return failed
}

// refused makes the error of an answer whose status is not success. A 404 means that something does not exist only if the
// service itself wrote it: a proxy's must not remove anything from a state.
func (in call) refused(resp *http.Response, tries *tries) error {
	e := in.error(kindOfStatus(resp.StatusCode))
	e.Status, e.RequestID, e.uncertain = resp.StatusCode, requestID(resp), tries.uncertain || resp.StatusCode/100 == 2
	payload, err := runtime.Payload(resp)
	if err != nil {
		e.Err = err
		return e
	}
	said, ok := parseErrorBody(payload)
	e.Code, e.Message, e.Target = said.Code, said.Message, said.Target
	if e.Kind == KindNotFound && !ok {
		e.Kind, e.uncertain = KindBadAnswer, true
		e.Message = "the answer is not in any error format of the service; a proxy may have sent it"
	}
	return e
}

// requestID returns the correlation vector that the service puts on every answer.
func requestID(resp *http.Response) string {
	if id := resp.Header.Get("MS-CV"); id != "" {
		return id
	}
	return resp.Header.Get("X-Ms-Client-Request-Id")
}

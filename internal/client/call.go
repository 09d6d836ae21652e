package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// call is one call of the service, before it is a request.
type call struct {
	op       operation
	method   string
	path     string            // escaped, below the endpoint; see path
	link     string            // instead of path and query: a nextLink, followed as it is
	query    url.Values        // api-version is added
	headers  map[string]string // beyond the usual ones
	body     any               // sent as JSON; nil means no body
	patch    bool              // the body is a merge patch
	want     int               // the status of success
	as       string            // raw id of the user to act as; empty means the acting user
	threadID string            // what per-thread limits are counted for
	object   string            // what errors say the call was made on
	creates  bool              // makes something that only the answer tells the id of; see withGrace
	turn     *turn             // that the caller already took from the throttle, and gives back if it is not used
}

// path joins segments to an escaped path. Thread and user ids hold colons and at signs, which the service
// takes percent-encoded.
func path(segments ...string) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteByte('/')
		// QueryEscape, unlike PathEscape, also escapes the colon and the at sign.
		b.WriteString(strings.ReplaceAll(url.QueryEscape(s), "+", "%20"))
	}
	return b.String()
}

// doChat makes a chat call as a user. The answer is decoded into out unless that is nil.
func (c *Client) doChat(ctx context.Context, in call, out any) error {
	_, err := c.doChatResponse(ctx, in, out)
	return err
}

// doChatResponse is doChat for callers that need the answer's headers.
func (c *Client) doChatResponse(ctx context.Context, in call, out any) (*http.Response, error) {
	in = c.asUser(in)
	pipeline, err := c.chatAs(in)
	if err != nil {
		return nil, err
	}
	return c.do(ctx, pipeline, chatAPIVersion, in, out)
}

// asUser names the user that a chat call is made as.
func (c *Client) asUser(in call) call {
	if in.as == "" {
		in.as = c.actingUserID
	}
	return in
}

// doIdentity makes an identity call.
func (c *Client) doIdentity(ctx context.Context, in call, out any) error {
	if c.identity == nil {
		e := in.error(KindUnauthorized)
		e.Message = "a user access token cannot manage users or tokens; log in with a connection string or Entra ID"
		return e
	}
	_, err := c.do(ctx, *c.identity, identityAPIVersion, in, out)
	return err
}

func (c *Client) do(ctx context.Context, pipeline runtime.Pipeline, version string, in call, out any) (*http.Response, error) {
	turn, caller := in.itsTurn(), ctx
	if in.creates {
		// An interrupt while the call waits for its turn stops it; one after that must not lose what it made.
		if err := c.throttle.take(ctx, turn); err != nil {
			return nil, in.unanswered(caller, turn, err)
		}
		defer c.throttle.giveBack(turn)
		turn.caller = caller
		var cancel context.CancelFunc
		ctx, cancel = withGrace(ctx)
		defer cancel()
	}
	req, err := c.request(ctx, version, in)
	if err != nil {
		return nil, in.failed(err)
	}
	req.SetOperationValue(turn)
	resp, err := pipeline.Do(req)
	if err != nil {
		return nil, in.unanswered(caller, turn, err)
	}
	if !in.succeeded(resp) {
		return resp, in.refused(resp, turn)
	}
	if out == nil {
		return resp, nil
	}
	return resp, in.decode(resp, out)
}

// succeeded reports whether an answer has the status of success. Of a call that creates, any 2xx is one: taking it for
// a refusal would orphan what was made.
func (in call) succeeded(resp *http.Response) bool {
	return resp.StatusCode == in.want || in.creates && resp.StatusCode/100 == 2
}

func (in call) itsTurn() *turn {
	if in.turn != nil {
		return in.turn
	}
	return &turn{lanes: lanesOf(in.op, in.as, in.threadID)}
}

func (c *Client) request(ctx context.Context, version string, in call) (*policy.Request, error) {
	target := in.link
	if target == "" {
		query := url.Values{}
		for name, values := range in.query {
			query[name] = values
		}
		query.Set("api-version", version)
		target = c.endpoint + in.path + "?" + query.Encode()
	}
	req, err := runtime.NewRequest(ctx, in.method, target)
	if err != nil {
		return nil, err
	}
	req.Raw().Header.Set("Accept", "application/json")
	for name, value := range in.headers {
		req.Raw().Header.Set(name, value)
	}
	if in.body == nil {
		return req, nil
	}
	if err := runtime.MarshalAsJSON(req, in.body); err != nil {
		return nil, err
	}
	if in.patch {
		req.Raw().Header.Set("Content-Type", "application/merge-patch+json")
	}
	return req, nil
}

func (in call) decode(resp *http.Response, out any) error {
	payload, err := runtime.Payload(resp)
	if err != nil {
		return in.failed(err)
	}
	if err := json.Unmarshal(payload, out); err != nil {
		e := in.error(KindBadAnswer)
		e.Status, e.RequestID, e.Err = resp.StatusCode, requestID(resp), fmt.Errorf("the answer is not the JSON expected: %w", err)
		return e
	}
	return nil
}

// error makes an error of this call.
func (in call) error(kind Kind) *Error {
	return &Error{Kind: kind, Operation: string(in.op), Object: in.object, ActingUser: in.as}
}

// lacks makes the error of an answer that is JSON, but does not hold what every answer of its kind does. Taking it
// for an empty object would lose what was made, or make what is there look absent.
func (in call) lacks(what string) *Error {
	e := in.error(KindBadAnswer)
	e.Message = "the answer has no " + what
	return e
}

// failed says that there was no answer.
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
		e.Operation, e.Object, e.ActingUser = string(in.op), in.object, in.as
		return &e
	}
	e := in.error(kindOfCause(err))
	e.Err = err
	return e
}

// neverLetOut says that the time was up while a call waited for its turn.
const neverLetOut = "the time was up before the service's rate limits let the call out"

// unanswered is failed for a call that went through the pipeline.
func (in call) unanswered(caller context.Context, turn *turn, err error) *Error {
	failed := in.failed(err)
	failed.uncertain = turn.uncertain
	if turn.stuck {
		failed.Message = neverLetOut
	}
	switch {
	case failed.Kind != KindTimeout:
	case turn.refused:
		failed.Kind, failed.Status = KindThrottled, http.StatusTooManyRequests
	case caller.Err() == nil: // it was a time limit of the connection's own
		failed.Kind = KindUnavailable
	}
	return failed
}

// refused makes an error of an answer with another status than the one of success. The service is recorded to
// use three envelopes: {"error":{…}}, {"CommunicationError":{…}} and the bare object, in any letter case, and
// 400s with no message at all.
func (in call) refused(resp *http.Response, turn *turn) error {
	e := in.error(kindOfStatus(resp.StatusCode))
	e.Status, e.RequestID, e.uncertain = resp.StatusCode, requestID(resp), turn.uncertain
	payload, err := runtime.Payload(resp)
	if err != nil {
		e.Err = err
		return e
	}
	type serviceError struct{ Code, Message, Target string }
	var envelope struct {
		serviceError
		Error              *serviceError
		CommunicationError *serviceError
	}
	// encoding/json takes keys in any letter case. A body that is not JSON leaves the status to speak.
	if json.Unmarshal(payload, &envelope) != nil {
		return e
	}
	said := envelope.serviceError
	if envelope.Error != nil {
		said = *envelope.Error
	} else if envelope.CommunicationError != nil {
		said = *envelope.CommunicationError
	}
	e.Code, e.Message, e.Target = said.Code, said.Message, said.Target
	return e
}

// requestID returns the correlation vector that the service puts on every answer.
func requestID(resp *http.Response) string {
	if id := resp.Header.Get("MS-CV"); id != "" {
		return id
	}
	return resp.Header.Get("X-Ms-Client-Request-Id")
}

// graceAfterCancel is how long a call that is under way may still take when its caller was interrupted or ran out
// of time, so that what it made is known.
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

package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"github.com/terraform-acs/terraform-provider-chat/internal/client/ratelimit"
)

// call is one call of the service, before it is a request.
type call struct {
	op       operation
	method   string
	path     string            // escaped, below the endpoint; see path
	link     string            // instead of path and query: a nextLink, followed as it is
	links    []string          // all that led here, this one among them
	query    url.Values        // api-version is added
	headers  map[string]string // beyond the usual ones
	body     any               // sent as JSON; nil means no body
	patch    bool              // the body is a merge patch
	want     int               // the status of success
	as       string            // raw id of the user to act as; empty means the acting user
	threadID string            // what per-thread limits are counted for
	object   string            // what errors say the call was made on
	creates  bool              // creates something whose id only the answer has; see withGrace
	version  string            // of the API

	permit       *ratelimit.Permit          // for the first try; nil means that it asks for one
	returns429   bool                       // return a 429 to the caller instead of waiting
	beforeResend func() error               // refuses another try by an error; nil allows it
	usable       func(payload []byte) error // says why the body of a success is of no use; nil accepts any
	tries        *tries                     // what became of it, for whoever makes the call; nil if that does not ask
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

// checkPath refuses an id that is empty or a dot segment: the call would be made on what is above it, and a delete of a
// message could become one of its thread.
func (in call) checkPath() error {
	for segment := range strings.SplitSeq(strings.TrimPrefix(in.path, "/"), "/") {
		if segment == "" || segment == "." || segment == ".." {
			e := in.error(KindInvalidIdentifier)
			e.Message = fmt.Sprintf("%q is not a valid id", segment)
			return e
		}
	}
	return nil
}

// succeeded reports whether an answer has the status of success. Of a call that creates, any 2xx is one: taking it for
// a refusal would orphan what was made.
func (in call) succeeded(resp *http.Response) bool {
	return resp.StatusCode == in.want || in.creates && resp.StatusCode/100 == 2
}

func (in call) decode(resp *http.Response, out any) error {
	payload, err := runtime.Payload(resp)
	if err != nil {
		return in.failed(err)
	}
	if err := json.Unmarshal(payload, out); err != nil {
		e := in.error(KindBadAnswer)
		e.Status, e.RequestID = resp.StatusCode, requestID(resp)
		e.Err = fmt.Errorf("the answer is not the expected JSON: %w", err)
		e.uncertain = true // it was carried out, but nobody knows how
		return e
	}
	return nil
}

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
		e.Err, e.noToken = login.error, true
		if cause := asError(login.error); cause != nil {
			e.Credential, e.Took, e.AskedToWait = cause.Credential, cause.Took, cause.AskedToWait
			e.Gone = cause.Gone
		}
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
	var paused *ratelimit.PausedError
	if errors.As(err, &paused) { // it ends as it would have later
		failed.Kind, failed.Message, failed.AskedToWait = KindTimeout, "", paused.Left
	}
	switch {
	case failed.Kind != KindTimeout:
	case tries.throttled:
		failed.Kind, failed.Status = KindThrottled, http.StatusTooManyRequests
	case caller.Err() == nil && paused == nil: // the connection timed out, not the caller
		failed.Kind = KindUnavailable
	}
	if failed.Kind == KindTimeout || failed.Kind == KindThrottled {
		failed.Took, failed.AskedToWait = time.Since(tries.started), max(tries.asked, failed.AskedToWait)
	}
	return failed
}

// refused makes the error of an answer whose status is not success. A 404 means that something does not exist only if
// the service itself wrote it: a proxy's must not remove anything from a state.
func (in call) refused(resp *http.Response, tries *tries) *Error {
	e := in.error(kindOfStatus(resp.StatusCode))
	e.Status, e.RequestID, e.uncertain = resp.StatusCode, requestID(resp), tries.uncertain || resp.StatusCode/100 == 2
	payload, err := runtime.Payload(resp)
	if err != nil {
		e.Err = err
		return e
	}
	said, ok := parseErrorBody(payload)
	e.Code, e.Message, e.Target = said.Code, said.Message, said.Target
	if !knowsVersion(resp, in.version) {
		e.Kind, e.Message = KindUnknownVersion, "the service does not know version "+in.version+" of its API: "+e.Message
		return e
	}
	if e.Kind == KindNotFound && tries.early {
		e.Kind = KindNotFoundYet
	}
	if e.Kind == KindNotFound && !ok {
		e.Kind, e.uncertain = KindBadAnswer, true
		e.Message = "the answer is not in any error format of the service; a proxy may have sent it"
	}
	// A TLS server tells whoever speaks HTTP to it in words only.
	if !ok && resp.Request.URL.Scheme == "http" && bytes.Contains(bytes.ToUpper(payload), []byte("HTTPS")) {
		e.Kind, e.Message = KindWrongScheme, "the endpoint needs https instead of http"
	}
	return e
}

// knowsVersion reports whether the service knows a version of its API. Each of its responses names those of the call.
func knowsVersion(resp *http.Response, version string) bool {
	known := resp.Header.Values("Api-Supported-Versions")
	return len(known) == 0 || strings.Contains(strings.Join(known, ","), version)
}

// requestID returns the correlation vector that the service puts on every answer.
func requestID(resp *http.Response) string {
	if id := resp.Header.Get("MS-CV"); id != "" {
		return id
	}
	return resp.Header.Get("X-Ms-Client-Request-Id")
}

// created returns the id of what a call created from the Location of its answer, or "". It is the last resort for a
// success whose body cannot be understood. In Location the service escapes the colon of a thread id, but not its at
// sign.
func (in call) created(resp *http.Response) string {
	if resp == nil || resp.StatusCode/100 != 2 {
		return ""
	}
	location, err := url.Parse(resp.Header.Get("Location"))
	if err != nil {
		return ""
	}
	collection, err := url.PathUnescape(in.path)
	if err != nil {
		return ""
	}
	id, found := strings.CutPrefix(location.Path, collection+"/")
	if !found || strings.ContainsAny(id, "/") {
		return ""
	}
	return id
}

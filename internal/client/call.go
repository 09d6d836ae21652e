package client

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
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

	permit       *permit                    // for the first try; nil means that it asks for one
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

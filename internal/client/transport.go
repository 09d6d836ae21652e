package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// maxAnswerBytes bounds what one answer may hold. A full page of 200 messages of 28 KB is under 6 MB.
const maxAnswerBytes = 32 << 20

// answerTimeout is how long one answer may take, all of it. Typical ones take under a second, the slowest recorded 2.6;
// a connection that died without a word must not hold a call until the caller's own time is up.
const answerTimeout = time.Minute

// newTransport makes an HTTP client that does not follow redirects: the service has none, and following one
// would carry credentials to where it points.
func newTransport() policy.Transporter {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 32 // Terraform works on many resources at once, all of one host
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// wholeTransport hands on only answers that arrived whole. One that broke off or is not JSON where JSON belongs
// counts as a failed connection: the call is then repeated, or looked into, like after any other such failure.
type wholeTransport struct{ next policy.Transporter }

func (t wholeTransport) Do(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(req.Context(), answerTimeout)
	defer cancel()
	try := req.WithContext(ctx)
	if err := ownBody(try); err != nil {
		return nil, err
	}
	resp, payload, err := t.read(try)
	if err != nil && ctx.Err() != nil && req.Context().Err() == nil {
		return nil, &Error{Kind: KindUnavailable, Message: fmt.Sprintf("no whole answer within %v", answerTimeout)}
	}
	if err != nil {
		return nil, err
	}
	if len(payload) > maxAnswerBytes {
		return nil, nonRetriable{&Error{Kind: KindBadAnswer, Status: resp.StatusCode, RequestID: requestID(resp),
			Message: fmt.Sprintf("the answer is larger than %d bytes", maxAnswerBytes)}}
	}
	if resp.StatusCode/100 == 2 && len(payload) > 0 && !json.Valid(payload) {
		return nil, oddAnswer{resp, &Error{Kind: KindBadAnswer, Status: resp.StatusCode, RequestID: requestID(resp),
			Message: "the answer is not JSON"}}
	}
	resp.Body = io.NopCloser(bytes.NewReader(payload))
	return resp, nil
}

// ownBody gives a try a body that no other try shares: net/http may still read the body of a try that has failed
// while the retry policy rewinds it for the next.
func ownBody(req *http.Request) error {
	if req.Body == nil || req.Body == http.NoBody {
		return nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return fmt.Errorf("reading the request's body: %w", err)
	}
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.Body, err = req.GetBody()
	return err
}

func (t wholeTransport) read(req *http.Request) (*http.Response, []byte, error) {
	resp, err := t.next.Do(req)
	var certificate *tls.CertificateVerificationError
	if errors.As(err, &certificate) {
		return nil, nil, nonRetriable{err} // it will not be another one in a moment
	}
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = resp.Body.Close() }() // it was read to its end, or is given up
	payload, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswerBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("the answer broke off: %w", err)
	}
	return resp, payload, nil
}

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
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// maxAnswerBytes bounds what one answer may hold. A full page of 200 messages of 28 KB is under 6 MB.
const maxAnswerBytes = 32 << 20

// answerTimeout is how long one answer may take, all of it. Typical ones take under a second, the slowest recorded 2.6;
// a connection that died without a word must not hold a call until the caller's own time is up.
const answerTimeout = time.Minute

const (
	pingAfter   = 10 * time.Second // how long an HTTP/2 connection is silent before the client asks whether it is alive
	pingTimeout = 10 * time.Second // how long it then has to answer
)

// newTransport makes an HTTP client that does not follow redirects: the service has none, and following one
// would carry credentials to where it points.
func newTransport() policy.Transporter {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 32 // Terraform works on many resources at once, all of one host
	// All calls share one HTTP/2 connection. When it dies without a word, every try would wait for answerTimeout on it.
	transport.HTTP2 = &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingTimeout}
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
	var progress progress
	try := req.WithContext(progress.watch(ctx))
	if err := ownBody(try); err != nil {
		return nil, err
	}
	resp, payload, err := t.read(try)
	if err != nil && ctx.Err() != nil && req.Context().Err() == nil {
		t.closeIdle()
		err = &Error{Kind: KindUnavailable, Message: fmt.Sprintf("no whole answer within %v", answerTimeout)}
	}
	if err != nil && !progress.mayBeSent(ctx) {
		err = unsent{err}
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
	if _, values := countValues(payload); values > maxAnswerValues {
		return nil, nonRetriable{&Error{Kind: KindBadAnswer, Status: resp.StatusCode, RequestID: requestID(resp),
			Message: fmt.Sprintf("the answer holds more than %d values", maxAnswerValues)}}
	}
	resp.Body = io.NopCloser(bytes.NewReader(payload))
	return resp, nil
}

// closeIdle gives up the connections that wait for a call: when one died without a word, so did the others.
func (t wholeTransport) closeIdle() {
	if pool, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		pool.CloseIdleConnections()
	}
}

// unsent is the failure of a try whose request did not go out.
type unsent struct{ error }

func (u unsent) Unwrap() error { return u.error }

// progress is how far a request has come on its way.
type progress struct{ connected, written atomic.Bool }

// watch returns a context that a transport of net/http reports its progress to.
func (p *progress) watch(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn:      func(httptrace.GotConnInfo) { p.connected.Store(true) },
		WroteHeaders: func() { p.written.Store(true) },
	})
}

// mayBeSent reports whether the service may have got a request that failed. One whose time was up while it had a
// connection may still have been on its way.
func (p *progress) mayBeSent(ctx context.Context) bool {
	return p.written.Load() || p.connected.Load() && ctx.Err() != nil
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

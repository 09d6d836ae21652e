package client

import (
	"bytes"
	"context"
	"encoding/json"
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

// answerTimeout is how long a whole answer may take. Typical ones take under a second, the slowest recorded 2.6; a call
// must not hang on a dead connection until its caller times out.
const answerTimeout = time.Minute

const (
	pingAfter   = 10 * time.Second // how long an HTTP/2 connection may be silent before the client pings it
	pingTimeout = 10 * time.Second // how long the service has to answer the ping
)

// newTransport makes an HTTP client that does not follow redirects: the service has none, and following one
// would carry credentials to where it points.
func newTransport() policy.Transporter {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 32 // Terraform works on many resources at once, all of one host
	transport.OnProxyConnectResponse = proxyResponse
	// All calls share one HTTP/2 connection. If it died silently, every try would wait for answerTimeout on it.
	transport.HTTP2 = &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingTimeout}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// wholeTransport returns only complete answers. One that broke off, or is not JSON where JSON belongs, counts as a
// failed connection, so the call is retried or looked into like after any other such failure. Each try has a new one.
type wholeTransport struct {
	next policy.Transporter
	once bool // the request must not go out twice, because it creates something
	sent bool // the service may have received a request
}

func (t *wholeTransport) Do(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(req.Context(), answerTimeout)
	defer cancel()
	var progress progress
	try := req.WithContext(progress.watch(ctx))
	if err := t.ownBody(try); err != nil {
		return nil, err
	}
	resp, payload, err := t.read(try)
	if err != nil && ctx.Err() != nil && req.Context().Err() == nil {
		t.closeIdle()
		err = &Error{Kind: KindUnavailable, Message: fmt.Sprintf("no complete answer within %v", answerTimeout)}
	}
	t.sent = t.sent || err == nil || progress.mayBeSent(ctx)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 || req.Method != http.MethodGet {
		payload = withoutCredential(payload, req.Header)
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
	resp.Body, resp.Request = io.NopCloser(bytes.NewReader(payload)), req
	return resp, nil
}

// closeIdle closes the idle connections: when one died silently, the others probably did too.
func (t *wholeTransport) closeIdle() {
	if pool, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		pool.CloseIdleConnections()
	}
}

// progress is how far a request got.
type progress struct{ connected, written atomic.Bool }

// watch returns a context through which net/http reports the progress.
func (p *progress) watch(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn:      func(httptrace.GotConnInfo) { p.connected.Store(true) },
		WroteHeaders: func() { p.written.Store(true) },
	})
}

// mayBeSent reports whether the service may have received a request that failed. One that timed out while it had a
// connection may still have been written.
func (p *progress) mayBeSent(ctx context.Context) bool {
	return p.written.Load() || p.connected.Load() && ctx.Err() != nil
}

// ownBody gives a request a body of its own: net/http may still read it after a 401, while the login rewinds it to log
// in again. Without GetBody, net/http cannot replay a request that the service may have carried out, as it does when an
// HTTP/2 stream is reset.
func (t *wholeTransport) ownBody(req *http.Request) error {
	if req.Body == nil || req.Body == http.NoBody {
		return nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return fmt.Errorf("reading the request body: %w", err)
	}
	req.Body, req.GetBody = io.NopCloser(bytes.NewReader(body)), nil
	if !t.once {
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	return nil
}

func (t *wholeTransport) read(req *http.Request) (*http.Response, []byte, error) {
	resp, err := t.next.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = resp.Body.Close() }() // the body was read to its end or is abandoned
	payload, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswerBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("the answer broke off: %w", err)
	}
	return resp, payload, nil
}

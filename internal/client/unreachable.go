package client

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// An emulator that is starting listens within a second or two, and the name of a new resource is known as soon. What
// is not there after that will not be, so going through all the retries would only keep a person waiting, for 54
// seconds with DefaultMaxRetries.
const (
	quickTries = 4
	quickPause = 500 * time.Millisecond
)

// quickTransport gives up soon when a host does not exist, or nothing listens at a loopback address. Neither carried
// anything, so trying again is always safe.
type quickTransport struct{ next policy.Transporter }

func (t quickTransport) Do(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, err := t.next.Do(req)
		if err == nil {
			return resp, nil
		}
		err = explained(req, err)
		kind := KindOf(err)
		if kind != KindNoSuchHost && (kind != KindConnectionRefused || !isLoopback(req.URL.Hostname())) {
			return nil, err
		}
		if try == quickTries {
			return nil, nonRetriable{err}
		}
		if err := sleep(req.Context(), quickPause); err != nil {
			return nil, err
		}
		if req.GetBody != nil { // otherwise it is as it was: nothing has been read
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
	}
}

// CloseIdleConnections closes those of the transport below.
func (t quickTransport) CloseIdleConnections() {
	if pool, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		pool.CloseIdleConnections()
	}
}

// explained gives the failure of a connection its kind, and marks those that another try would not change. It drops the
// request's URL, which is percent-encoded and no help.
func explained(req *http.Request, err error) error {
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	host := (&url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host}).String()
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var proxy *proxyRefusal
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return &Error{Kind: KindNoSuchHost, Message: fmt.Sprintf("the host %s does not exist", name.Name), Err: err}
	case errors.As(err, &certificate):
		return nonRetriable{&Error{Kind: KindUntrusted, Message: "the certificate of " + host + " is not trusted", Err: err}}
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &record):
		return nonRetriable{&Error{Kind: KindWrongScheme, Message: host + " does not respond with TLS", Err: err}}
	case errors.As(err, &proxy):
		return proxy.explained()
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Kind: KindConnectionRefused, Message: "nothing listens at " + host, Err: err}
	default:
		return err
	}
}

// proxyRefusal is a proxy's refusal to connect to the service.
type proxyRefusal struct {
	proxy  string // host and port, without the password that the URL may hold
	status int
}

func (p *proxyRefusal) Error() string {
	return fmt.Sprintf("the proxy %s responded %d %s", p.proxy, p.status, http.StatusText(p.status))
}

// explained gives a refusal its kind. Unlike a proxy that could not reach the service, one that wants a login or does
// not let the connection through will do the same next time.
func (p *proxyRefusal) explained() error {
	if p.status >= http.StatusInternalServerError {
		return p
	}
	return nonRetriable{&Error{Kind: KindProxyRefused, Status: p.status, Message: p.Error()}}
}

// proxyResponse is an http.Transport's OnProxyConnectResponse.
func proxyResponse(_ context.Context, proxy *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return &proxyRefusal{proxy.Host, resp.StatusCode}
}

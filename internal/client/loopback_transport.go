package client

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// An emulator that is starting listens within a second or two. When nothing listens on this machine after that, nothing
// will, so going through all the retries would only keep a person waiting, for 54 seconds with DefaultMaxRetries.
const (
	loopbackTries = 4
	loopbackPause = 500 * time.Millisecond
)

// loopbackTransport gives up soon when nothing listens at a loopback address. A refused connection carried nothing, so
// trying again is always safe.
type loopbackTransport struct{ next policy.Transporter }

func (t loopbackTransport) Do(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, err := t.next.Do(req)
		if !errors.Is(err, syscall.ECONNREFUSED) || !isLoopback(req.URL.Hostname()) {
			return resp, err
		}
		if try == loopbackTries {
			return nil, nonRetriable{&Error{Kind: KindUnavailable, Err: err, Message: fmt.Sprintf(
				"nothing listens at %s; start chat-emulator there, or correct the endpoint", (&url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host}).String())}}
		}
		pause := time.NewTimer(loopbackPause)
		select {
		case <-pause.C:
		case <-req.Context().Done():
			pause.Stop()
			return nil, req.Context().Err()
		}
		if req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
	}
}

// CloseIdleConnections closes those of the transport below.
func (t loopbackTransport) CloseIdleConnections() {
	if pool, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		pool.CloseIdleConnections()
	}
}

package emulator

import (
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// pipeListener hands out one end of a pipe, and nothing more until it is closed.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (l pipeListener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.conns:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l pipeListener) Close() error { close(l.closed); return nil }

func (l pipeListener) Addr() net.Addr { return &net.TCPAddr{} }

// bodyOf lets a client that sends what send writes be read by readBody, and returns the call's context after it.
func bodyOf(t *testing.T, send string, then func(c *call, err error)) {
	t.Helper()
	near, far := net.Pipe()
	listener := pipeListener{conns: make(chan net.Conn, 1), closed: make(chan struct{})}
	listener.conns <- far
	done := make(chan struct{})
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(done)
		c := &call{Request: r}
		then(c, c.readBody(w))
	})}
	go func() { _ = server.Serve(listener) }()
	go func() { _, _ = io.Copy(io.Discard, near) }()
	_, _ = io.WriteString(near, send)
	<-done
	_ = near.Close()
	_ = server.Close()
}

func TestReadBody_StalledBodyIsRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		bodyOf(t, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf", func(_ *call, err error) {
			var refused *refusal
			if waited := time.Since(begin); !errors.As(err, &refused) || refused.status != http.StatusBadRequest || waited != bodyTimeout {
				t.Errorf("after %v: %v", waited, err)
			}
		})
	})
}

func TestReadBody_CallMayTakeLongerThanItsBody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		bodyOf(t, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody", func(c *call, err error) {
			select {
			case <-c.Context().Done():
				t.Error("the time limit of the body ended the call")
			case <-time.After(2 * bodyTimeout):
			}
			if err != nil || string(c.body) != "body" {
				t.Errorf("read %q: %v", c.body, err)
			}
		})
	})
}

package client

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
)

// network carries HTTP between a client and a handler over pipes in memory, with all that net/http does on real
// connections: keeping them alive, breaking off, cutting bodies short. It runs in virtual time.
type network struct {
	conns   chan net.Conn
	closed  chan struct{}
	handler http.Handler
	refuse  func() bool // reports whether the next connection is refused; nil means none is
	wg      sync.WaitGroup
}

// newNetwork serves a handler until the test ends. It must be called inside the bubble.
func newNetwork(t testing.TB, handler http.Handler) (*network, *http.Client) {
	n := &network{conns: make(chan net.Conn), closed: make(chan struct{}), handler: handler}
	server := &http.Server{Handler: handler, ErrorLog: log.New(io.Discard, "", 0), Protocols: &http.Protocols{}}
	server.Protocols.SetHTTP1(true)
	server.Protocols.SetUnencryptedHTTP2(true)
	n.wg.Go(func() { _ = server.Serve(n) })
	client := newTransport().(*http.Client)
	client.Transport = &http.Transport{DialContext: n.dial}
	t.Cleanup(func() {
		client.CloseIdleConnections()
		_ = server.Close()
		n.wg.Wait()
	})
	return n, client
}

func (n *network) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	if n.refuse != nil && n.refuse() {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: io.EOF}
	}
	client, server := net.Pipe()
	select {
	case n.conns <- server:
		return client, nil
	case <-n.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept makes this a net.Listener.
func (n *network) Accept() (net.Conn, error) {
	select {
	case conn := <-n.conns:
		return conn, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

func (n *network) Close() error {
	close(n.closed)
	return nil
}

func (n *network) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

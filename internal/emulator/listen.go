package emulator

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// endpoint is an address that a handler is served on.
type endpoint struct {
	url    string // without a slash at the end
	server *http.Server
	ended  chan error

	mu      sync.Mutex
	fresh   map[net.Conn]bool // connections that have not sent anything yet
	closing bool              // no more of them are wanted
}

// serve listens on addr, with https when there is a certificate, until shutdown. The context is that of beginning to
// listen.
func serve(ctx context.Context, addr string, handler http.Handler, certificate *tls.Certificate) (*endpoint, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening: %w", err)
	}
	e := &endpoint{
		url:   "http://" + reachable(listener.Addr()),
		ended: make(chan error, 1),
		fresh: map[net.Conn]bool{},
	}
	e.server = &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ConnState:         e.note,
		// What net/http has to say is about clients that hang up or do not trust the certificate: nothing that the
		// server can do anything about.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	if certificate != nil {
		e.url = "https://" + reachable(listener.Addr())
		listener = tls.NewListener(
			listener,
			&tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12},
		)
	}
	go func() { e.ended <- e.server.Serve(listener) }() // ended by shutdown
	return e, nil
}

// reachable returns an address that clients on this machine can use: 0.0.0.0 and [::] are for listening only.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	}
	return addr.String()
}

// note keeps track of the connections that have not sent anything yet.
func (e *endpoint) note(conn net.Conn, state http.ConnState) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case state != http.StateNew:
		delete(e.fresh, conn)
	case e.closing: // it was accepted while shutdown began
		_ = conn.Close()
	default:
		e.fresh[conn] = true
	}
}

// hangUp closes the connections that have not sent anything yet. Shutdown would wait five seconds for each of them, and
// Go's own HTTP client leaves some behind: it dials one more when none is free, and may not need it in the end.
func (e *endpoint) hangUp() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closing = true
	for conn := range e.fresh {
		_ = conn.Close() // nothing was sent, so nothing can be lost
	}
}

// shutdown stops listening, waits for the answers under way until ctx ends, and then cuts them off.
func (e *endpoint) shutdown(ctx context.Context) error {
	e.server.RegisterOnShutdown(e.hangUp)
	err := e.server.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, e.server.Close())
	}
	if ended := <-e.ended; !errors.Is(ended, http.ErrServerClosed) {
		err = errors.Join(err, ended)
	}
	return err
}

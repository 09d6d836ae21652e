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
	"time"
)

// endpoint is an address that a handler is served on.
type endpoint struct {
	url    string // without a slash at the end
	server *http.Server
	ended  chan error
}

// serve listens on addr, with https when there is a certificate, until shutdown.
func serve(addr string, handler http.Handler, certificate *tls.Certificate) (*endpoint, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening: %w", err)
	}
	e := &endpoint{
		url:   "http://" + reachable(listener.Addr()),
		ended: make(chan error, 1),
		server: &http.Server{
			Handler:           handler,
			ReadHeaderTimeout: 10 * time.Second,
			// What net/http has to say is about clients that hang up or do not
			// trust the certificate: nothing that the server can do anything about.
			ErrorLog: log.New(io.Discard, "", 0),
		},
	}
	if certificate != nil {
		e.url = "https://" + reachable(listener.Addr())
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12})
	}
	go func() { e.ended <- e.server.Serve(listener) }() // ended by shutdown
	return e, nil
}

// reachable returns an address that clients on this machine can use: 0.0.0.0
// and [::] are for listening only.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	}
	return addr.String()
}

// shutdown stops listening, waits for the answers under way until ctx ends,
// and then cuts them off.
func (e *endpoint) shutdown(ctx context.Context) error {
	err := e.server.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, e.server.Close())
	}
	if ended := <-e.ended; !errors.Is(ended, http.ErrServerClosed) {
		err = errors.Join(err, ended)
	}
	return err
}

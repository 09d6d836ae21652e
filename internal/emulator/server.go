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
	"sync"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// shutdownGrace is how long Close waits for answers that are under way.
const shutdownGrace = 5 * time.Second

// Server is one resource of the service. It is safe for concurrent use.
type Server struct {
	options  Options
	clock    Clock
	data     store.Store
	keys     keys
	url      string
	routes   routeTable
	http     *http.Server
	ids      identifiers
	limiter  *limiter
	requests requestRecord
	faults   faultList
	log      accessLog

	closing   chan struct{} // closed when Close begins
	served    chan error    // the listener's end
	closeOnce sync.Once
	closeErr  error
}

// New starts a server. It listens before New returns; the caller must Close
// it. The error wraps store.ErrInUse when another process has the data file open.
func New(opts Options) (*Server, error) {
	if err := opts.check(); err != nil {
		return nil, err
	}
	ctx := context.Background() // of starting up, which nothing interrupts
	data, err := store.Open(ctx, opts.DataFile)
	if err != nil {
		return nil, err
	}
	keys, err := loadKeys(ctx, data, opts.AccessKey)
	if err != nil {
		return nil, errors.Join(err, data.Close())
	}
	listener, err := net.Listen("tcp", opts.Addr)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listening: %w", err), data.Close())
	}
	s := &Server{
		options: opts, clock: opts.Clock, data: data, keys: keys, routes: routes(), ids: newIdentifiers(keys.resource),
		limiter: newLimiter(opts.Limits, documentedLimits()),
		log:     accessLog{to: opts.AccessLog},
		closing: make(chan struct{}), served: make(chan error, 1),
	}
	s.http = &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		// What net/http has to say is about clients that hang up or do not
		// trust the certificate: nothing that the server can do anything about.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	s.url = "http://" + listener.Addr().String()
	if opts.TLS != nil {
		s.url = "https://" + listener.Addr().String()
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{*opts.TLS}, MinVersion: tls.VersionTLS12})
	}
	go func() { s.served <- s.http.Serve(listener) }() // ended by Close
	return s, nil
}

// URL returns where the server listens, without a slash at the end.
func (s *Server) URL() string { return s.url }

// Handler returns the server's handler, for tests that need no network.
func (s *Server) Handler() http.Handler { return s }

// AccessKey returns the base64 key that identity calls are signed with.
func (s *Server) AccessKey() string { return s.keys.access }

// ConnectionString returns endpoint and access key as the SDKs take them.
func (s *Server) ConnectionString() string {
	return fmt.Sprintf("endpoint=%s/;accesskey=%s", s.url, s.keys.access)
}

// Close stops listening, waits a few seconds for the answers under way, and
// closes the data. Only the first call does anything; all return its result.
func (s *Server) Close() error {
	s.closeOnce.Do(func() {
		close(s.closing) // lets go of the calls that a fault hangs
		ctx, cancel := context.WithTimeout(context.Background(), shutdownGrace)
		defer cancel()
		err := s.http.Shutdown(ctx)
		if err != nil {
			err = errors.Join(err, s.http.Close())
		}
		if served := <-s.served; !errors.Is(served, http.ErrServerClosed) {
			err = errors.Join(err, served)
		}
		s.closeErr = errors.Join(err, s.data.Close())
	})
	return s.closeErr
}

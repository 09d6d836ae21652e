// Package chatservice starts Azure Communication Services chat and identity, emulated, in a Go test: for applications
// that talk to the service. It knows nothing of Terraform; package chattest adds the provider.
//
//	chat := chatservice.New(t)
//	client := myapp.NewClient(chat.ConnectionString())
//
// A mistake in a test, such as a fault for an operation that does not exist, fails the test at that line. A service
// that Start returned has no test to fail: there it panics.
package chatservice

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// ErrClosed says that a service was used after the end of its test, or after Close.
var ErrClosed = errors.New("the service is closed")

// Service is one resource of the service, on a loopback port of its own, with its data in memory. It is safe for
// concurrent use, and tests that run in parallel do not see each other's.
type Service struct {
	server     *emulator.Server
	clock      *Clock
	tls        *tls.Certificate // nil for http
	actingUser string
	t          testing.TB // nil for a service that Start returned
	closed     atomic.Bool
}

// New starts a service and closes it when the test ends. It has one user, ActingUser, beside those of a seed.
func New(t testing.TB, opts ...Option) *Service {
	t.Helper()
	s, err := Start(opts...)
	if err != nil {
		t.Fatalf("starting the service: %v", err)
	}
	s.t = t
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("closing the service: %v", err)
		}
	})
	return s
}

// Start is New without a test, for TestMain, examples and programs. The caller closes the service.
func Start(opts ...Option) (*Service, error) {
	clock := &Clock{}
	// Clients sign with the machine's clock, however far this one is ahead.
	set := settings{emulator.Options{Clock: clock, SignatureClock: emulator.SystemClock{}, Choices: emulator.Choices{}}}
	for _, opt := range opts {
		if err := opt(&set); err != nil {
			return nil, err
		}
	}
	server, err := emulator.New(set.Options)
	if err != nil {
		return nil, fmt.Errorf("starting the emulator: %w", err)
	}
	s := &Service{server: server, clock: clock, tls: set.TLS}
	if s.actingUser, err = server.CreateUser(context.Background()); err != nil {
		return nil, errors.Join(fmt.Errorf("creating the acting user: %w", err), s.Close())
	}
	return s, nil
}

// Close closes a service that Start returned. Only the first call does anything.
func (s *Service) Close() error {
	s.closed.Store(true)
	return s.server.Close()
}

// usable returns an ErrClosed that names the test when the service is closed.
func (s *Service) usable() error {
	switch {
	case !s.closed.Load():
		return nil
	case s.t != nil:
		return fmt.Errorf("%w: it was used after its test %s had ended", ErrClosed, s.t.Name())
	}
	return fmt.Errorf("%w: it was used after Close", ErrClosed)
}

// mistake reports a mistake in the test's own code.
func (s *Service) mistake(err error) {
	if s.t == nil || s.closed.Load() { // a test that has ended cannot fail
		panic("chatservice: " + err.Error())
	}
	s.t.Helper()
	s.t.Fatal(err)
}

// URL returns the endpoint, such as http://127.0.0.1:40123, without a slash at the end.
func (s *Service) URL() string { return s.server.URL() }

// Handler returns the service's handler, for tests that call it without a network, for example in virtual time.
func (s *Service) Handler() http.Handler { return s.server.Handler() }

// RootCAs returns the certificates to trust: with WithTLS the service's own, otherwise none.
func (s *Service) RootCAs() *x509.CertPool {
	pool := x509.NewCertPool()
	if s.tls != nil {
		pool.AddCert(s.tls.Leaf)
	}
	return pool
}

// Client returns an HTTP client that trusts the service's certificate and nothing else. It keeps no connection open.
func (s *Service) Client() *http.Client {
	trust := &tls.Config{RootCAs: s.RootCAs(), MinVersion: tls.VersionTLS12}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: trust, DisableKeepAlives: true}}
}

// ConnectionString returns endpoint and access key in the form that the SDKs and the provider accept.
func (s *Service) ConnectionString() string { return s.server.ConnectionString() }

// AccessKey returns the base64 key that identity calls are signed with.
func (s *Service) AccessKey() string { return s.server.AccessKey() }

// ActingUser returns the raw id of the user that the provider acts as.
func (s *Service) ActingUser() string { return s.actingUser }

// UserID returns the raw id of the user that a seed calls by name.
func (s *Service) UserID(name string) string { return s.server.UserID(name) }

// Environment returns the variables that log the provider in, CHAT_CONNECTION_STRING and CHAT_USER_ID, for a
// Terraform that runs in its own process.
func (s *Service) Environment() map[string]string {
	return map[string]string{"CHAT_CONNECTION_STRING": s.ConnectionString(), "CHAT_USER_ID": s.actingUser}
}

// Clock returns the clock that tokens, retention, limits and messages go by.
func (s *Service) Clock() *Clock { return s.clock }

// InjectFault makes calls fail as f says. When several faults match a call, the oldest applies. A fault that could
// never strike as it says, because there is no such operation or status, fails the test.
func (s *Service) InjectFault(f Fault) {
	if s.t != nil {
		s.t.Helper()
	}
	err := s.usable()
	if err == nil {
		err = s.server.CheckFault(f.emulated())
	}
	if err != nil {
		s.mistake(fmt.Errorf("the fault cannot be injected: %w", err))
		return
	}
	s.server.InjectFault(f.emulated())
}

// Requests returns the calls of the given operations, of all when none is given, in the order in which they came.
func (s *Service) Requests(ops ...Operation) []Request {
	wanted := func(r emulator.Request) bool { return len(ops) == 0 || slices.Contains(ops, Operation(r.Operation)) }
	return each(slices.DeleteFunc(s.server.Requests(), func(r emulator.Request) bool { return !wanted(r) }), requestOf)
}

// ResetRequests forgets the calls so far.
func (s *Service) ResetRequests() { s.server.ResetRequests() }

package emulator

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/authority"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// shutdownGrace is how long Close waits for answers that are under way.
const shutdownGrace = 5 * time.Second

// Server is one resource of the service. It is safe for concurrent use.
type Server struct {
	options  Options
	clock    Clock
	data     *store.Store
	keys     keys
	ids      identifiers
	routes   routeTable
	limiter  *limiter
	requests requestRecord
	faults   faultList
	log      accessLog
	page     *webPage

	authority *authority.Authority // nil unless asked for
	api       *endpoint
	admin     *endpoint     // nil unless asked for
	closing   chan struct{} // closed when Close begins
	closeOnce sync.Once
	closeErr  error
}

// New starts a server. It listens before New returns; the caller must Close it. The error wraps store.ErrInUse when
// another process has the data file open.
func New(opts Options) (*Server, error) {
	if err := opts.check(); err != nil {
		return nil, err
	}
	ctx := context.Background() // of starting up, which nothing interrupts
	data, err := store.Open(ctx, opts.DataFile)
	if err != nil {
		return nil, err
	}
	s := &Server{
		options: opts, clock: opts.Clock, data: data,
		routes: routes(), limiter: newLimiter(opts.Limits, documentedLimits()), log: accessLog{to: opts.AccessLog},
		requests: requestRecord{latestOnly: opts.DiscardRequests},
		closing:  make(chan struct{}),
	}
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// start loads what is kept with the data, and listens.
func (s *Server) start(ctx context.Context) (err error) {
	if err := s.load(ctx); err != nil {
		return err
	}
	if s.page, err = newWebPage(); err != nil {
		return err
	}
	if s.api, err = serve(ctx, s.options.Addr, s, s.options.TLS); err != nil {
		return err
	}
	if s.options.AdminAddr != "" {
		s.admin, err = serve(ctx, s.options.AdminAddr, s.adminHandler(), nil)
	}
	return err
}

// load reads the keys and gives empty data what it begins with.
func (s *Server) load(ctx context.Context) (err error) {
	resource, access := "", s.options.AccessKey
	if s.options.WellKnown {
		resource = WellKnownResource
		if access == "" {
			access = WellKnownAccessKey
		}
	}
	if s.keys, err = loadKeys(ctx, s.data, resource, access); err != nil {
		return err
	}
	s.ids, s.authority = newIdentifiers(s.keys.resource, s.chose(ChoiceUserIDCase, "ignored")), s.newAuthority()
	users, err := s.Users(ctx)
	if err != nil {
		return err
	}
	if len(users) == 0 && s.options.WellKnown {
		err = s.data.Update(ctx, func(tx *store.Tx) error { return tx.InsertIdentity(WellKnownUserID, s.clock.Now()) })
	}
	if err == nil && len(users) == 0 && s.options.Seed != nil {
		err = s.Seed(ctx, s.options.Seed)
	}
	if err == nil && s.options.AdminAddr != "" {
		err = s.Snapshot(ctx) // what POST /reset goes back to
	}
	return err
}

// URL returns where the server listens, without a slash at the end.
func (s *Server) URL() string {
	if len(s.options.Hosts) == 0 {
		return s.api.url
	}
	scheme, address, _ := strings.Cut(s.api.url, "://")
	_, port, _ := net.SplitHostPort(address)
	return scheme + "://" + net.JoinHostPort(s.options.Hosts[0], port)
}

// AdminURL returns where the admin endpoint listens, "" when it was not asked for.
func (s *Server) AdminURL() string {
	if s.admin == nil {
		return ""
	}
	return s.admin.url
}

// Handler returns the server's handler, for tests that need no network.
func (s *Server) Handler() http.Handler { return s }

// AccessKey returns the base64 key that identity calls are signed with.
func (s *Server) AccessKey() string { return s.keys.access }

// ConnectionString returns endpoint and access key as the SDKs take them.
func (s *Server) ConnectionString() string {
	return fmt.Sprintf("endpoint=%s/;accesskey=%s", s.URL(), s.keys.access)
}

// Close stops listening, waits a few seconds for the answers under way, and closes the data. Only the first call does
// anything; all return its result.
func (s *Server) Close() error {
	s.closeOnce.Do(func() {
		close(s.closing) // lets go of the calls that a fault hangs
		ctx, cancel := context.WithTimeout(context.Background(), shutdownGrace)
		defer cancel()
		var errs []error
		for _, e := range []*endpoint{s.admin, s.api} {
			if e != nil {
				errs = append(errs, e.shutdown(ctx))
			}
		}
		s.closeErr = errors.Join(append(errs, s.data.Close())...)
	})
	return s.closeErr
}

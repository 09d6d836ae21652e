// Package chatservice starts Azure Communication Services chat and identity, emulated, for one Go test: for
// applications that talk to the service. It knows nothing of Terraform; package chattest adds the provider.
//
//	chat := chatservice.New(t)
//	client := myapp.NewClient(chat.ConnectionString())
package chatservice

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
)

// Option changes how a service behaves. The functions named With… return them.
type Option = func(*emulator.Options)

// WithLimits enforces the documented rate limits, with 429 and Retry-After.
func WithLimits() Option { return func(o *emulator.Options) { o.Limits = true } }

// WithLatency answers as slowly as the service typically does.
func WithLatency() Option { return func(o *emulator.Options) { o.Latency = true } }

// WithEntraID also accepts identity calls that carry a token of IssueEntraToken in place of a signature.
func WithEntraID() Option { return func(o *emulator.Options) { o.EntraID = true } }

// Service is one resource of the service, on a loopback port of its own, with its data in memory. It is safe for
// concurrent use, and tests that run in parallel do not see each other's.
type Service struct {
	server     *emulator.Server
	clock      *Clock
	actingUser string
}

// New starts a service and closes it when the test ends. It has one user, ActingUser.
func New(t testing.TB, opts ...Option) *Service {
	t.Helper()
	clock := &Clock{}
	server := emulatortest.New(t, append([]Option{func(o *emulator.Options) {
		// Clients sign with the machine's clock, however far this one is ahead.
		o.Clock, o.SignatureClock = clock, emulator.SystemClock{}
	}}, opts...)...)
	actingUser, err := server.CreateUser(t.Context())
	if err != nil {
		t.Fatalf("creating the acting user: %v", err)
	}
	return &Service{server: server, clock: clock, actingUser: actingUser}
}

// URL returns the endpoint, such as http://127.0.0.1:40123, without a slash at the end.
func (s *Service) URL() string { return s.server.URL() }

// Handler returns the service's handler, for tests that call it without a network, for example in virtual time.
func (s *Service) Handler() http.Handler { return s.server.Handler() }

// ConnectionString returns endpoint and access key in the form that the SDKs and the provider accept.
func (s *Service) ConnectionString() string { return s.server.ConnectionString() }

// AccessKey returns the base64 key that identity calls are signed with.
func (s *Service) AccessKey() string { return s.server.AccessKey() }

// ActingUser returns the raw id of the user that the provider acts as.
func (s *Service) ActingUser() string { return s.actingUser }

// Environment returns the variables that log the provider in, CHAT_CONNECTION_STRING and CHAT_USER_ID, for a
// Terraform that runs in its own process.
func (s *Service) Environment() map[string]string {
	return map[string]string{"CHAT_CONNECTION_STRING": s.ConnectionString(), "CHAT_USER_ID": s.actingUser}
}

// Clock returns the clock that tokens, retention, limits and messages go by.
func (s *Service) Clock() *Clock { return s.clock }

// CreateUser creates a user and returns its raw id. Like all the methods that work on the data directly, it leaves no
// entry in the request record and meets no fault and no limit.
func (s *Service) CreateUser(ctx context.Context) (userID string, err error) {
	return s.server.CreateUser(ctx)
}

// Users returns the raw ids of the users that are not deleted, oldest first.
func (s *Service) Users(ctx context.Context) (userIDs []string, err error) {
	return s.server.Users(ctx)
}

// IssueToken returns an access token of a user that is valid for 24 hours; no scope means "chat". The error wraps
// ErrNotFound when there is no such user.
func (s *Service) IssueToken(ctx context.Context, userID string, scopes ...string) (string, error) {
	return s.server.IssueToken(ctx, userID, scopes...)
}

// RevokeTokens revokes every token of a user. The error wraps ErrNotFound when there is no such user.
func (s *Service) RevokeTokens(ctx context.Context, userID string) error {
	return s.server.RevokeTokens(ctx, userID)
}

// IssueEntraToken returns a token that a service with WithEntraID accepts in identity calls for the given time.
func (s *Service) IssueEntraToken(lifetime time.Duration) (string, error) {
	return s.server.IssueEntraToken(lifetime)
}

// Threads returns all threads, deleted ones too.
func (s *Service) Threads(ctx context.Context) ([]Thread, error) { return s.server.Threads(ctx) }

// Members returns the present members of a thread, in the order in which they joined. The error wraps ErrNotFound when
// there is no such thread.
func (s *Service) Members(ctx context.Context, threadID string) ([]Member, error) {
	return s.server.Members(ctx, threadID)
}

// Messages returns all messages of a thread, newest first, with those of the service and the deleted ones. The error
// wraps ErrNotFound when there is no such thread.
func (s *Service) Messages(ctx context.Context, threadID string) ([]Message, error) {
	return s.server.Messages(ctx, threadID)
}

// InjectFault makes calls fail as f says. When several faults match a call, the oldest applies.
func (s *Service) InjectFault(f Fault) { s.server.InjectFault(f) }

// Requests returns the calls of the given operations, of all when none is given, in the order in which they came.
func (s *Service) Requests(ops ...Operation) []Request { return s.server.Requests(ops...) }

// ResetRequests forgets the calls so far.
func (s *Service) ResetRequests() { s.server.ResetRequests() }

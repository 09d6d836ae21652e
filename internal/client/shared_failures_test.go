package client

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// oneSeries is how long all the tries of a call that fails at once can take with DefaultMaxRetries.
const oneSeries = 70 * time.Second

// Whoever waits for a token that cannot be had shares the failure: one series of tries for all, and its time.
func TestIssuedToken_failureIsShared(t *testing.T) {
	for name, read := range map[string]func(context.Context, *Client, string) error{
		"single reads": func(ctx context.Context, c *Client, id string) error { _, err := c.GetThread(ctx, id); return err },
		"reads of the list": func(ctx context.Context, c *Client, id string) error {
			_, err := refreshed(ctx, c, nil, id)
			return err
		},
		"reads of members": func(ctx context.Context, c *Client, id string) error {
			_, err := c.ListMembers(ctx, id)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				ids := s.manyThreads(t, s.client(t), 40)
				s.ResetRequests()
				s.InjectFault(emulator.Fault{Operation: emulator.OpIssueToken, Status: http.StatusServiceUnavailable, Times: 1000})
				c, start := s.client(t), time.Now()
				for _, err := range parallel(40, ids, func(id string) error { return read(t.Context(), c, id) }) {
					wantKind(t, err, KindServerError)
				}
				equal(t, "tries to get a token", s.calls(emulator.OpIssueToken), 1+DefaultMaxRetries)
				if took := time.Since(start); took > oneSeries {
					t.Errorf("the reads took %v", took)
				}
			})
		})
	}
}

// A caller that gives up fails alone: one of those that wait gets the token instead.
func TestIssuedToken_interruptIsNotShared(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		id := s.thread(t, s.client(t))
		s.latency = func(*http.Request) time.Duration { return 10 * time.Second }
		c := s.client(t)
		impatient, cancel := contextFor(t, 2*time.Second)
		defer cancel()
		errs := parallel(5, []context.Context{impatient, t.Context(), t.Context(), t.Context(), t.Context()},
			func(ctx context.Context) error {
				if ctx != impatient {
					pass(time.Second)
				}
				_, err := c.GetThread(ctx, id)
				return err
			})
		wantKind(t, errs[0], KindTimeout)
		noErrors(t, errs[1:])
	})
}

// slowCLI is a login that takes a while to fail, as a program does.
type slowCLI struct{ runs int }

func (s *slowCLI) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	s.runs++
	pass(1500 * time.Millisecond)
	return azcore.AccessToken{}, errors.New("please run az login")
}

func TestEntraID_failureIsShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cli := &slowCLI{}
		c := faked(t, nil, func(o *Options) { o.AccessToken, o.EntraID, o.ActingUserID = "", cli, aUser })
		start := time.Now()
		for _, err := range parallel(30, numbered(30, "19:%d@thread.v2"), func(id string) error {
			_, err := c.GetThread(t.Context(), id)
			return err
		}) {
			wantKind(t, err, KindUnauthorized)
		}
		equal(t, "runs", cli.runs, 1)
		equal(t, "time", time.Since(start), 1500*time.Millisecond)
	})
}

func TestLogIn_withEntraID(t *testing.T) {
	for name, user := range map[string]string{"with an acting user": aUser, "without one": ""} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				cli := &slowCLI{}
				c := faked(t, nil, func(o *Options) { o.AccessToken, o.EntraID, o.ActingUserID = "", cli, user })
				wantKind(t, c.LogIn(t.Context()), KindUnauthorized)
				equal(t, "runs", cli.runs, 1)
			})
		})
	}
}

// A login with Entra ID that has no role on the resource is found out once too.
func TestLogIn_withEntraIDWithoutARole(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.InjectFault(emulator.Fault{Operation: emulator.OpIssueToken, Status: http.StatusForbidden})
		credential := &entra{t: t, server: s.Server}
		c := s.client(t, func(o *Options) { o.AccessKey, o.EntraID = "", credential })
		wantKind(t, c.LogIn(t.Context()), KindForbidden)
	}, func(o *emulator.Options) { o.EntraID = true })
}

// The token that LogIn gets is the one that the calls use.
func TestLogIn_savesTheCallsATokenOfEntraID(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		credential := &entra{t: t, server: s.Server}
		c := s.client(t, func(o *Options) { o.AccessKey, o.EntraID, o.ActingUserID = "", credential, "" })
		noErrors(t, []error{c.LogIn(t.Context())})
		_, err := c.CreateUser(t.Context())
		noErrors(t, []error{err})
		equal(t, "tokens", len(credential.asked), 1)
		if o := credential.asked[0]; len(o) != 1 || o[0] != entraScope {
			t.Errorf("Entra ID was asked for %v", o)
		}
	}, func(o *emulator.Options) { o.EntraID = true })
}

package client

import (
	"context"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// tokenLifetime is how long a token of the acting user is valid, the shortest that the service issues: it is never
// revoked, only renewed.
const tokenLifetime = time.Hour

// renewBefore is how long before its end a token is replaced, so it does not expire in transit.
const renewBefore = 5 * time.Minute

// entraScope is what a token of Entra ID is for. The resource's name ends with a slash.
const entraScope = "https://communication.azure.com//.default"

// tokenSource is an azcore.TokenCredential that keeps a token until shortly before its end. It is safe for concurrent
// use: while one caller gets a new token, the others wait for it, and share its failure too.
type tokenSource struct {
	get   func(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error)
	clock *clock

	mu      sync.Mutex
	token   azcore.AccessToken
	request *tokenRequest // in progress, or nil
}

// tokenRequest gets a token for all that wait for it.
type tokenRequest struct {
	flight
	token azcore.AccessToken // set before the flight has landed
}

// newUserTokens issues chat tokens for one user.
func newUserTokens(c *caller, userID string) *tokenSource {
	issue := func(ctx context.Context, _ policy.TokenRequestOptions) (azcore.AccessToken, error) {
		token, err := c.issueToken(ctx, userID, []TokenScope{ScopeChat}, tokenLifetime)
		if IsNotFound(err) {
			err = c.gone(ctx, userID, asError(err))
		}
		return azcore.AccessToken{Token: token.Token, ExpiresOn: token.ExpiresOn}, err
	}
	return &tokenSource{get: issue, clock: c.clock}
}

// newEntraTokens gets tokens of Entra ID, and marks its errors as login errors.
func newEntraTokens(c *caller, credential azcore.TokenCredential) *tokenSource {
	get := func(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
		token, err := credential.GetToken(ctx, o)
		if err != nil && ctx.Err() == nil {
			err = &Error{Kind: KindUnauthorized, Operation: "log in with Entra ID", Err: err}
		}
		if err != nil {
			return azcore.AccessToken{}, loginError{err}
		}
		return token, nil
	}
	return &tokenSource{get: get, clock: c.clock}
}

// GetToken returns the current token, or gets one. Only claims make a difference between callers: they ask for a token
// that takes the place of one that was revoked.
func (s *tokenSource) GetToken(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	if o.Claims != "" {
		return s.get(ctx, o)
	}
	for {
		s.mu.Lock()
		if s.token.ExpiresOn.Sub(s.clock.now()) >= renewBefore {
			defer s.mu.Unlock()
			return s.token, nil
		}
		request, mine := s.request, s.request == nil
		if mine {
			request = &tokenRequest{flight: newFlight()}
			s.request = request
		}
		s.mu.Unlock()
		if mine {
			s.renew(ctx, o, request)
		} else if err := request.wait(ctx); err != nil {
			return azcore.AccessToken{}, err
		}
		if request.failed(mine) {
			return azcore.AccessToken{}, request.err
		}
		if request.err == nil {
			return request.token, nil
		}
	}
}

func (s *tokenSource) renew(ctx context.Context, o policy.TokenRequestOptions, request *tokenRequest) {
	token, err := s.get(ctx, o)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.token, request.token = token, token
	}
	s.request = nil
	request.land(ctx, err)
}

// forget makes the next call get another token, unless the one that the service rejected has been replaced already.
func (s *tokenSource) forget(rejected string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token.Token == rejected {
		s.token = azcore.AccessToken{}
	}
}

package client

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"github.com/terraform-acs/terraform-provider-chat/internal/client/ratelimit"
)

// caller makes single calls: it logs in, keeps to the rate limits and retries. It remembers nothing of what calls were
// about; that is the Client's job.
type caller struct {
	endpoint     string
	actingUserID string
	identity     policy.Policy // the login of identity calls; nil when there is none
	limiter      *ratelimit.Limiter
	clock        *clock
	maxRetries   int
	module       string
	userAgent    string
	transport    policy.Transporter
	log          *slog.Logger
	fresh        *creations

	credentialName string
	actingUserName string
	home           homeResource
	reported       *reportedCauses

	entra *tokenSource // what the login of identity calls needs; nil when that is an access key

	mu    sync.Mutex
	chats map[string]*userTokenPolicy // the logins of chat calls, by the UserKey of the user they act as
}

func newCaller(o Options) (*caller, error) {
	endpoint, err := ParseEndpoint(o.Endpoint)
	if err != nil {
		return nil, invalidOptions(err)
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	c := &caller{
		endpoint:     endpoint,
		actingUserID: o.ActingUserID,
		limiter:      ratelimit.New(!o.DisableThrottling, o.Logger),
		clock:        newClock(),
		maxRetries:   DefaultMaxRetries,
		module:       o.Version,
		userAgent:    o.UserAgent,
		log:          o.Logger,
		fresh:        newCreations(),
		chats:        map[string]*userTokenPolicy{},

		credentialName: o.CredentialName,
		actingUserName: o.ActingUserName,
		home:           homeResource{gate: newGate()},
		reported:       &reportedCauses{first: map[string]*Error{}},
	}
	if o.MaxRetries != nil {
		c.maxRetries = *o.MaxRetries
	}
	if o.Transport == nil {
		o.Transport = newTransport()
	}
	c.transport = quickTransport{o.Transport}
	if err := c.logIn(o); err != nil {
		return nil, err
	}
	return c, nil
}

// logIn sets up what the chosen credential allows.
func (c *caller) logIn(o Options) error {
	switch {
	case o.AccessToken != "" && o.AccessKey == "" && o.EntraID == nil:
		credential, userID, err := newStaticToken(o.AccessToken)
		if err != nil {
			asError(err).Credential = o.CredentialName
			return err
		}
		credential.name = o.CredentialName
		if o.ActingUserID != "" && !SameUser(o.ActingUserID, userID) {
			return invalidOptions(fmt.Errorf("the access token belongs to %s, but the acting user is set to %s",
				userID, o.ActingUserID))
		}
		c.actingUserID = userID
		c.chats[UserKey(userID)] = &userTokenPolicy{credential, c.clock}
		return nil
	case o.AccessKey != "" && o.AccessToken == "" && o.EntraID == nil:
		sign, err := newAccessKeyPolicy(o.AccessKey, c.clock)
		if err != nil {
			return invalidOptions(err)
		}
		c.identity = sign
		return nil
	case o.EntraID != nil && o.AccessToken == "" && o.AccessKey == "":
		c.entra = newEntraTokens(c, o.EntraID)
		c.identity = runtime.NewBearerTokenPolicy(c.entra, []string{entraScope},
			&policy.BearerTokenOptions{InsecureAllowCredentialWithHTTP: true}) // ParseEndpoint allows it on loopback only
		return nil
	default:
		return invalidOptions(errors.New(
			"exactly one of an access token, an access key and an Entra ID credential is required"))
	}
}

// pipeline builds the chain of policies that one try passes. The login comes before azcore's retry policy, which never
// retries (see attempt), and hides errors behind that of the context.
func (c *caller) pipeline(login policy.Policy, transport policy.Transporter) runtime.Pipeline {
	return runtime.NewPipeline("terraform-provider-chat", c.module, runtime.PipelineOptions{
		PerCall:  []policy.Policy{login},
		PerRetry: []policy.Policy{&logPolicy{log: c.log}, clockPolicy{c.clock}},
	}, &policy.ClientOptions{
		Retry:     policy.RetryOptions{MaxRetries: -1},
		Transport: transport,
	})
}

// chatAs returns the login that acts as the user of a call.
func (c *caller) chatAs(in call) (*userTokenPolicy, error) {
	if in.as == "" {
		e := in.error(KindUnauthorized)
		e.Message = "there is no acting user: chat calls are made as a user, and none was given"
		return nil, e
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if login, ok := c.chats[UserKey(in.as)]; ok {
		return login, nil
	}
	if c.identity == nil {
		e := in.error(KindUnauthorized)
		e.Message = fmt.Sprintf("the access token belongs to %s and cannot act as another user; "+
			"log in with a connection string or Entra ID", c.actingUserID)
		return nil, e
	}
	login := &userTokenPolicy{newUserTokens(c, in.as), c.clock}
	c.chats[UserKey(in.as)] = login
	return login, nil
}

// LogIn gets the token that every call needs, so a login that is refused, or a service that cannot be reached, is found
// out once instead of by each call: the acting user's token, or Entra ID's if there is no acting user. It makes no call
// when the login is a token, or an access key without an acting user. Any other failure is left to the calls: they are
// retried, and identity calls work although the acting user is gone.
func (c *caller) LogIn(ctx context.Context) error {
	var credential azcore.TokenCredential
	switch {
	case c.identity != nil && c.actingUserID != "":
		login, err := c.chatAs(call{as: c.actingUserID})
		if err != nil {
			return err
		}
		credential = login.credential
	case c.entra != nil:
		credential = c.entra
	default:
		return nil
	}
	// azcore's policy asks for the same.
	_, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{entraScope}, EnableCAE: true})
	switch e := asError(err); KindOf(err) {
	case KindUnauthorized, KindNoSuchHost, KindUntrusted, KindWrongScheme, KindProxyRefused, KindConnectionRefused:
		return e
	case KindForbidden:
		if c.entra != nil { // it has no role
			return e
		}
	}
	return nil
}

func invalidOptions(err error) *Error {
	return &Error{Kind: KindInvalidRequest, Operation: "log in", Err: err}
}

// doChat makes a chat call as a user. The answer is decoded into out unless that is nil.
func (c *caller) doChat(ctx context.Context, in call, out any) error {
	_, err := c.doChatResponse(ctx, in, out)
	return err
}

// doChatResponse is doChat for callers that need the answer's headers.
func (c *caller) doChatResponse(ctx context.Context, in call, out any) (*http.Response, error) {
	in = c.asUser(in)
	login, err := c.chatAs(in)
	if err != nil {
		return nil, err
	}
	in.version = chatAPIVersion
	return c.do(ctx, login, in, out)
}

// asUser names the user that a chat call is made as.
func (c *caller) asUser(in call) call {
	if in.as == "" {
		in.as = c.actingUserID
	}
	return in
}

// doIdentity makes an identity call.
func (c *caller) doIdentity(ctx context.Context, in call, out any) error {
	_, err := c.doIdentityResponse(ctx, in, out)
	return err
}

// doIdentityResponse is doIdentity for callers that need the response's status.
func (c *caller) doIdentityResponse(ctx context.Context, in call, out any) (*http.Response, error) {
	if c.identity == nil {
		e := in.error(KindUnauthorized)
		e.Message = "a user access token cannot manage users or tokens; log in with a connection string or Entra ID"
		return nil, e
	}
	if in.version == "" {
		in.version = identityAPIVersion
	}
	return c.do(ctx, c.identity, in, out)
}

func (c *caller) do(ctx context.Context, login policy.Policy, in call, out any) (*http.Response, error) {
	if err := in.checkPath(); err != nil {
		return nil, err
	}
	a := c.newAttempt(in, login)
	resp, err := a.run(ctx)
	if err != nil {
		return nil, c.shared(in.unanswered(ctx, a.tries, err))
	}
	if !in.succeeded(resp) {
		e := in.refused(resp, a.tries)
		if e.Kind == KindUnauthorized && c.isGiven(login) {
			e.Credential = c.credentialName
		}
		return resp, c.shared(e)
	}
	if out == nil {
		return resp, nil
	}
	return resp, in.decode(resp, out)
}

// isGiven reports whether a login uses the credential of the options, and not a token that was issued with it.
func (c *caller) isGiven(login policy.Policy) bool {
	chat, ok := login.(*userTokenPolicy)
	if !ok {
		return true
	}
	_, ok = chat.credential.(*staticToken)
	return ok
}

// request makes the request of one try.
func (a *attempt) request(ctx context.Context) (*policy.Request, error) {
	target := a.link
	if target == "" {
		query := url.Values{}
		maps.Copy(query, a.query)
		query.Set("api-version", a.version)
		target = a.endpoint + a.path + "?" + query.Encode()
	}
	req, err := runtime.NewRequest(ctx, a.method, target)
	if err != nil {
		return nil, err
	}
	header := req.Raw().Header
	header.Set("Accept", "application/json")
	if a.userAgent != "" {
		header.Set("User-Agent", a.userAgent) // azcore puts its own before it
	}
	header.Set("X-Ms-Client-Request-Id", a.id)
	for name, value := range a.headers {
		header.Set(name, value)
	}
	if a.body == nil {
		return req, nil
	}
	if err := runtime.MarshalAsJSON(req, a.body); err != nil {
		return nil, err
	}
	if a.patch {
		header.Set("Content-Type", "application/merge-patch+json")
	}
	return req, nil
}

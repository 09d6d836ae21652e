package client

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// caller makes single calls: it logs in, keeps to the rate limits and retries. It remembers nothing of what calls were
// about; that is the Client's job.
type caller struct {
	endpoint     string
	actingUserID string
	identity     *runtime.Pipeline // nil when the login cannot make identity calls
	limiter      *limiter
	clock        *clock
	retry        policy.RetryOptions
	log          *slog.Logger
	newChat      func(azcore.TokenCredential) runtime.Pipeline

	mu     sync.Mutex
	chats  map[string]runtime.Pipeline // by the UserKey of the user they act as
	acting *userTokenCredential        // of the acting user; nil until a call needs it, or when the login is a token
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
		limiter:      newLimiter(!o.DisableThrottling, o.Logger),
		clock:        &clock{},
		retry:        retryOptions(o.MaxRetries),
		log:          o.Logger,
		chats:        map[string]runtime.Pipeline{},
	}
	c.newChat = func(credential azcore.TokenCredential) runtime.Pipeline {
		return c.pipeline(o, &userTokenPolicy{credential: credential, clock: c.clock})
	}
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
			return err
		}
		if o.ActingUserID != "" && !SameUser(o.ActingUserID, userID) {
			return invalidOptions(fmt.Errorf("the access token belongs to %s, but the acting user is set to %s", userID, o.ActingUserID))
		}
		c.actingUserID = userID
		c.chats[UserKey(userID)] = c.newChat(credential)
		return nil
	case o.AccessKey != "" && o.AccessToken == "" && o.EntraID == nil:
		sign, err := newAccessKeyPolicy(o.AccessKey, c.clock)
		if err != nil {
			return invalidOptions(err)
		}
		pipeline := c.pipeline(o, sign)
		c.identity = &pipeline
		return nil
	case o.EntraID != nil && o.AccessToken == "" && o.AccessKey == "":
		// The double slash belongs to the scope: the resource's name ends with one.
		bearer := runtime.NewBearerTokenPolicy(entraCredential{o.EntraID}, []string{"https://communication.azure.com//.default"},
			&policy.BearerTokenOptions{InsecureAllowCredentialWithHTTP: true}) // ParseEndpoint allows plain http for loopback only
		pipeline := c.pipeline(o, bearer)
		c.identity = &pipeline
		return nil
	default:
		return invalidOptions(errors.New("exactly one of an access token, an access key and an Entra ID credential is required"))
	}
}

// pipeline builds the chain of policies that a call passes. The login comes late, so every try has its own.
func (c *caller) pipeline(o Options, login policy.Policy) runtime.Pipeline {
	transport := o.Transport
	if transport == nil {
		transport = newTransport()
	}
	return runtime.NewPipeline("terraform-provider-chat", "", runtime.PipelineOptions{
		PerCall:  []policy.Policy{correlationPolicy{}},
		PerRetry: []policy.Policy{&throttlePolicy{c.limiter, c.clock}, triesPolicy{}, login, &logPolicy{log: c.log}, clockPolicy{c.clock}},
	}, &policy.ClientOptions{
		Retry:     c.retry,
		Telemetry: policy.TelemetryOptions{ApplicationID: o.UserAgent},
		Transport: wholeTransport{loopbackTransport{transport}},
	})
}

func retryOptions(maxRetries *int) policy.RetryOptions {
	retries := DefaultMaxRetries
	if maxRetries != nil {
		retries = *maxRetries
	}
	if retries == 0 {
		retries = -1 // azcore reads zero as "the default" and a negative number as none
	}
	return policy.RetryOptions{
		MaxRetries: int32(retries),
		// 429 is not listed: the throttle waits it out without using up a retry.
		StatusCodes: []int{http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway,
			http.StatusServiceUnavailable, http.StatusGatewayTimeout},
	}
}

// chatAs returns the pipeline that acts as the user of a call.
func (c *caller) chatAs(in call) (runtime.Pipeline, error) {
	if in.as == "" {
		e := in.error(KindUnauthorized)
		e.Message = "there is no acting user: chat calls are made as a user, and none was given"
		return runtime.Pipeline{}, e
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if pipeline, ok := c.chats[UserKey(in.as)]; ok {
		return pipeline, nil
	}
	if c.identity == nil {
		e := in.error(KindUnauthorized)
		e.Message = fmt.Sprintf("the access token belongs to %s and cannot act as another user; log in with a connection string or Entra ID", c.actingUserID)
		return runtime.Pipeline{}, e
	}
	credential := newUserTokenCredential(c, in.as)
	if SameUser(in.as, c.actingUserID) {
		c.acting = credential
	}
	pipeline := c.newChat(credential)
	c.chats[UserKey(in.as)] = pipeline
	return pipeline, nil
}

// LogIn gets the acting user's token, which every chat call needs, so a login that the service refuses is found out once
// instead of by each call. It makes no call when the login is a token or there is no acting user. Any other failure is left
// to the calls: they are retried, and identity calls work although the acting user is gone.
func (c *caller) LogIn(ctx context.Context) error {
	if c.identity == nil || c.actingUserID == "" {
		return nil
	}
	if _, err := c.chatAs(call{as: c.actingUserID}); err != nil {
		return err
	}
	_, err := c.acting.GetToken(ctx, policy.TokenRequestOptions{})
	var login loginError
	if errors.As(err, &login) {
		err = login.error
	}
	if KindOf(err) == KindUnauthorized {
		return err
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
	pipeline, err := c.chatAs(in)
	if err != nil {
		return nil, err
	}
	return c.do(ctx, pipeline, chatAPIVersion, in, out)
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
	if c.identity == nil {
		e := in.error(KindUnauthorized)
		e.Message = "a user access token cannot manage users or tokens; log in with a connection string or Entra ID"
		return e
	}
	_, err := c.do(ctx, *c.identity, identityAPIVersion, in, out)
	return err
}

func (c *caller) do(ctx context.Context, pipeline runtime.Pipeline, version string, in call, out any) (*http.Response, error) {
	if err := in.checkPath(); err != nil {
		return nil, err
	}
	t, caller := in.tries, ctx
	if t == nil {
		t = in.newTries()
	}
	if in.creates {
		// An interrupt before the first try stops the call; a later one must not lose what it created.
		t.caller = caller
		var cancel context.CancelFunc
		ctx, cancel = withGrace(ctx)
		defer cancel()
	}
	req, err := c.request(ctx, version, in)
	if err != nil {
		return nil, in.failed(err)
	}
	req.SetOperationValue(t)
	resp, err := pipeline.Do(req)
	if err != nil && t.answer != nil {
		resp, err = t.answer, nil // the context ended as it came, and the retry policy drops it
	}
	if err != nil {
		return nil, in.unanswered(caller, t, err)
	}
	if !in.succeeded(resp) {
		return resp, in.refused(resp, t)
	}
	if out == nil {
		return resp, nil
	}
	return resp, in.decode(resp, out)
}

func (c *caller) request(ctx context.Context, version string, in call) (*policy.Request, error) {
	target := in.link
	if target == "" {
		query := url.Values{}
		for name, values := range in.query {
			query[name] = values
		}
		query.Set("api-version", version)
		target = c.endpoint + in.path + "?" + query.Encode()
	}
	req, err := runtime.NewRequest(ctx, in.method, target)
	if err != nil {
		return nil, err
	}
	req.Raw().Header.Set("Accept", "application/json")
	for name, value := range in.headers {
		req.Raw().Header.Set(name, value)
	}
	if in.body == nil {
		return req, nil
	}
	if err := runtime.MarshalAsJSON(req, in.body); err != nil {
		return nil, err
	}
	if in.patch {
		req.Raw().Header.Set("Content-Type", "application/merge-patch+json")
	}
	return req, nil
}

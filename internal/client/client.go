// Package client calls the chat and identity services of Azure Communication Services.
//
// It keeps the service's limits by itself, retries without doing anything twice, and never sends a credential
// to another host than the endpoint's. Every error it returns is an *Error.
package client

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

const (
	chatAPIVersion     = "2025-03-15" // newest stable chat API
	identityAPIVersion = "2023-10-01" // newest stable identity API

	// DefaultMaxRetries is how often a failed call is tried again when Options does not say.
	DefaultMaxRetries = 5
)

// Options says where the service is and how to log in. Exactly one of AccessToken, AccessKey and EntraID is set.
type Options struct {
	Endpoint string // https://<resource>.communication.azure.com; see ParseEndpoint

	AccessToken string                 // a user access token; the acting user is read from its claims
	AccessKey   string                 // base64; tokens are issued for ActingUserID
	EntraID     azcore.TokenCredential // tokens are issued for ActingUserID

	// ActingUserID is the raw id of the user that chat calls are made as. With AccessKey or EntraID it may be
	// empty: then identity calls work, and chat calls fail with KindUnauthorized.
	ActingUserID string

	MaxRetries        *int // tries after the first, 0–; nil means DefaultMaxRetries
	DisableThrottling bool // do not hold calls back to keep within the documented limits

	UserAgent string             // added to the telemetry header; at most 24 characters, no spaces
	Logger    *slog.Logger       // debug log of calls and waits, without secrets; nil means none
	Transport policy.Transporter // nil means HTTP, without following redirects
}

// Client makes calls. It is safe for concurrent use. Make one with New.
type Client struct {
	endpoint     string
	actingUserID string
	identity     *runtime.Pipeline // nil when the login cannot make identity calls
	throttle     *throttle
	retry        policy.RetryOptions
	log          *slog.Logger
	rosters      *rosters
	queues       *addQueues
	directory    *threadDirectory
	sends        *sendLedger
	newChat      func(azcore.TokenCredential) runtime.Pipeline

	mu    sync.Mutex
	chats map[string]runtime.Pipeline // by the UserKey of the user they act as
}

// New checks the options and makes a client. It makes no call. A token that is expired, malformed or lacks the
// chat scope is refused here with KindUnauthorized.
func New(o Options) (*Client, error) {
	endpoint, err := ParseEndpoint(o.Endpoint)
	if err != nil {
		return nil, invalidOptions(err)
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	c := &Client{
		endpoint:     endpoint,
		actingUserID: o.ActingUserID,
		throttle:     newThrottle(!o.DisableThrottling, o.Logger),
		retry:        retryOptions(o.MaxRetries),
		log:          o.Logger,
		chats:        map[string]runtime.Pipeline{},
	}
	c.rosters, c.queues, c.sends, c.directory = newRosters(c), newAddQueues(c), newSendLedger(), newThreadDirectory(c)
	c.newChat = func(credential azcore.TokenCredential) runtime.Pipeline {
		return c.pipeline(o, &userTokenPolicy{credential: credential})
	}
	if err := c.logIn(o); err != nil {
		return nil, err
	}
	return c, nil
}

// logIn sets up what the one chosen way in allows.
func (c *Client) logIn(o Options) error {
	switch {
	case o.AccessToken != "" && o.AccessKey == "" && o.EntraID == nil:
		credential, userID, err := newStaticToken(o.AccessToken)
		if err != nil {
			return err
		}
		if o.ActingUserID != "" && !SameUser(o.ActingUserID, userID) {
			return invalidOptions(fmt.Errorf("the access token is %s's, and the acting user is to be %s", userID, o.ActingUserID))
		}
		c.actingUserID = userID
		c.chats[UserKey(userID)] = c.newChat(credential)
		return nil
	case o.AccessKey != "" && o.AccessToken == "" && o.EntraID == nil:
		sign, err := newAccessKeyPolicy(o.AccessKey)
		if err != nil {
			return invalidOptions(err)
		}
		pipeline := c.pipeline(o, sign)
		c.identity = &pipeline
		return nil
	case o.EntraID != nil && o.AccessToken == "" && o.AccessKey == "":
		// The double slash belongs to the scope: the resource's name ends with one.
		bearer := runtime.NewBearerTokenPolicy(entraCredential{o.EntraID}, []string{"https://communication.azure.com//.default"},
			&policy.BearerTokenOptions{InsecureAllowCredentialWithHTTP: true}) // ParseEndpoint let only loopback through
		pipeline := c.pipeline(o, bearer)
		c.identity = &pipeline
		return nil
	default:
		return invalidOptions(errors.New("exactly one of an access token, an access key and an Entra ID credential is needed"))
	}
}

// pipeline builds the chain that a call runs through, login last but for the transport.
func (c *Client) pipeline(o Options, login policy.Policy) runtime.Pipeline {
	transport := o.Transport
	if transport == nil {
		transport = newTransport()
	}
	return runtime.NewPipeline("terraform-provider-chat", "", runtime.PipelineOptions{
		PerCall:  []policy.Policy{correlationPolicy{}},
		PerRetry: []policy.Policy{c.throttle, resendPolicy{}, login, &logPolicy{log: c.log}},
	}, &policy.ClientOptions{
		Retry:     c.retry,
		Telemetry: policy.TelemetryOptions{ApplicationID: o.UserAgent},
		Transport: wholeTransport{transport},
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
		// 429 is not among them: the throttle waits it out without spending a try.
		StatusCodes: []int{http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway,
			http.StatusServiceUnavailable, http.StatusGatewayTimeout},
	}
}

// Endpoint returns the service's endpoint without a trailing slash.
func (c *Client) Endpoint() string { return c.endpoint }

// ActingUserID returns the raw id of the user that chat calls are made as; empty when there is none.
func (c *Client) ActingUserID() string { return c.actingUserID }

// CanManageIdentities tells whether the login can create users and issue tokens: an access key and Entra ID can,
// a user token cannot.
func (c *Client) CanManageIdentities() bool { return c.identity != nil }

// chatAs returns the pipeline that acts as the user of a call.
func (c *Client) chatAs(in call) (runtime.Pipeline, error) {
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
	pipeline := c.newChat(newUserTokenCredential(c, in.as))
	c.chats[UserKey(in.as)] = pipeline
	return pipeline, nil
}

func invalidOptions(err error) *Error {
	return &Error{Kind: KindInvalidRequest, Operation: "log in", Err: err}
}

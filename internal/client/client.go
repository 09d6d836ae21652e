// Package client calls the chat and identity services of Azure Communication Services.
//
// It keeps to the service's rate limits, retries without doing anything twice, and never sends a credential to any host
// but the endpoint's. Every error it returns is an *Error.
package client

import (
	"log/slog"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

const (
	chatAPIVersion     = "2025-03-15" // newest stable chat API
	identityAPIVersion = "2023-10-01" // newest stable identity API
	// identityPreviewVersion is the only one with custom ids and with a call that reads a user.
	//
	// Source: service.md, preview 2025-03-02-preview
	identityPreviewVersion = "2025-03-02-preview"

	// DefaultMaxRetries is how many times a failed call is retried when Options does not say.
	DefaultMaxRetries = 5
)

// Options says where the service is and how to log in. Set exactly one of AccessToken, AccessKey and EntraID.
type Options struct {
	Endpoint string // https://<resource>.communication.azure.com; see ParseEndpoint

	AccessToken string                 // a user access token; the acting user is read from its claims
	AccessKey   string                 // base64; tokens are issued for ActingUserID
	EntraID     azcore.TokenCredential // tokens are issued for ActingUserID

	// ActingUserID is the raw id of the user that chat calls are made as. With AccessKey or EntraID it may be
	// empty: then identity calls work, and chat calls fail with KindUnauthorized.
	ActingUserID string

	MaxRetries        *int // retries after the first try, 0 or more; nil means DefaultMaxRetries
	DisableThrottling bool // slow down only after a 429, instead of keeping to the documented limits

	CredentialName string // what errors call the credential, such as the variable it came from
	ActingUserName string // what errors call ActingUserID, such as the variable it came from

	Version   string             // of this module, in the User-Agent header
	UserAgent string             // what the User-Agent header ends with, such as Terraform/1.14.0
	Logger    *slog.Logger       // debug log of calls and waits, without secrets; nil means none
	Transport policy.Transporter // must support httptrace, as net/http does; nil means HTTP, without following redirects
}

// Client makes calls, and remembers what it learns from them. It is safe for concurrent use. Make one with New.
type Client struct {
	*caller

	directory *threadDirectory
	sends     *sendLedger

	mu      sync.Mutex
	threads map[string]*thread // by id, made when they are first needed
}

// New checks the options and makes a client. It makes no call. A token that is malformed, lacks the chat scope or
// expired more than a day ago is refused here with KindUnauthorized.
func New(o Options) (*Client, error) {
	calls, err := newCaller(o)
	if err != nil {
		return nil, err
	}
	c := &Client{caller: calls, directory: newThreadDirectory(calls), sends: newSendLedger(),
		threads: map[string]*thread{}}
	return c, nil
}

func (c *Client) thread(id string) *thread {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.threads[id] == nil {
		c.threads[id] = newThread(c, id)
	}
	return c.threads[id]
}

// Endpoint returns the service's endpoint without a trailing slash.
func (c *Client) Endpoint() string { return c.endpoint }

// ActingUserID returns the raw id of the user that chat calls are made as; empty when there is none.
func (c *Client) ActingUserID() string { return c.actingUserID }

// CanManageIdentities reports whether the login can create users and issue tokens: an access key and Entra ID can,
// a user token cannot.
func (c *Client) CanManageIdentities() bool { return c.identity != nil }

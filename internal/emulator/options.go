// Package emulator is Azure Communication Services chat and identity on loopback: the same calls, answers, refusals and
// limits, with its data in SQLite, for tests, demonstrations and people without an account. README.md lists where it
// knowingly differs from the service.
package emulator

import (
	"cmp"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// Clock tells the time that tokens, retention, limits and messages go by.
type Clock interface {
	Now() time.Time
}

// SystemClock is the machine's clock.
type SystemClock struct{}

// Now returns the present time.
func (SystemClock) Now() time.Time { return time.Now() }

// Options say how a Server behaves. The zero value is a server on a free loopback port with its data in memory and a
// random access key.
type Options struct {
	// Addr is the TCP address to listen on; "" means 127.0.0.1 and a free port.
	Addr string
	// Hosts are names of the server in a network of containers. Requests that use one see the page and reach the admin
	// endpoint from other machines too, without a login. The first one is in URL.
	Hosts []string
	// DataFile is the SQLite file that keeps the data, created if it does not exist; "" keeps the data in memory. The
	// resource's id, its access key and the key that signs tokens are kept in it too.
	DataFile string
	// AccessKey is the base64 key that signs identity calls. "" means the one in DataFile, or a random one when there
	// is none yet.
	AccessKey string
	// WellKnown gives the server the fixed resource, access key and first user of WellKnownResource, WellKnownAccessKey
	// and WellKnownUserID, so configurations can be written down once.
	WellKnown bool
	// Seed is what empty data begins with, as JSON; nil means nothing. Data that has users is left as it is. README.md
	// describes the format.
	Seed []byte
	// Clock is where the time comes from; nil means SystemClock.
	Clock Clock
	// SignatureClock is what the dates of signatures are compared with; nil means Clock. For a Clock that runs ahead of
	// the clients' own.
	SignatureClock Clock
	// Limits enforces the service's documented rate limits.
	Limits bool
	// Latency answers as slowly as the service typically does.
	Latency bool
	// AccessLog gets one line of JSON a request; nil means none.
	AccessLog io.Writer
	// TLS is the certificate to serve https with; nil means plain http.
	TLS *tls.Certificate
	// AdminAddr is the TCP address of an endpoint that injects faults over HTTP; "" means that there is none. It asks
	// for no credential.
	AdminAddr string
	// EntraID also lets identity calls in that carry an Entra ID token in place of a signature: one of IssueEntraToken,
	// or, with TLS, one that the server's own Entra ID issued to its application. See EntraLogin.
	EntraID bool
	// Choices says what to answer in cases of which there is no recording; nil means the first answer in each.
	Choices Choices
	// AnyAPIVersion takes versions of the API that the server does not know for the newest one, in place of refusing
	// them.
	AnyAPIVersion bool
	// Origins are those whose web pages may call the service, such as https://app.example; OriginLoopback and OriginAny
	// stand for many. nil means OriginLoopback. A page needs a token like everybody else.
	Origins []string
	// DiscardRequests keeps only the latest 200 requests in the record, which otherwise grows with every call. For
	// servers that run for long.
	DiscardRequests bool
}

// ErrAccessKey says that an access key is not base64 or is empty.
var ErrAccessKey = errors.New("the access key is not valid base64")

// OptionError says that an option cannot be what it is.
type OptionError struct{ Err error }

func (e *OptionError) Error() string { return e.Err.Error() }

func (e *OptionError) Unwrap() error { return e.Err }

// check refuses options that make no sense with an *OptionError, and fills in the defaults.
func (o *Options) check() error {
	o.setDefaults()
	for _, address := range []string{o.Addr, cmp.Or(o.AdminAddr, o.Addr)} {
		if _, _, err := net.SplitHostPort(address); err != nil {
			return &OptionError{fmt.Errorf("an address is HOST:PORT: %w", err)}
		}
	}
	for _, err := range []error{o.Choices.check(), origins(o.Origins).check(), checkAccessKey(o.AccessKey)} {
		if err != nil {
			return &OptionError{err}
		}
	}
	return nil
}

func (o *Options) setDefaults() {
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	if o.Clock == nil {
		o.Clock = SystemClock{}
	}
	if o.SignatureClock == nil {
		o.SignatureClock = o.Clock
	}
	if o.Origins == nil {
		o.Origins = []string{OriginLoopback}
	}
}

// checkAccessKey refuses a key that signs nothing; "" stands for another one.
func checkAccessKey(text string) error {
	if text == "" {
		return nil
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrAccessKey, err)
	}
	if len(key) == 0 {
		return fmt.Errorf("%w: it is empty", ErrAccessKey)
	}
	return nil
}

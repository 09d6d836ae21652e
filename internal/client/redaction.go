package client

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Types that hold a secret print without it, with any verb and any logger: Format is for fmt, which prefers it to
// String and GoString, LogValue for slog, and MarshalText for encoders.

const redacted = "REDACTED"

// Format prints when the token ends, without the token.
func (t AccessToken) Format(s fmt.State, _ rune) { write(s, t.withoutSecret()) }

// LogValue is Format for slog.
func (t AccessToken) LogValue() slog.Value { return slog.StringValue(t.withoutSecret()) }

// MarshalText is Format for encoders.
func (t AccessToken) MarshalText() ([]byte, error) { return []byte(t.withoutSecret()), nil }

func (t AccessToken) withoutSecret() string {
	return fmt.Sprintf("access token %s until %s", orNone(t.Token), t.ExpiresOn.UTC().Format(time.RFC3339))
}

// Format prints the connection string without the access key.
func (cs ConnectionString) Format(s fmt.State, _ rune) { write(s, cs.withoutSecret()) }

// LogValue is Format for slog.
func (cs ConnectionString) LogValue() slog.Value { return slog.StringValue(cs.withoutSecret()) }

// MarshalText is Format for encoders.
func (cs ConnectionString) MarshalText() ([]byte, error) { return []byte(cs.withoutSecret()), nil }

func (cs ConnectionString) withoutSecret() string {
	return fmt.Sprintf("endpoint=%s;accesskey=%s", cs.Endpoint, orNone(cs.AccessKey))
}

// Format prints the endpoint, the acting user and which logins are set, without their secrets.
func (o Options) Format(s fmt.State, _ rune) { write(s, o.withoutSecret()) }

// LogValue is Format for slog.
func (o Options) LogValue() slog.Value { return slog.StringValue(o.withoutSecret()) }

// MarshalText is Format for encoders.
func (o Options) MarshalText() ([]byte, error) { return []byte(o.withoutSecret()), nil }

func (o Options) withoutSecret() string {
	return fmt.Sprintf("endpoint %s, acting user %q, access token %s, access key %s, Entra ID %t",
		o.Endpoint, o.ActingUserID, orNone(o.AccessToken), orNone(o.AccessKey), o.EntraID != nil)
}

func write(s fmt.State, text string) { _, _ = io.WriteString(s, text) }

func orNone(secret string) string {
	if secret == "" {
		return "none"
	}
	return redacted
}

// withoutCredential removes the credential of a request from the response to it: a service or a proxy that repeats the
// Authorization header in an error message must not bring it into a diagnostic.
func withoutCredential(payload []byte, request http.Header) []byte {
	authorization := request.Get("Authorization")
	_, secret, ok := strings.Cut(authorization, "Signature=")
	if !ok {
		_, secret, _ = strings.Cut(authorization, "Bearer ")
	}
	if secret == "" {
		return payload
	}
	// JSON encoders differ in how they write two characters of base64.
	var pairs []string
	for _, plus := range []string{"+", `\u002B`, `\u002b`} {
		for _, slash := range []string{"/", `\/`} {
			written := strings.NewReplacer("+", plus, "/", slash).Replace(secret)
			pairs = append(pairs, written, redacted)
		}
	}
	return []byte(strings.NewReplacer(pairs...).Replace(string(payload)))
}

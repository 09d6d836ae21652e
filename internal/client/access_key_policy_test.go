package client

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// testKey is "an access key of thirty-two bytes" in base64.
const testKey = "YW4gYWNjZXNzIGtleSBvZiB0aGlydHktdHdvIGJ5dGVz"

// The signatures were computed by another program from the documented string to sign.
func TestAccessKeyPolicy_signsAsDocumented(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // the bubble's clock begins at midnight of 2000-01-01
		for _, test := range []struct{ method, path, body, hash, signature string }{
			{"POST", "/identities/8%3Aacs%3Ax_y/:issueAccessToken", `{"scopes":["chat"]}`,
				"J+doRQjtFVYLx3qOvzptwBLjQWqy6OEWEEk1TY1+rT4=", "CDdPFEvFC6NITODlJR36XwGIiqQiFlfBSN8w5xH1VWI="},
			{"DELETE", "/identities/x", "",
				"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "ZAIrfencYnbAIupjsIP7TiVUfmiRi8P7u0tWz7vmV1U="},
		} {
			var got http.Header
			c, err := New(Options{Endpoint: "https://contoso.communication.azure.com/", AccessKey: testKey,
				Transport: fake(func(req *http.Request) (*http.Response, error) {
					got = req.Header.Clone()
					equal(t, "body", bodyOf(req), test.body)
					return answer(http.StatusNoContent, ""), nil
				})})
			if err != nil {
				t.Fatal(err)
			}
			in := call{op: opDeleteUser, method: test.method, path: test.path, want: http.StatusNoContent}
			if test.body != "" {
				in.body = map[string][]string{"scopes": {"chat"}}
			}
			noErrors(t, []error{c.doIdentity(t.Context(), in, nil)})
			equal(t, "x-ms-date", got.Get("x-ms-date"), "Sat, 01 Jan 2000 00:00:00 GMT")
			equal(t, "x-ms-content-sha256", got.Get("x-ms-content-sha256"), test.hash)
			equal(t, "Authorization", got.Get("Authorization"),
				"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="+test.signature)
		}
	})
}

// The service refuses a date that is five minutes off: a try after a long pause needs a signature of its own.
func TestAccessKeyPolicy_signsEachTryAnew(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.InjectFault(emulator.Fault{Operation: emulator.OpCreateIdentity, Status: http.StatusTooManyRequests,
			Header: http.Header{"Retry-After": {"600"}}})
		start := time.Now()
		if _, err := s.client(t).CreateUser(t.Context()); err != nil {
			t.Fatal(err)
		}
		atLeast(t, "wait", time.Since(start), 10*time.Minute, time.Second)
	})
}

func TestAccessKeyPolicy_wrongKeyIsUnauthorized(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t, func(o *Options) { o.AccessKey = testKey })
		_, err := c.CreateUser(t.Context())
		wantKind(t, err, KindUnauthorized)
		equal(t, "code", asError(err).Code, "Denied")
		_, _, err = c.CreateThread(t.Context(), NewThread{Topic: "x"})
		wantKind(t, err, KindUnauthorized)
		if strings.Contains(err.Error(), testKey) {
			t.Errorf("the error tells the key: %v", err)
		}
	})
}

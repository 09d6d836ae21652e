package client

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A host that does not exist is a mistake in the endpoint, or a name that will be known in a moment.
func TestTransport_noSuchHostFailsInTwoSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries, start := 0, time.Now()
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			tries++
			missing := &net.DNSError{Err: "no such host", Name: req.URL.Host, IsNotFound: true}
			dial := &net.OpError{Op: "dial", Net: "tcp", Err: missing}
			return nil, &url.Error{Op: "Get", URL: req.URL.String(), Err: dial}
		})
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindNoSuchHost)
		equal(t, "tries", tries, quickTries)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("it took %v", took)
		}
		if strings.Contains(err.Error(), "%3A") {
			t.Errorf("the error shows an escaped URL: %v", err)
		}
	})
}

func TestTransport_nameThatIsKnownInAMomentIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		c := faked(t, func(*http.Request) (*http.Response, error) {
			if tries++; tries < quickTries {
				return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", IsNotFound: true}}
			}
			return answer(http.StatusNoContent, ""), nil
		})
		noErrors(t, []error{c.UpdateThread(t.Context(), someThread, ThreadPatch{})})
	})
}

// A proxy that does not let a connection through is asked once.
func TestTransport_proxyRefuses(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusProxyAuthRequired, http.StatusForbidden} {
		var asked atomic.Int32
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			asked.Add(1)
			w.WriteHeader(status)
		}))
		t.Cleanup(proxy.Close)
		through, err := url.Parse(strings.Replace(proxy.URL, "//", "//user:password@", 1))
		noErrors(t, []error{err})
		client := newTransport().(*http.Client)
		client.Transport.(*http.Transport).Proxy = http.ProxyURL(through)
		c := faked(t, nil, func(o *Options) { o.Transport = client })
		_, err = c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindProxyRefused)
		equal(t, "status", asError(err).Status, status)
		equal(t, "connections", asked.Load(), 1)
		if !strings.Contains(err.Error(), through.Host) || strings.Contains(err.Error(), "password") {
			t.Errorf("the error says %v", err)
		}
	}
}

func TestTransport_wrongScheme(t *testing.T) {
	t.Parallel()
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	for _, endpoint := range []string{
		strings.Replace(plain.URL, "http:", "https:", 1), strings.Replace(secure.URL, "https:", "http:", 1),
	} {
		transport := newTransport().(*http.Client)
		start := time.Now()
		c := faked(t, nil, func(o *Options) { o.Endpoint, o.Transport = endpoint, transport })
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindWrongScheme)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: it took %v", endpoint, took)
		}
		transport.CloseIdleConnections()
	}
}

// A service that cannot be reached is one error of the login, and not one of each object.
func TestLogIn_saysThatTheServiceCannotBeReached(t *testing.T) {
	for want, cause := range map[Kind]error{
		KindNoSuchHost:  &net.DNSError{Err: "no such host", IsNotFound: true},
		KindUntrusted:   &tls.CertificateVerificationError{Err: errors.New("unknown authority")},
		KindWrongScheme: http.ErrSchemeMismatch,
	} {
		synctest.Test(t, func(t *testing.T) {
			c := faked(t, func(*http.Request) (*http.Response, error) { return nil, &net.OpError{Op: "dial", Err: cause} },
				func(o *Options) { o.AccessToken, o.AccessKey, o.ActingUserID = "", testKey, aUser })
			wantKind(t, c.LogIn(t.Context()), want)
		})
	}
}

// What the service asked to wait, and how long the call took, is what a user needs to choose a timeout.
func TestError_timeoutSaysHowLong(t *testing.T) {
	for name, response := range map[string]func() *http.Response{
		"429": func() *http.Response { return answer(http.StatusTooManyRequests, "", "Retry-After", "20") },
		"503": func() *http.Response { return answer(http.StatusServiceUnavailable, "", "Retry-After", "20") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := faked(t, func(*http.Request) (*http.Response, error) { return response(), nil })
				ctx, cancel := contextFor(t, 5*time.Second)
				defer cancel()
				_, err := c.GetThread(ctx, someThread)
				if kind := KindOf(err); kind != KindTimeout && kind != KindThrottled {
					t.Fatalf("the error is %v", err)
				}
				equal(t, "asked to wait", asError(err).AskedToWait, 20*time.Second)
				if took := asError(err).Took; took > 5*time.Second {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

// A service or a proxy that repeats the Authorization header does not bring it into an error.
func TestError_repeatedCredentialIsRedacted(t *testing.T) {
	t.Parallel()
	echo := func(status int, body func(authorization string) string) func(*http.Request) (*http.Response, error) {
		return func(req *http.Request) (*http.Response, error) {
			return answer(status, body(req.Header.Get("Authorization"))), nil
		}
	}
	for name, body := range map[string]func(string) string{
		"in the message": func(a string) string { return `{"error":{"code":"Denied","message":"bad header ` + a + `"}}` },
		"in the code":    func(a string) string { return `{"error":{"code":"` + a + `"}}` },
		"in the target":  func(a string) string { return `{"error":{"code":"Denied","target":"` + a + `"}}` },
		"escaped": func(a string) string {
			return `{"error":{"code":"Denied","message":"` + strings.NewReplacer("+", `\u002B`, "/", `\/`).Replace(a) + `"}}`
		},
	} {
		given := token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat"})
		ctx := context.Background()
		withToken := faked(t, echo(http.StatusBadRequest, body), func(o *Options) { o.AccessToken = given })
		err := withToken.UpdateThread(ctx, someThread, ThreadPatch{})
		if text := err.Error(); strings.Contains(text, given) || !strings.Contains(text, redacted) {
			t.Errorf("%s: the error says %s", name, text)
		}
		var signature string
		withKey := faked(t, func(req *http.Request) (*http.Response, error) {
			_, signature, _ = strings.Cut(req.Header.Get("Authorization"), "Signature=")
			return echo(http.StatusBadRequest, body)(req)
		}, func(o *Options) { o.AccessToken, o.AccessKey = "", testKey })
		_, err = withKey.CreateUser(ctx)
		if text := err.Error(); signature == "" || strings.Contains(text, signature) || !strings.Contains(text, redacted) {
			t.Errorf("%s: the error says %s", name, text)
		}
	}
	given := token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat"})
	c := faked(t, echo(http.StatusCreated, func(a string) string {
		return `{"invalidParticipants":[{"target":"` + aUser + `","code":"401","message":"` + a + `"}]}`
	}), func(o *Options) { o.AccessToken = given })
	rejected, err := c.AddMembers(t.Context(), someThread, []Member{{UserID: aUser}})
	if err != nil || len(rejected) != 1 || strings.Contains(rejected[0].Error(), given) {
		t.Errorf("the members were rejected: %v, %v", rejected, err)
	}
}

package client

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// faked makes a client whose service is one function. It logs in with a user token.
func faked(t testing.TB, service func(*http.Request) (*http.Response, error), changes ...func(*Options)) *Client {
	t.Helper()
	o := Options{Endpoint: "https://contoso.communication.azure.com", Transport: fake(service),
		AccessToken: token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat"})}
	for _, change := range changes {
		change(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const someThread = "19:acsV2_abc@thread.v2"

func TestPath_escapesIDs(t *testing.T) {
	equal(t, "path", path("chat", "threads", someThread), "/chat/threads/19%3AacsV2_abc%40thread.v2")
	equal(t, "path", path("a b", "c/d", "e?f", "%"), "/a%20b/c%2Fd/e%3Ff/%25")
}

// An id that is a dot segment, or none, would make the call on what is above it.
func TestCall_dotSegmentsAreRefused(t *testing.T) {
	for _, id := range []string{"", ".", ".."} {
		calls := 0
		c := faked(t, func(*http.Request) (*http.Response, error) { calls++; return answer(http.StatusNoContent, ""), nil },
			func(o *Options) { o.AccessToken, o.AccessKey, o.ActingUserID = "", testKey, aUser })
		ctx := t.Context()
		_, noThread := c.GetThread(ctx, id)
		_, noMembers := c.ListMembers(ctx, id)
		_, noMessage := c.GetMessage(ctx, MessageRef{ThreadID: someThread, ID: id})
		_, notSent := c.SendMessage(ctx, id, "", NewMessage{Content: "x"})
		_, noToken := c.IssueToken(ctx, id, nil, 0)
		for i, err := range []error{noThread, noMembers, noMessage, notSent, noToken, c.DeleteThread(ctx, id), c.RemoveMember(ctx, id, aUser),
			c.DeleteMessage(ctx, MessageRef{ThreadID: someThread, ID: id}), c.DeleteMessage(ctx, MessageRef{ThreadID: id, ID: "1"}),
			c.DeleteUser(ctx, id), c.RevokeTokens(ctx, id), c.AddMember(ctx, id, Member{UserID: aUser})} {
			if KindOf(err) != KindInvalidIdentifier {
				t.Errorf("call %d with the id %q gives %v", i, id, err)
			}
		}
		equal(t, "calls", calls, 0)
	}
}

func TestCall_sendsWhatTheServiceExpects(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []*http.Request
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			got = append(got, req.Clone(context.Background()))
			if len(got) == 1 {
				return answer(http.StatusServiceUnavailable, ""), nil
			}
			return answer(http.StatusNoContent, ""), nil
		}, func(o *Options) { o.Version, o.UserAgent = "1.2.3", "tests/1" })
		noErrors(t, []error{c.UpdateThread(t.Context(), someThread, ThreadPatch{Topic: new("x")})})
		equal(t, "tries", len(got), 2)
		for _, req := range got {
			equal(t, "method", req.Method, "PATCH")
			equal(t, "target", req.URL.RequestURI(), "/chat/threads/19%3AacsV2_abc%40thread.v2?api-version=2025-03-15")
			equal(t, "Content-Type", req.Header.Get("Content-Type"), "application/merge-patch+json")
			equal(t, "Accept", req.Header.Get("Accept"), "application/json")
			equal(t, "id", req.Header.Get("X-Ms-Client-Request-Id"), got[0].Header.Get("X-Ms-Client-Request-Id"))
			if req.Header.Get("X-Ms-Client-Request-Id") == "" || !strings.HasPrefix(req.Header.Get("Authorization"), "Bearer ") ||
				!strings.HasPrefix(req.UserAgent(), "azsdk-go-terraform-provider-chat/1.2.3 (") ||
				!strings.HasSuffix(req.UserAgent(), ") tests/1") {
				t.Errorf("headers %v", req.Header)
			}
		}
	})
}

// An answer that is JSON but empty must not pass for an empty object or list.
func TestCall_answerWithoutWhatItMustHold(t *testing.T) {
	calls := map[string]func(context.Context, *Client) error{
		"read thread": func(ctx context.Context, c *Client) error { _, err := c.GetThread(ctx, someThread); return err },
		"read message": func(ctx context.Context, c *Client) error {
			_, err := c.GetMessage(ctx, MessageRef{ThreadID: someThread, ID: "1"})
			return err
		},
		"list members": func(ctx context.Context, c *Client) error { _, err := c.ListMembers(ctx, someThread); return err },
		"list threads": func(ctx context.Context, c *Client) error {
			for _, err := range c.ListThreads(ctx, time.Time{}) {
				return err
			}
			return nil
		},
		"create user": func(ctx context.Context, c *Client) error { _, err := c.CreateUser(ctx); return err },
		"issue token": func(ctx context.Context, c *Client) error { _, err := c.IssueToken(ctx, aUser, nil, 0); return err },
	}
	for name, do := range calls {
		for _, body := range []string{`{}`, `null`, ``, `[]`, `{"value":null}`, `"text"`, `{"id":17}`} {
			synctest.Test(t, func(t *testing.T) {
				c := faked(t, func(req *http.Request) (*http.Response, error) {
					if req.Method == http.MethodGet || strings.Contains(req.URL.Path, "ssue") {
						return answer(http.StatusOK, body), nil
					}
					return answer(http.StatusCreated, body), nil
				}, func(o *Options) {
					if strings.Contains(name, "user") || strings.Contains(name, "token") {
						o.AccessToken, o.AccessKey = "", testKey
					}
				})
				err := do(t.Context(), c)
				if KindOf(err) != KindBadAnswer {
					t.Errorf("%s answered with %q gives %v", name, body, err)
				}
			})
		}
	}
}

func TestCall_refusalWithoutWordsSpeaksByItsStatus(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for status, want := range map[int]Kind{400: KindInvalidRequest, 401: KindUnauthorized, 403: KindForbidden, 404: KindBadAnswer, 405: KindInvalidRequest,
			409: KindConflict, 413: KindInvalidRequest, 415: KindInvalidRequest, 302: KindUnexpected, 200: KindUnexpected, 501: KindServerError, 407: KindProxyRefused} {
			for _, body := range []string{"", "<html>", "[]", `{"error":"text"}`, `{"error":{}}`, `{"Code":17}`} {
				if status == 200 && body == "<html>" {
					continue // that is a failed connection
				}
				c := faked(t, func(*http.Request) (*http.Response, error) { return answer(status, body, "MS-CV", "vector"), nil })
				err := c.UpdateThread(t.Context(), someThread, ThreadPatch{})
				wantKind(t, err, want)
				e := asError(err)
				equal(t, "status", e.Status, status)
				equal(t, "request id", e.RequestID, "vector")
				equal(t, "object", e.Object, someThread)
				if strings.Contains(err.Error(), "html") {
					t.Errorf("the error repeats the body: %v", err)
				}
			}
		}
	})
}

func TestCall_requestIDFallsBackToOurOwn(t *testing.T) {
	c := faked(t, func(*http.Request) (*http.Response, error) {
		return answer(http.StatusForbidden, "", "X-Ms-Client-Request-Id", "ours"), nil
	})
	_, err := c.GetThread(t.Context(), someThread)
	equal(t, "request id", asError(err).RequestID, "ours")
}

// A time limit of the connection's own is not the caller's: there is time to try again.
func TestCall_timeLimitOfTheConnectionIsRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		c := faked(t, func(*http.Request) (*http.Response, error) {
			tries++
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: context.DeadlineExceeded}
		})
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindUnavailable)
		equal(t, "tries", tries, 1+DefaultMaxRetries)
	})
}

// An interrupt must not lose what a call under way makes.
func TestCreateThread_finishesAfterAnInterrupt(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		s.latency = func(*http.Request) time.Duration { return 10 * time.Second }
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second) // the token takes ten
		defer cancel()
		created, _, err := c.CreateThread(ctx, NewThread{Topic: "x"})
		if err != nil || created.ID == "" {
			t.Errorf("the thread was made, and the caller got %+v, %v", created, err)
		}
	})
}

func TestCreateThread_isNotBegunAfterAnInterrupt(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, _, err := s.client(t).CreateThread(ctx, NewThread{Topic: "x"})
		wantKind(t, err, KindTimeout)
		equal(t, "calls", len(s.Requests()), 0)
	})
}

func TestCreateThread_allTriesCarryOneRepeatabilityID(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		s.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, After: true, Drop: true, Times: 3})
		first := s.thread(t, c)
		second := s.thread(t, c)
		ids := map[string]bool{}
		for _, r := range s.Requests(emulator.OpCreateThread) {
			ids[r.Header.Get("repeatability-request-id")] = true
		}
		threads, err := s.Threads(t.Context())
		if err != nil || len(threads) != 2 || first == second || len(ids) != 2 {
			t.Errorf("%d threads from %d repeatability ids, %v", len(threads), len(ids), err)
		}
	})
}

func TestError_reachesThroughWrappers(t *testing.T) {
	cause := errors.New("the cause")
	e := &Error{Kind: KindForbidden, Operation: "read thread", Object: someThread, Status: 403, Code: "Forbidden",
		Message: "not a participant", Target: aUser, RequestID: "vector", Err: cause}
	wrapped := fmt.Errorf("outer: %w", fmt.Errorf("inner: %w", e))
	equal(t, "kind", KindOf(wrapped), KindForbidden)
	equal(t, "not found", IsNotFound(wrapped), false)
	equal(t, "text", e.Error(), "read thread "+someThread+": HTTP 403 Forbidden: Forbidden: not a participant (target "+aUser+"): the cause [request id vector]")
	if !errors.Is(wrapped, cause) || asError(wrapped) != e {
		t.Error("the cause is lost")
	}
	equal(t, "kind of a foreign error", KindOf(cause), KindUnexpected)
	equal(t, "kind of none", KindOf(nil), KindUnexpected)
}

// Every operation fails as the user that it was made as, and identity calls as none.
func TestError_namesTheActingUser(t *testing.T) {
	identity := []emulator.Operation{emulator.OpCreateIdentity, emulator.OpDeleteIdentity, emulator.OpIssueToken, emulator.OpRevokeTokens}
	for _, target := range operations() {
		t.Run(target.name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				w := newWorld(t, s)
				w.InjectFault(emulator.Fault{Operation: target.operation, Status: http.StatusForbidden, Times: 9})
				err := target.do(t.Context(), w)
				wantKind(t, err, KindForbidden)
				want := w.user
				if slices.Contains(identity, target.operation) {
					want = ""
				}
				equal(t, "acting user", asError(err).ActingUser, want)
			})
		})
	}
}

func TestError_namesAnotherActingUser(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		w := newWorld(t, s)
		noErrors(t, []error{w.client.RemoveMember(t.Context(), w.thread, w.member)})
		_, err := w.client.SendMessage(t.Context(), w.thread, w.spare, NewMessage{Content: "x"})
		wantKind(t, err, KindForbidden)
		equal(t, "acting user", asError(err).ActingUser, w.spare)
	})
}

func TestCreated_readsLocation(t *testing.T) {
	message := call{path: path("chat", "threads", someThread, "messages")}
	thread := call{path: path("chat", "threads")}
	for _, row := range []struct {
		in             call
		location, want string
	}{
		{message, "https://contoso.communication.azure.com/chat/threads/19%3AacsV2_abc@thread.v2/messages/1591137790240", "1591137790240"},
		{message, "/chat/threads/19%3AacsV2_abc%40thread.v2/messages/1591137790240?api-version=2025-03-15", "1591137790240"},
		{thread, "https://contoso.communication.azure.com/chat/threads/19%3AacsV2_abc@thread.v2", someThread},
		{message, "https://contoso.communication.azure.com/chat/threads/19%3Aother@thread.v2/messages/1591137790240", ""},
		{thread, "https://contoso.communication.azure.com/chat/threads/19%3AacsV2_abc@thread.v2/messages/1", ""},
		{thread, "/chat/threads/", ""},
		{thread, "::", ""},
		{thread, "", ""},
	} {
		equal(t, "id from "+row.location, row.in.created(answer(http.StatusCreated, "", "Location", row.location)), row.want)
	}
	equal(t, "id from a refusal", thread.created(answer(http.StatusForbidden, "", "Location", "/chat/threads/x")), "")
	equal(t, "id from no answer", thread.created(nil), "")
}

func FuzzCreated(f *testing.F) {
	f.Add("https://contoso.communication.azure.com/chat/threads/19%3AacsV2_abc@thread.v2")
	f.Add("/chat/threads/..")
	f.Add("/chat/threads/%2F")
	f.Fuzz(func(t *testing.T, location string) {
		resp := &http.Response{StatusCode: http.StatusCreated, Header: http.Header{"Location": {location}}}
		if id := (call{path: path("chat", "threads")}).created(resp); strings.Contains(id, "/") {
			t.Errorf("%q leads to %q", location, id)
		}
	})
}

package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// service is an emulator that clients of a test reach without a network, so that a test can run in virtual time.
type service struct {
	*emulator.Server
	user    string                                                 // the acting user
	latency func(*http.Request) time.Duration                      // how long an answer takes; nil means no time
	before  func(*http.Request) (answer *http.Response, err error) // may answer in the emulator's place
	after   func(*http.Request, *http.Response) error              // may lose or change the emulator's answer
	ahead   time.Duration                                          // how far the service's clock is ahead of ours
}

// newService starts an emulator. It must be called outside a synctest bubble, because it listens.
func newService(t testing.TB, opts ...func(*emulator.Options)) *service {
	t.Helper()
	s := &service{Server: emulatortest.New(t, opts...)}
	s.user = s.newUsers(t, 1)[0]
	return s
}

func withLimits(o *emulator.Options) { o.Limits = true }

// inVirtualTime runs a test against a new emulator in a bubble where waiting takes no time.
func inVirtualTime(t *testing.T, test func(t *testing.T, s *service), opts ...func(*emulator.Options)) {
	t.Helper()
	s := newService(t, opts...)
	synctest.Test(t, func(t *testing.T) { test(t, s) })
}

func (s *service) clock() time.Time { return time.Now().Add(s.ahead) }

// pass lets virtual time pass. It must be called in a bubble.
func pass(d time.Duration) { <-time.After(d) }

func (s *service) newUsers(t testing.TB, n int) []string {
	t.Helper()
	users := make([]string, n)
	for i := range users {
		var err error
		if users[i], err = s.CreateUser(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	return users
}

// client makes a client that logs in with the access key as the acting user, unless the changes say otherwise.
func (s *service) client(t testing.TB, changes ...func(*Options)) *Client {
	t.Helper()
	o := Options{Endpoint: s.URL(), AccessKey: s.AccessKey(), ActingUserID: s.user, Transport: s}
	for _, change := range changes {
		change(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Do carries a request to the emulator's handler.
func (s *service) Do(req *http.Request) (resp *http.Response, err error) {
	if err := s.travel(req); err != nil {
		return nil, err
	}
	if s.before != nil {
		if resp, err := s.before(req); resp != nil || err != nil {
			reportWritten(req, err)
			return resp, err
		}
	}
	reportWritten(req, nil)
	resp, err = s.serve(req)
	if err == nil && s.after != nil {
		err = s.after(req, resp)
	}
	if err == nil {
		err = s.travel(req)
	}
	return resp, err
}

// travel waits for the way there or the way back: half of the latency.
func (s *service) travel(req *http.Request) error {
	ctx := req.Context()
	if s.latency != nil {
		wait := time.NewTimer(s.latency(req) / 2)
		defer wait.Stop()
		select {
		case <-wait.C:
		case <-ctx.Done():
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s %q: %w", req.Method, req.URL, err)
	}
	return nil
}

func (s *service) serve(req *http.Request) (resp *http.Response, err error) {
	received := req.Clone(req.Context())
	received.RequestURI, received.Host = req.URL.RequestURI(), req.URL.Host
	if received.Body == nil {
		received.Body = http.NoBody
	}
	defer func() { // faults of the emulator end a request by this panic
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			resp, err = nil, io.ErrUnexpectedEOF
		default:
			panic(p)
		}
	}()
	recorder := httptest.NewRecorder()
	s.Handler().ServeHTTP(recorder, received)
	resp = recorder.Result()
	resp.Header.Set("Date", s.clock().UTC().Format(http.TimeFormat)) // a recorder leaves it out
	resp.Request = req
	return resp, nil
}

// answer makes an answer that does not come from the emulator.
func answer(status int, body string, header ...string) *http.Response {
	resp := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)),
		Request: &http.Request{URL: &url.URL{Scheme: "https"}}}
	for i := 0; i < len(header); i += 2 {
		resp.Header.Set(header[i], header[i+1])
	}
	return resp
}

// fake is a service that answers with one function.
type fake func(*http.Request) (*http.Response, error)

func (f fake) Do(req *http.Request) (*http.Response, error) {
	resp, err := f(req)
	reportWritten(req, err)
	if resp != nil {
		resp.Request = req
	}
	return resp, err
}

// reportWritten does what a transport of net/http does when it has written a request: it has, unless it did not get a
// connection.
func reportWritten(req *http.Request, err error) {
	var dial *net.OpError
	var certificate *tls.CertificateVerificationError
	if trace := httptrace.ContextClientTrace(req.Context()); trace != nil && !errors.As(err, &certificate) && (!errors.As(err, &dial) || dial.Op != "dial") {
		trace.WroteHeaders()
	}
}

// calls counts the requests of an operation.
func (s *service) calls(op emulator.Operation) int { return len(s.Requests(op)) }

func (s *service) refusals() int {
	n := 0
	for _, r := range s.Requests() {
		if r.Status == http.StatusTooManyRequests {
			n++
		}
	}
	return n
}

func (s *service) thread(t testing.TB, c *Client, members ...Member) string {
	t.Helper()
	created, _, err := c.CreateThread(t.Context(), NewThread{Topic: "topic", Members: members})
	if err != nil {
		t.Fatal(err)
	}
	return created.ID
}

// contextFor returns a context that ends after a while.
func contextFor(t testing.TB, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}

// isMember reports whether a client finds a user in a thread.
func (s *service) isMember(t testing.TB, c *Client, threadID, userID string) bool {
	t.Helper()
	_, found, err := c.FindMember(t.Context(), threadID, userID)
	if err != nil {
		t.Error(err)
	}
	return found
}

// memberIDs returns who is in a thread beside the acting user, in order.
func (s *service) memberIDs(t testing.TB, threadID string) []string {
	t.Helper()
	members, err := s.Members(t.Context(), threadID)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, m := range members {
		if m.UserID != s.user {
			ids = append(ids, m.UserID)
		}
	}
	slices.Sort(ids)
	return ids
}

// texts returns the messages that users sent to a thread and did not delete, oldest first.
func (s *service) texts(t testing.TB, threadID string) []string {
	t.Helper()
	messages, err := s.Messages(t.Context(), threadID)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, m := range messages {
		if (m.Type == string(MessageText) || m.Type == string(MessageHTML)) && m.DeletedOn == nil {
			texts = append(texts, m.Content)
		}
	}
	slices.Sort(texts)
	return texts
}

func sorted(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}

func members(ids ...string) []Member {
	m := make([]Member, len(ids))
	for i, id := range ids {
		m[i] = Member{UserID: id}
	}
	return m
}

// parallel runs a function for each element with so many workers, as Terraform does with resources, and returns
// the errors by element.
func parallel[T any](workers int, elements []T, do func(T) error) []error {
	errs := make([]error, len(elements))
	next := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range next {
				errs[i] = do(elements[i])
			}
		})
	}
	for i := range elements {
		next <- i
	}
	close(next)
	wg.Wait()
	return errs
}

func noErrors(t testing.TB, errs []error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func wantKind(t testing.TB, err error, want Kind) {
	t.Helper()
	if err == nil || KindOf(err) != want {
		t.Errorf("error of kind %d, want %d: %v", KindOf(err), want, err)
	}
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// atLeast is for times that end by chance: up to spread after the least.
func atLeast(t testing.TB, what string, got, least, spread time.Duration) {
	t.Helper()
	if got < least || got > least+spread {
		t.Errorf("%s is %v, want %v to %v", what, got, least, least+spread)
	}
}

func equalSlices[T comparable](t testing.TB, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func bodyOf(req *http.Request) string {
	if req.Body == nil {
		return ""
	}
	body, _ := io.ReadAll(req.Body)
	req.Body = io.NopCloser(bytes.NewReader(body))
	return string(body)
}

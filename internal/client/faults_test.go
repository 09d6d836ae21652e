package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// faults lists what can happen to one try of a call that may be tried again.
func faults() map[string]emulator.Fault {
	return map[string]emulator.Fault{
		"dropped before":          {Drop: true},
		"dropped after":           {Drop: true, After: true},
		"429 with Retry-After":    {Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"7"}}},
		"429 without Retry-After": {Status: http.StatusTooManyRequests},
		"408":                     {Status: http.StatusRequestTimeout},
		"500 before":              {Status: http.StatusInternalServerError},
		"500 after":               {Status: http.StatusInternalServerError, After: true},
		"503 with Retry-After":    {Status: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"3"}}},
		"503 after":               {Status: http.StatusServiceUnavailable, After: true},
		"truncated":               {Truncate: true},
		"truncated error":         {Truncate: true, Status: http.StatusBadGateway},
		"garbage before":          {Status: http.StatusOK, Body: "<html>sign in to the network</html>"},
		"garbage after":           {Status: http.StatusCreated, Body: "<html>", After: true},
	}
}

// Whatever happens to two tries of a call, it succeeds in the end, and was carried out once.
func TestFaults_areOvercome(t *testing.T) {
	for _, target := range operations() {
		t.Run(target.name, func(t *testing.T) {
			t.Parallel()
			for name, fault := range faults() {
				t.Run(name, func(t *testing.T) {
					inVirtualTime(t, func(t *testing.T, s *service) { overcome(t, newWorld(t, s), target, fault) })
				})
			}
		})
	}
}

func overcome(t *testing.T, w *world, target faultTarget, fault emulator.Fault) {
	fault.Operation, fault.Times = target.operation, 2
	w.ResetRequests()
	w.InjectFault(fault)
	if err := target.do(t.Context(), w); err != nil {
		t.Errorf("it failed: %v", err)
	}
	want, wantCalls := target.done, 3
	switch {
	case target.operation == emulator.OpCreateIdentity && struckAfter(fault):
		want += " new new" // as CreateUser says
	case target.operation == emulator.OpSendMessage && struckAfter(fault):
		wantCalls = 1 // it was found in the thread
	case noBody(target.operation) && fault.Truncate && fault.Status == 0:
		wantCalls = 1 // an answer without a body cannot be cut
	case target.operation == emulator.OpDeleteIdentity && struckAfter(fault):
		wantCalls++ // the user that showed that the other one was of this resource
	}
	equal(t, "what the emulator holds", w.describe(t), want)
	equal(t, "calls", w.calls(target.operation), wantCalls)
}

// struckAfter reports whether a fault lets the call be carried out.
func struckAfter(f emulator.Fault) bool { return f.After || f.Truncate && f.Status == 0 }

// When it goes on and on, the call fails with the right kind, and was carried out once or not at all.
func TestFaults_thatLastAreSaid(t *testing.T) {
	kinds := map[string]Kind{"dropped before": KindUnavailable, "dropped after": KindUnavailable,
		"500 before": KindServerError, "500 after": KindServerError, "503 with Retry-After": KindServerError,
		"503 after": KindServerError, "truncated": KindUnavailable, "truncated error": KindUnavailable, "408": KindServerError,
		"garbage before": KindBadAnswer, "garbage after": KindBadAnswer,
		"429 with Retry-After": KindThrottled, "429 without Retry-After": KindThrottled}
	for _, target := range operations() {
		t.Run(target.name, func(t *testing.T) {
			t.Parallel()
			for name, fault := range faults() {
				t.Run(name, func(t *testing.T) {
					inVirtualTime(t, func(t *testing.T, s *service) {
						w := newWorld(t, s, func(o *Options) { o.MaxRetries = new(2) })
						fault.Operation, fault.Times = target.operation, 1000
						w.InjectFault(fault)
						ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute+time.Second/2) // not when a pause ends
						defer cancel()
						err := target.do(ctx, w)
						want := untouched
						if struckAfter(fault) {
							want = target.done
						}
						switch {
						case target.operation == emulator.OpSendMessage && struckAfter(fault):
							// The look into the thread found the message.
							noErrors(t, []error{err})
						case noBody(target.operation) && name == "truncated":
							noErrors(t, []error{err}) // an answer without a body cannot be cut
						case target.operation == emulator.OpCreateIdentity && struckAfter(fault):
							wantKind(t, err, kinds[name])
							want += " new new"
						case target.operation == emulator.OpCreateThread && kinds[name] != KindThrottled:
							wantKind(t, err, KindAmbiguous)
						default:
							wantKind(t, err, kinds[name])
						}
						equal(t, "what the emulator holds", w.describe(t), want)
					})
				})
			}
		})
	}
}

func noBody(op emulator.Operation) bool {
	return slices.Contains([]emulator.Operation{emulator.OpUpdateThread, emulator.OpDeleteThread, emulator.OpRemoveParticipant,
		emulator.OpUpdateMessage, emulator.OpDeleteMessage, emulator.OpDeleteIdentity, emulator.OpRevokeTokens}, op)
}

func TestFaults_refusedConnections(t *testing.T) {
	for _, target := range operations() {
		t.Run(target.name, func(t *testing.T) {
			t.Parallel()
			for refused, kind := range map[int]Kind{2: KindUnexpected, 1000: KindUnavailable} {
				inVirtualTime(t, func(t *testing.T, s *service) {
					w := newWorld(t, s)
					w.client = w.service.client(t, func(o *Options) { _, o.Transport = networkOf(t, w) })
					w.network.refuse = func() bool { refused--; return refused >= 0 }
					err := target.do(t.Context(), w)
					if kind == KindUnexpected {
						noErrors(t, []error{err})
						equal(t, "what the emulator holds", w.describe(t), target.done)
						return
					}
					wantKind(t, err, kind)
					equal(t, "what the emulator holds", w.describe(t), untouched)
				})
			}
		})
	}
}

// networkOf gives a world a new network, without connections that are kept alive.
func networkOf(t *testing.T, w *world) (*network, *http.Client) {
	n, client := newNetwork(t, w.Handler())
	w.network = n
	return n, client
}

// hanging makes calls of an operation hang until the client goes away, before or after they are carried out.
type hanging struct {
	http.Handler
	matches func(*http.Request) bool
	left    atomic.Int32 // how many more calls hang
	after   bool
}

func (h *hanging) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !h.matches(r) || h.left.Add(-1) < 0 {
		h.Handler.ServeHTTP(w, r)
		return
	}
	bodyOf(r) // a server notices that the client is gone only when it has read the body
	if h.after {
		h.Handler.ServeHTTP(discard{}, r)
	}
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

// discard is an answer that nobody gets.
type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}

func TestFaults_hangingServer(t *testing.T) {
	for _, target := range operations() {
		t.Run(target.name, func(t *testing.T) {
			t.Parallel()
			for _, after := range []bool{false, true} {
				for times, limit := range map[int]time.Duration{1: time.Hour, 1000: 90 * time.Second} {
					name := fmt.Sprintf("carried out %v, %d times", after, times)
					t.Run(name, func(t *testing.T) {
						inVirtualTime(t, func(t *testing.T, s *service) { hang(t, newWorld(t, s), target, after, times, limit) })
					})
				}
			}
		})
	}
}

func hang(t *testing.T, w *world, target faultTarget, after bool, times int, limit time.Duration) {
	h := &hanging{Handler: w.Handler(), after: after, matches: func(r *http.Request) bool { return operationOf(r) == target.operation }}
	_, transport := newNetwork(t, h)
	w.client = w.service.client(t, func(o *Options) { o.Transport = transport })
	if target.operation != emulator.OpIssueToken { // the token is at hand when the trouble begins
		if _, err := w.client.GetThread(t.Context(), w.thread); err != nil {
			t.Fatal(err)
		}
	}
	w.ResetRequests()
	h.left.Store(int32(times))
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	start := time.Now()
	err := target.do(ctx, w)
	took := time.Since(start)
	want := target.done
	switch {
	case times == 1:
		noErrors(t, []error{err})
		if took > answerTimeout+10*time.Second {
			t.Errorf("it took %v", took)
		}
		if target.operation == emulator.OpCreateIdentity && after {
			want += " new"
		}
	case target.operation == emulator.OpSendMessage && after:
		noErrors(t, []error{err}) // the look into the thread found it
	default:
		if target.operation == emulator.OpCreateThread {
			wantKind(t, err, KindAmbiguous)
		} else {
			wantKind(t, err, KindTimeout)
		}
		if took > limit+2*graceAfterCancel {
			t.Errorf("it took %v with a limit of %v", took, limit)
		}
		if !after {
			want = untouched
		}
		if target.operation == emulator.OpCreateIdentity && after {
			want += " new"
		}
	}
	equal(t, "what the emulator holds", w.describe(t), want)
}

// operationOf tells what call a request is, for what stands in front of the emulator.
func operationOf(r *http.Request) emulator.Operation {
	shapes := map[string]emulator.Operation{
		"POST threads": emulator.OpCreateThread, "GET threads": emulator.OpListThreads, "GET threads/*": emulator.OpGetThread,
		"PATCH threads/*": emulator.OpUpdateThread, "DELETE threads/*": emulator.OpDeleteThread,
		"GET threads/*/participants": emulator.OpListParticipants, "POST threads/*/participants/:add": emulator.OpAddParticipants,
		"POST threads/*/participants/:remove": emulator.OpRemoveParticipant,
		"POST threads/*/messages":             emulator.OpSendMessage, "GET threads/*/messages": emulator.OpListMessages,
		"GET threads/*/messages/*": emulator.OpGetMessage, "PATCH threads/*/messages/*": emulator.OpUpdateMessage,
		"DELETE threads/*/messages/*": emulator.OpDeleteMessage, "GET threads/*/readReceipts": emulator.OpListReadReceipts,
		"POST identities": emulator.OpCreateIdentity, "DELETE identities/*": emulator.OpDeleteIdentity,
		"POST identities/*/:issueAccessToken": emulator.OpIssueToken, "POST identities/*/:revokeAccessTokens": emulator.OpRevokeTokens,
	}
	segments := strings.Split(strings.TrimPrefix(strings.TrimPrefix(r.URL.EscapedPath(), "/chat"), "/"), "/")
	for i := 1; i < len(segments); i += 2 { // ids stand at every other place
		if !strings.HasPrefix(segments[i], ":") {
			segments[i] = "*"
		}
	}
	return shapes[r.Method+" "+strings.Join(segments, "/")]
}

// Refusals in each of the service's envelopes are said, and not tried again.
func TestFaults_refusalsInEveryEnvelope(t *testing.T) {
	envelopes := map[string]string{
		"error":              `{"error":{"code":"Forbidden","message":"The initiator is not a participant.","target":"8:acs:x"}}`,
		"CommunicationError": `{"CommunicationError":{"Code":"Forbidden","Message":"The initiator is not a participant.","Target":"8:acs:x","Details":null}}`,
		"bare":               `{"Code":"Forbidden","Message":"The initiator is not a participant.","Target":"8:acs:x"}`,
		"bare in lower case": `{"code":"Forbidden","message":"The initiator is not a participant.","target":"8:acs:x"}`,
	}
	for _, target := range operations() {
		t.Run(target.name, func(t *testing.T) {
			t.Parallel()
			for name, body := range envelopes {
				inVirtualTime(t, func(t *testing.T, s *service) {
					w := newWorld(t, s)
					w.InjectFault(emulator.Fault{Operation: target.operation, Status: http.StatusForbidden, Body: body})
					w.ResetRequests()
					err := target.do(t.Context(), w)
					wantKind(t, err, KindForbidden)
					if e := asError(err); e == nil || e.Code != "Forbidden" || e.Message != "The initiator is not a participant." ||
						e.Target != "8:acs:x" || e.Status != http.StatusForbidden || e.RequestID == "" || e.Operation == "" {
						t.Errorf("%s: the error holds %+v", name, e)
					}
					equal(t, "calls", w.calls(target.operation), 1)
					equal(t, "what the emulator holds", w.describe(t), untouched)
				})
			}
		})
	}
}

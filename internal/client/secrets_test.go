package client

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"
)

// notebook keeps everything that is written anywhere.
type notebook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (n *notebook) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

func (n *notebook) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// secrets collects what must never be written: what was sent in Authorization, and the tokens that were answered.
type secrets struct {
	mu    sync.Mutex
	found map[string]bool
}

func (s *secrets) add(secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found[secret] = true
}

func (s *secrets) request(req *http.Request) {
	if _, credential, found := strings.Cut(req.Header.Get("Authorization"), " "); found {
		s.add(credential[strings.LastIndex(credential, "Signature=")+1:])
		if _, signature, isSignature := strings.Cut(credential, "Signature="); isSignature {
			s.add(signature)
		}
	}
}

func (s *secrets) response(resp *http.Response) {
	body, _ := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(strings.NewReader(string(body)))
	var issued struct{ Token string }
	if json.Unmarshal(body, &issued) == nil && issued.Token != "" {
		s.add(issued.Token)
		s.add(strings.Split(issued.Token, ".")[2])
	}
}

// Every call is made, with and without faults, at debug level and with the listener of azcore's own log: no token, key
// or signature may be in what was written or said.
func TestSecrets_areNeverWritten(t *testing.T) {
	written := &notebook{}
	azlog.SetListener(func(event azlog.Event, text string) { _, _ = io.WriteString(written, string(event)+": "+text+"\n") })
	defer azlog.SetListener(nil)
	hidden := &secrets{found: map[string]bool{}}
	for _, target := range operations() {
		s := newService(t)
		hidden.add(s.AccessKey())
		synctest.Test(t, func(t *testing.T) { everythingHappens(t, s, target, written, hidden) })
	}
	text := written.String()
	for _, line := range []string{"POST /chat/threads 201 ", " failed ", "the service asked to wait", "Request: ==>", "Retry: "} {
		if !strings.Contains(text, line) {
			t.Errorf("the log has no %q: this test shows nothing", line)
		}
	}
	if len(hidden.found) < 20 {
		t.Errorf("only %d secrets were seen", len(hidden.found))
	}
	for secret := range hidden.found {
		if i := strings.Index(text, secret); i >= 0 {
			t.Fatalf("a secret was written: …%s…", text[max(0, i-80):min(len(text), i+120)])
		}
	}
}

// everythingHappens makes a call with each fault in turn, each with a client of its own, which needs a token of its own.
func everythingHappens(t *testing.T, s *service, target faultTarget, written *notebook, hidden *secrets) {
	t.Helper()
	s.before = func(req *http.Request) (*http.Response, error) { hidden.request(req); return nil, nil }
	s.after = func(_ *http.Request, resp *http.Response) error { hidden.response(resp); return nil }
	logger := slog.New(slog.NewTextHandler(written, &slog.HandlerOptions{Level: slog.LevelDebug}))
	w := newWorld(t, s)
	for _, fault := range faults() {
		w.client = s.client(t, func(o *Options) { o.Logger, o.MaxRetries = logger, new(1) })
		fault.Operation, fault.Times = target.operation, 2 // so that most end in an error
		w.InjectFault(fault)
		if err := target.do(t.Context(), w); err != nil {
			_, _ = io.WriteString(written, err.Error()+"\n")
		}
	}
}

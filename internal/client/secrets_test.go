package client

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
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
		for name, fault := range faults() {
			s := newService(t)
			raw, err := base64.StdEncoding.DecodeString(s.AccessKey())
			if err != nil {
				t.Fatal(err)
			}
			hidden.add(s.AccessKey())
			hidden.add(string(raw))
			synctest.Test(t, func(t *testing.T) {
				if name == "dropped after" { // one fault that ends in an error is enough
					fault.Times = 100
				}
				everythingOnce(t, s, target, fault, written, hidden)
			})
		}
	}
	text := written.String()
	for _, line := range []string{"call answered", "call failed", "slow down", "Request: ==>", "Retry: "} {
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

func everythingOnce(t *testing.T, s *service, target faultTarget, fault emulator.Fault, written *notebook, hidden *secrets) {
	t.Helper()
	s.before = func(req *http.Request) (*http.Response, error) { hidden.request(req); return nil, nil }
	s.after = func(_ *http.Request, resp *http.Response) error { hidden.response(resp); return nil }
	logger := slog.New(slog.NewTextHandler(written, &slog.HandlerOptions{Level: slog.LevelDebug}))
	w := newWorld(t, s)
	w.client = s.client(t, func(o *Options) { o.Logger = logger })
	fault.Operation = target.operation
	w.InjectFault(fault)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	if err := target.do(ctx, w); err != nil {
		_, _ = io.WriteString(written, err.Error()+"\n")
	}
}

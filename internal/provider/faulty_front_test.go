package provider

import (
	"context"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// faultyFront stands before the emulator, and fails one call when it is armed.
type faultyFront struct {
	proxy *httputil.ReverseProxy

	mu     sync.Mutex
	left   int // calls until one fails; 0 when it is not armed
	fault  string
	cancel context.CancelFunc
}

func newFaultyFront(t *testing.T, s *testService) *faultyFront {
	t.Helper()
	target, err := url.Parse(s.URL())
	must(t, err)
	f := &faultyFront{proxy: &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.Host = r.In.Host // which is signed
	}, ErrorLog: log.New(io.Discard, "", 0)}}
	front := httptest.NewServer(f)
	t.Cleanup(front.Close)
	s.env[envConnectionString] = "endpoint=" + front.URL + "/;accesskey=" + s.AccessKey()
	return f
}

// arm makes one of the next calls fail, and says how.
func (f *faultyFront) arm(random *rand.Rand, cancel context.CancelFunc) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	faults := []string{"refused", "failed", "dropped before", "dropped after", "interrupted before", "interrupted after"}
	f.left, f.fault, f.cancel = 1+random.IntN(10), faults[random.IntN(len(faults))], cancel
	return fmt.Sprintf("call %d is %s", f.left, f.fault)
}

func (f *faultyFront) disarm() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.left = 0
}

// due counts a call and returns the fault that strikes it.
func (f *faultyFront) due() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.left == 0 {
		return ""
	}
	if f.left--; f.left > 0 {
		return ""
	}
	if strings.HasPrefix(f.fault, "interrupted") {
		f.cancel()
	}
	return f.fault
}

func (f *faultyFront) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fault := f.due()
	if r.Method == http.MethodPost && r.URL.Path == "/chat/threads" { // a lost answer orphans the thread, as is documented
		fault = strings.Replace(fault, "after", "before", 1)
	}
	switch fault {
	case "":
		f.proxy.ServeHTTP(w, r)
	case "refused":
		w.WriteHeader(http.StatusForbidden)
	case "failed":
		w.WriteHeader(http.StatusInternalServerError)
	case "dropped after", "interrupted after":
		f.proxy.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	default:
		panic(http.ErrAbortHandler)
	}
}

package entra

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// A redirect from https to http on the same host would send the request token in the clear.
func TestTokenRequest_doesNotFollowARedirect(t *testing.T) {
	t.Parallel()
	var followed atomic.Int32
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		followed.Add(1)
		_, _ = w.Write([]byte(`{"value":"token"}`))
	}))
	t.Cleanup(plain.Close)
	service := httptest.NewTLSServer(http.RedirectHandler(plain.URL+"/?state=confidential", http.StatusFound))
	t.Cleanup(service.Close)

	c := Config{Transport: service.Client().Transport}
	options, err := c.clientOptions()
	if err != nil {
		t.Fatal(err)
	}
	request, err := newTokenRequest(Value{Text: service.URL, Name: "oidc_request_url"}, Value{Text: "bearer"}, "1.2.3", options)
	if err != nil {
		t.Fatal(err)
	}
	token, err := request.token(t.Context())
	if err == nil || token != "" || followed.Load() != 0 {
		t.Fatalf("the redirect was followed %d times, with %q, %v", followed.Load(), token, err)
	}
	if text := err.Error(); !strings.Contains(text, plain.URL) || strings.Contains(text, "confidential") {
		t.Errorf("the error says %q", text)
	}
}

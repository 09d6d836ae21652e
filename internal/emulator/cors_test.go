package emulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// preflight asks for a page of an origin, as a browser does, whether a call of the SDK may be made.
func (f *fixture) preflight(origin string) reply {
	f.t.Helper()
	return f.send("OPTIONS", f.URL()+"/chat/threads?api-version=2025-03-15", http.Header{
		"Origin": {origin}, "Access-Control-Request-Method": {"POST"},
		"Access-Control-Request-Headers": {"authorization,content-type,repeatability-request-id,x-ms-useragent"},
	}, nil)
}

func withOrigins(named ...string) func(*emulatorOptions) {
	return func(o *emulatorOptions) { o.Origins = append([]string{}, named...) }
}

func TestCORS_WhichOriginsMayCall(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options          []func(*emulatorOptions)
		allowed, refused []string
	}{
		"by default loopback": {nil,
			[]string{"http://localhost:3000", "https://127.0.0.1", "http://127.1.2.3:80", "http://[::1]:5173"},
			[]string{"https://evil.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "null", "file://", "http://192.0.2.1", "localhost"}},
		"the named ones": {[]func(*emulatorOptions){withOrigins("https://app.example:8443", "null")},
			[]string{"https://app.example:8443", "null"},
			[]string{"https://app.example", "http://app.example:8443", "https://a.app.example:8443", "http://localhost:3000"}},
		"loopback and a named one": {[]func(*emulatorOptions){withOrigins(emulator.OriginLoopback, "https://app.example")},
			[]string{"https://app.example", "http://localhost"}, []string{"https://evil.example"}},
		"all":  {[]func(*emulatorOptions){withOrigins(emulator.OriginAny)}, []string{"https://any.example", "null"}, nil},
		"none": {[]func(*emulatorOptions){withOrigins()}, nil, []string{"http://localhost:3000", "https://app.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, test.options...)
			for _, origin := range test.allowed {
				got := f.preflight(origin)
				if got.status != 204 || got.header.Get("Access-Control-Allow-Origin") != origin {
					t.Errorf("%s was answered %d %v", origin, got.status, got.header)
				}
			}
			for _, origin := range test.refused {
				got := f.preflight(origin)
				if got.status != 403 || got.header.Get("Access-Control-Allow-Origin") != "" || !strings.Contains(got.text, "-cors "+origin) {
					t.Errorf("%s was answered %d %v %s", origin, got.status, got.header, got.text)
				}
			}
			if calls := f.Requests(); len(calls) > 0 {
				t.Errorf("preflights are in the record: %v", calls)
			}
		})
	}
}

func TestCORS_PreflightAllowsWhatTheSDKSends(t *testing.T) {
	t.Parallel()
	got := newFixture(t).preflight("http://localhost:3000").header
	for name, want := range map[string]string{
		"Access-Control-Allow-Headers": "authorization,content-type,repeatability-request-id,x-ms-useragent",
		"Access-Control-Allow-Methods": "GET, POST, PATCH, DELETE",
		"Vary":                         "Origin",
	} {
		if got.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, got.Get(name), want)
		}
	}
}

func TestCORS_TheTokenStillDecides(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	threads := f.URL() + "/chat/threads?api-version=2025-03-15"
	for _, test := range []struct {
		origin, token string
		status        int
		readable      bool
	}{
		{"http://localhost:3000", "Bearer " + anna.token, 200, true},
		{"http://localhost:3000", "", 401, true},
		{"https://evil.example", "", 401, false},
	} {
		got := f.send("GET", threads, http.Header{"Origin": {test.origin}, "Authorization": {test.token}}, nil)
		if got.status != test.status || (got.header.Get("Access-Control-Allow-Origin") != "") != test.readable {
			t.Errorf("a page of %s got %d %v", test.origin, got.status, got.header)
		}
	}
}

func TestCORS_FaultsAreReadable(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.InjectFault(emulator.Fault{Status: 429, Header: http.Header{"Retry-After": {"2"}}})
	got := f.send("GET", f.URL()+"/chat/threads", http.Header{"Origin": {"http://localhost"}}, nil)
	if got.status != 429 || got.header.Get("Access-Control-Allow-Origin") == "" || got.header.Get("Access-Control-Expose-Headers") != "*" {
		t.Errorf("the fault was answered %d %v", got.status, got.header)
	}
}

func TestCORS_ThePageIsForNoOtherOrigin(t *testing.T) {
	t.Parallel()
	f := newFixture(t, withOrigins(emulator.OriginAny))
	for _, origin := range []string{"http://localhost:3000", "https://evil.example"} {
		got := f.send("GET", f.URL()+"/", http.Header{"Origin": {origin}}, nil)
		if got.status != 200 || got.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("the page was answered %d %v to %s", got.status, got.header, origin)
		}
	}
}

func TestCORS_RefusesWhatIsNotAnOrigin(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{"app.example", "https://app.example/", "HTTPS://app.example", "https://app.example/x", "//app.example", ""} {
		if server, err := emulator.New(emulator.Options{Origins: []string{wrong}}); err == nil {
			_ = server.Close()
			t.Errorf("%q was taken", wrong)
		}
	}
}

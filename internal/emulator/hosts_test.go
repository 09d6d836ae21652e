package emulator

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestPage_IsShownToWhomItMayConcern(t *testing.T) {
	t.Parallel()
	s := &Server{options: Options{Hosts: []string{"chat"}}}
	const here, there = "127.0.0.1:1", "172.17.0.3:1"
	for _, test := range []struct {
		host, from  string
		page, admin bool
	}{
		{"localhost:8087", here, true, true},
		{"LOCALHOST", here, true, true},
		{"[::1]", "[::1]:1", true, true},
		{"[::1]:8087", here, true, true},
		{"127.0.0.1:8087", there, false, true},
		{"127.0.0.1:8087:8087", here, true, true}, // as the JavaScript SDK names it
		{"[::1]:8087:8087", here, true, true},
		{"evil.example:8087:8087", here, false, false},
		{"127.0.0.1.evil.example", here, false, false},
		{"evil.example:8087", here, false, false},
		{"localhost.evil.example", here, false, false},
		{"Chat:8087", there, true, true},
		{"chat.evil.example", there, false, false},
		{"", here, false, false},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.Host, r.RemoteAddr = test.host, test.from
		if got := s.mayLook(r); got != test.page {
			t.Errorf("%s from %s sees the page: %v", test.host, test.from, got)
		}
		if got := addressedByIP(r) || s.addressedByName(r); got != test.admin {
			t.Errorf("%s from %s reaches the admin endpoint: %v", test.host, test.from, got)
		}
	}
}

func TestWellKnownKey_LetsNoOtherNameIn(t *testing.T) {
	t.Parallel()
	s := &Server{options: Options{Hosts: []string{"chat"}}}
	for _, test := range []struct {
		host, key string
		admitted  bool
	}{
		{"127.0.0.1:8087:8087", WellKnownAccessKey, true},
		{"localhost:8087", WellKnownAccessKey, true},
		{"chat:8087", WellKnownAccessKey, true},
		{"evil.example", WellKnownAccessKey, false},
		{"evil.example:8087", WellKnownAccessKey, false},
		{"", WellKnownAccessKey, false},
		{"evil.example", "a secret", true},
	} {
		s.keys.access = test.key
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/identities", nil)
		r.Host = test.host
		if err := s.checkHost(r); (err == nil) != test.admitted {
			t.Errorf("%q with the key %s: %v", test.host, test.key, err)
		}
	}
}

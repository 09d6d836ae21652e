package emulator

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// The values of Options.Origins that are not an origin.
const (
	OriginLoopback = "loopback" // http and https pages of localhost and loopback addresses, on any port
	OriginAny      = "*"
)

// origins are those whose pages may call the service. They get in as everybody else does: with a token.
type origins []string

// check refuses values that no page could match.
func (allowed origins) check() error {
	for _, origin := range allowed {
		if origin == OriginLoopback || origin == OriginAny || origin == "null" {
			continue
		}
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" || origin != strings.ToLower(u.Scheme+"://"+u.Host) {
			return fmt.Errorf("%q is not an origin such as https://app.example:8443: scheme and host in lower case, and "+
				"nothing after them", origin)
		}
	}
	return nil
}

func (allowed origins) include(origin string) bool {
	return slices.Contains(allowed, OriginAny) || slices.Contains(allowed, origin) ||
		slices.Contains(allowed, OriginLoopback) && isLoopback(origin)
}

func isLoopback(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	return u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()
}

// serve lets pages of the allowed origins read the answer, and reports whether the request was a preflight, which it
// answers. (The Fetch standard, "CORS protocol".)
func (allowed origins) serve(w http.ResponseWriter, r *http.Request) (preflight bool) {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	preflight = r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
	header := w.Header()
	header.Add("Vary", "Origin")
	if !allowed.include(origin) {
		if preflight {
			http.Error(
				w,
				fmt.Sprintf("Pages of %s may not call the emulator. Start it with -cors %[1]s to let them.", origin),
				http.StatusForbidden,
			)
		}
		return preflight
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Expose-Headers", "*") // Retry-After among them, which the SDKs wait for
	if !preflight {
		return false
	}
	header.Set("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE")
	header.Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
	header.Set("Access-Control-Allow-Private-Network", "true") // asked for by pages that are not on this machine
	header.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

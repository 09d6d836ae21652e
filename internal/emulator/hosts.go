package emulator

import (
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
)

// mayLook reports whether a request may see the page, which asks for no login: one from this machine that names the
// server by address or as localhost, and one that names it by one of Options.Hosts.
func (s *Server) mayLook(r *http.Request) bool {
	return s.addressedByName(r) || fromThisMachine(r) && addressedByIP(r)
}

// addressedByIP reports whether a request names the server by address or as localhost. Any other name may be that of a
// web page that made it resolve to this machine.
func addressedByIP(r *http.Request) bool {
	host := hostOf(r)
	return strings.EqualFold(host, "localhost") || net.ParseIP(host) != nil
}

// addressedByName reports whether a request names the server by one of Options.Hosts.
func (s *Server) addressedByName(r *http.Request) bool {
	return slices.ContainsFunc(s.options.Hosts, func(name string) bool { return strings.EqualFold(name, hostOf(r)) })
}

// hostOf returns the host that a request names, without brackets and port. The JavaScript SDK names the port twice.
func hostOf(r *http.Request) string {
	if rest, ok := strings.CutPrefix(r.Host, "["); ok {
		host, _, _ := strings.Cut(rest, "]")
		return host
	}
	host, _, _ := strings.Cut(r.Host, ":")
	return host
}

// checkHost refuses calls under other names while the access key is the one that everybody can read: a web page that
// made its name resolve to this machine could sign them.
func (s *Server) checkHost(r *http.Request) error {
	if s.keys.access != WellKnownAccessKey || addressedByIP(r) || s.addressedByName(r) {
		return nil
	}
	return forbidden(fmt.Sprintf("Everybody knows the access key of -well-known, so calls must name the emulator by IP "+
		"address, as localhost, or by a name that -host gives, and not as %q.", hostOf(r)))
}

func fromThisMachine(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}

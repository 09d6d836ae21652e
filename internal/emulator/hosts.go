package emulator

import (
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

// hostOf returns the host that a request names, without port and brackets.
func hostOf(r *http.Request) string {
	if host, _, err := net.SplitHostPort(r.Host); err == nil {
		return host
	}
	return strings.TrimSuffix(strings.TrimPrefix(r.Host, "["), "]")
}

func fromThisMachine(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}

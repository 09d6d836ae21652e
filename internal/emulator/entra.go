package emulator

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"

	"github.com/google/uuid"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/authority"
)

// EntraLogin is how the one application of the server's own Entra ID logs in. It stays the same on kept data.
type EntraLogin struct {
	AuthorityHost string // the URL that takes the place of https://login.microsoftonline.com/
	TenantID      string
	ClientID      string
	ClientSecret  string
}

// EntraLogin returns how to log in with Entra ID. A server that has no EntraID, or serves plain http, has no authority:
// clients insist on https, and false is returned.
func (s *Server) EntraLogin() (EntraLogin, bool) {
	if s.authority == nil {
		return EntraLogin{}, false
	}
	login := s.keys.entraLogin()
	login.AuthorityHost = s.URL() + "/"
	return login, true
}

// entraLogin derives the application from the resource and its key, which are kept with the data.
func (k *keys) entraLogin() EntraLogin {
	mac := hmac.New(sha256.New, k.entra)
	mac.Write([]byte("client secret"))
	named := func(name string) string { return uuid.NewSHA1(uuid.NameSpaceURL, []byte(k.resource+"/"+name)).String() }
	return EntraLogin{
		TenantID:     named("tenant"),
		ClientID:     named("application"),
		ClientSecret: base64.RawURLEncoding.EncodeToString(mac.Sum(nil)),
	}
}

// newAuthority returns the server's own Entra ID, nil when it has none.
func (s *Server) newAuthority() *authority.Authority {
	if !s.options.EntraID || s.options.TLS == nil {
		return nil
	}
	login := s.keys.entraLogin()
	return authority.New(authority.Options{
		TenantID:     login.TenantID,
		Applications: []authority.Application{{ClientID: login.ClientID, Secret: login.ClientSecret}},
		Issue:        s.IssueEntraToken, Now: s.clock.Now,
	})
}

// serveAuthority answers the requests for the server's own Entra ID, and reports whether the request was one. They are
// not calls of the service, and in no record.
func (s *Server) serveAuthority(w http.ResponseWriter, r *http.Request) bool {
	if s.authority == nil || !s.authority.Serves(r) {
		return false
	}
	s.authority.ServeHTTP(w, r)
	return true
}

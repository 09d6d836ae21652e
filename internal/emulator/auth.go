package emulator

import (
	"crypto/hmac"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// maxSkew is how far the date of a signed request may be off.
const maxSkew = 5 * time.Minute

// signedHeaders are the ones a signature covers, in the order of the string to sign (Microsoft's "Sign an HTTP request
// with HMAC").
const signedHeaders = "x-ms-date;host;x-ms-content-sha256"

// authenticate checks the call's credential as far as that needs no data, and notes who calls.
func (s *Server) authenticate(c *call) error {
	if len(c.route.scopes) == 0 {
		return s.authenticateIdentityCall(c)
	}
	token, ok := bearer(c.Request)
	if !ok {
		return unauthorized("A user access token is required.")
	}
	claims, err := s.keys.verify(token, c.now)
	if err != nil {
		return unauthorized("The user access token is invalid or has expired.")
	}
	granted := strings.Split(claims.Scopes, ",")
	if !slices.ContainsFunc(c.route.scopes, func(scope string) bool { return slices.Contains(granted, scope) }) {
		return forbidden("The user access token does not have the scope that this call needs.")
	}
	c.user, c.generation = "8:"+claims.SkypeID, claims.Generation
	return nil
}

// authorize checks that the call's user still exists and that its token was not revoked.
func authorize(tx *store.Tx, c *call) error {
	if c.user == "" {
		return nil // an identity call
	}
	identity, err := tx.Identity(c.user)
	if isNotFound(err) {
		return unauthorized("The user of the access token has been deleted.")
	}
	if err == nil && c.generation != identity.TokenGeneration && !c.outlives(identity) {
		return unauthorized("The user access token has been revoked.")
	}
	return err
}

// revocationDelay is how long a revoked token may still work, as documented.
const revocationDelay = 15 * time.Minute

// outlives reports whether the call's token, which has been revoked, still works.
func (c *call) outlives(identity store.Identity) bool {
	return c.choices.gives(ChoiceRevocation, "delayed") && c.generation == identity.TokenGeneration-1 &&
		c.now.Before(identity.RevokedOn.Add(revocationDelay))
}

func unauthorized(message string) error {
	return &refusal{status: http.StatusUnauthorized, code: "Unauthorized", message: message}
}

// bearer returns the token of a bearer authorization.
func bearer(r *http.Request) (string, bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return token, strings.EqualFold(scheme, "Bearer") && token != ""
}

// errDenied is the answer to a wrong credential of an identity call. It does not say what was wrong.
func errDenied() error {
	return &refusal{status: http.StatusUnauthorized, code: "Denied", message: "Denied by the resource provider."}
}

// authenticateIdentityCall checks the signature of an identity call, or its Entra token where those are accepted.
func (s *Server) authenticateIdentityCall(c *call) error {
	if token, ok := bearer(c.Request); ok {
		if s.options.EntraID && s.keys.verifyEntra(token, c.now) {
			return nil
		}
		return errDenied()
	}
	if !s.signed(c) {
		return errDenied()
	}
	return nil
}

// signed reports whether the request is signed with the access key, and notes the digest that its body must have.
func (s *Server) signed(c *call) bool {
	scheme, parameters, _ := strings.Cut(c.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "HMAC-SHA256") {
		return false
	}
	headers, signature, ok := strings.Cut(parameters, "&")
	if !ok || !strings.EqualFold(headers, "SignedHeaders="+signedHeaders) {
		return false
	}
	given, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(signature, "Signature="))
	if err != nil {
		return false
	}
	date := c.Header.Get("x-ms-date")
	sent, err := http.ParseTime(date)
	if err != nil || s.options.SignatureClock.Now().Sub(sent).Abs() > maxSkew {
		return false
	}
	if c.digest = c.Header.Get("x-ms-content-sha256"); c.digest == "" {
		return false
	}
	// The host is the header as it was received, whatever it says: the JavaScript SDK sends and signs "host:port:port".
	text := c.Method + "\n" + pathAndQuery(c.Request) + "\n" + date + ";" + c.Host + ";" + c.digest
	return hmac.Equal(given, s.keys.sign(text))
}

// pathAndQuery returns the request's target as it was sent, without scheme and host when it was sent in absolute form.
func pathAndQuery(r *http.Request) string {
	if strings.HasPrefix(r.RequestURI, "/") {
		return r.RequestURI
	}
	if target, err := url.Parse(r.RequestURI); err == nil && r.RequestURI != "" {
		return target.RequestURI()
	}
	return r.URL.RequestURI()
}

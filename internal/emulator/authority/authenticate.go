package authority

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // a certificate's thumbprint, which is SHA-1 by definition
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

// assertionType is that of a signed or federated token in place of a secret (RFC 7523).
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// authenticate checks what the application of a token request proves itself with. at is the URL of the tenant.
func (a *Authority) authenticate(form url.Values, at string) error {
	app, err := a.application(form.Get("client_id"))
	if err != nil {
		return err
	}
	secret, assertion := form.Get("client_secret"), form.Get("client_assertion")
	switch {
	case secret != "":
		if app.Secret == "" || !hmac.Equal([]byte(secret), []byte(app.Secret)) {
			return refuse(http.StatusUnauthorized, "invalid_client", 7000215, fmt.Sprintf("Invalid client secret provided. "+
				"Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret "+
				"added to app '%s'.", app.ClientID))
		}
		return nil
	case assertion == "" || form.Get("client_assertion_type") != assertionType:
		return refuse(http.StatusUnauthorized, "invalid_client", 7000218,
			"The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
	case issuedBy(assertion, app.ClientID):
		return a.checkCertificate(app, assertion, at)
	case app.Trusts == nil || !app.Trusts(assertion):
		return refuse(http.StatusUnauthorized, "invalid_client", 70021, "No matching federated identity record found for "+
			"presented assertion. Check your federated identity credential Subject, Audience and Issuer against the presented "+
			"assertion.")
	default:
		return nil
	}
}

func (a *Authority) application(clientID string) (Application, error) {
	for _, app := range a.options.Applications {
		if strings.EqualFold(app.ClientID, clientID) {
			return app, nil
		}
	}
	return Application{}, refuse(http.StatusBadRequest, "unauthorized_client", 700016, fmt.Sprintf("Application with "+
		"identifier '%s' was not found in the directory '%s'. This can happen if the application has not been installed by "+
		"the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication "+
		"request to the wrong tenant.", clientID, a.options.TenantID))
}

// issuedBy reports whether an assertion claims to be the application's own, signed with its certificate.
func issuedBy(assertion, clientID string) bool {
	var claims jwt.RegisteredClaims
	_, _, err := jwt.NewParser().ParseUnverified(assertion, &claims)
	return err == nil && strings.EqualFold(claims.Issuer, clientID)
}

// checkCertificate checks an assertion that the application signed: which certificate it names, the signature, whom it
// is for, and its times.
func (a *Authority) checkCertificate(app Application, assertion, at string) error {
	var claims jwt.RegisteredClaims
	token, err := jwt.ParseWithClaims(assertion, &claims, func(token *jwt.Token) (any, error) {
		if !app.names(token.Header) {
			return nil, fmt.Errorf("the certificate is not registered")
		}
		return app.Certificate.PublicKey, nil
	}, jwt.WithValidMethods([]string{"RS256", "PS256"}),
		jwt.WithExpirationRequired(), jwt.WithSubject(app.ClientID), jwt.WithTimeFunc(a.options.Now))
	switch {
	case token != nil && !app.names(token.Header):
		return refuse(http.StatusUnauthorized, "invalid_client", 700027, "The certificate with identifier used to sign the "+
			"client assertion is not registered on application. [Reason - The key was not found.].")
	case err != nil:
		return refuse(http.StatusUnauthorized, "invalid_client", 700027, "Client assertion failed signature validation.")
	}
	for _, audience := range claims.Audience {
		if audience == at+"/oauth2/v2.0/token" || audience == at+"/v2.0" {
			return nil
		}
	}
	return refuse(http.StatusUnauthorized, "invalid_client", 700023, fmt.Sprintf("Client assertion audience claim does "+
		"not match Realm issuer. The audience is %q.", []string(claims.Audience)))
}

// names reports whether the header of an assertion names the application's certificate.
func (app Application) names(header map[string]any) bool {
	if app.Certificate == nil {
		return false
	}
	thumbprint, modern := sha1.Sum(
		app.Certificate.Raw,
	), sha256.Sum256(
		app.Certificate.Raw,
	) //nolint:gosec // see the import
	return sameThumbprint(header["x5t"], thumbprint[:]) || sameThumbprint(header["x5t#S256"], modern[:])
}

// sameThumbprint compares a header with a thumbprint. Libraries write it in either alphabet of base64, padded or not.
func sameThumbprint(header any, thumbprint []byte) bool {
	text, _ := header.(string)
	text = strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(text), "=")
	return text == base64.RawURLEncoding.EncodeToString(thumbprint)
}

package authority_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/authority"
)

const (
	tenant   = "tenant"
	clientID = "client"
	tokenURL = "https://login.test/tenant/oauth2/v2.0/token"
)

func certificate(t *testing.T) (*x509.Certificate, *rsa.PrivateKey) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return leaf, key
}

// ask sends a token request, and returns the status and what Entra ID says of it.
func ask(t *testing.T, a *authority.Authority, form url.Values) (status int, says string) {
	t.Helper()
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, tokenURL, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	recorder := httptest.NewRecorder()
	a.ServeHTTP(recorder, req)
	var answer struct {
		Token       string `json:"access_token"`
		Description string `json:"error_description"`
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return recorder.Code, answer.Token + answer.Description
}

func TestToken_checksTheAssertionOfACertificate(t *testing.T) {
	t.Parallel()
	leaf, key := certificate(t)
	_, foreign := certificate(t)
	a := authority.New(authority.Options{TenantID: tenant, Applications: []authority.Application{{ClientID: clientID, Certificate: leaf}},
		Issue: func(time.Duration) (string, error) { return "the token", nil }})
	sum := sha256.Sum256(leaf.Raw)
	thumbprint := base64.RawURLEncoding.EncodeToString(sum[:])
	for name, test := range map[string]struct {
		change func(*jwt.RegisteredClaims)
		key    *rsa.PrivateKey
		x5t    string
		method jwt.SigningMethod
		says   string
	}{
		"right":               {says: "the token"},
		"padded thumbprint":   {x5t: base64.StdEncoding.EncodeToString(sum[:]), says: "the token"},
		"another thumbprint":  {x5t: "another", says: "AADSTS700027: The certificate"},
		"another key":         {key: foreign, says: "AADSTS700027: Client assertion failed signature validation"},
		"another authority":   {change: func(c *jwt.RegisteredClaims) { c.Audience = jwt.ClaimStrings{"https://elsewhere/token"} }, says: "AADSTS700023"},
		"expired":             {change: func(c *jwt.RegisteredClaims) { c.ExpiresAt = jwt.NewNumericDate(time.Now().Add(-time.Minute)) }, says: "AADSTS700027"},
		"without an end":      {change: func(c *jwt.RegisteredClaims) { c.ExpiresAt = nil }, says: "AADSTS700027"},
		"of another subject":  {change: func(c *jwt.RegisteredClaims) { c.Subject = "nobody" }, says: "AADSTS700027"},
		"not its own":         {change: func(c *jwt.RegisteredClaims) { c.Issuer = "https://issuer" }, says: "AADSTS70021"},
		"an unsafe signature": {method: jwt.SigningMethodRS384, says: "AADSTS700027"},
	} {
		t.Run(name, func(t *testing.T) {
			claims := jwt.RegisteredClaims{Issuer: clientID, Subject: clientID, Audience: jwt.ClaimStrings{tokenURL}, ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Minute))}
			if test.change != nil {
				test.change(&claims)
			}
			signer, method := key, jwt.SigningMethod(jwt.SigningMethodPS256)
			if test.key != nil {
				signer = test.key
			}
			if test.method != nil {
				method = test.method
			}
			token := jwt.NewWithClaims(method, claims)
			token.Header["x5t#S256"] = thumbprint
			if test.x5t != "" {
				token.Header["x5t#S256"] = test.x5t
			}
			assertion, err := token.SignedString(signer)
			if err != nil {
				t.Fatal(err)
			}
			_, says := ask(t, a, url.Values{"grant_type": {"client_credentials"}, "client_id": {clientID}, "scope": {authority.Scope},
				"client_assertion": {assertion}, "client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}})
			if !strings.HasPrefix(says, test.says) {
				t.Errorf("the answer is %q, want %q", says, test.says)
			}
		})
	}
}

func TestToken_aFailureInsideIsNotShown(t *testing.T) {
	t.Parallel()
	a := authority.New(authority.Options{TenantID: tenant, Applications: []authority.Application{{ClientID: clientID, Secret: "s"}},
		Issue: func(time.Duration) (string, error) { return "", errors.New("the disk is full") }})
	status, says := ask(t, a, url.Values{"grant_type": {"client_credentials"}, "client_id": {clientID}, "scope": {authority.Scope}, "client_secret": {"s"}})
	if status != http.StatusInternalServerError || !strings.HasPrefix(says, "AADSTS90033") || strings.Contains(says, "disk") {
		t.Errorf("the answer is %d %q", status, says)
	}
	if len(a.Requests()) > 0 {
		t.Error("requests are recorded although nobody asked for it")
	}
}

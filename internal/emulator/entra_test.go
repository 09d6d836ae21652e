package emulator_test

import (
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/authority"
)

// withEntraID serves an Entra ID, whose clients insist on https.
func withEntraID(t *testing.T) func(*emulator.Options) {
	t.Helper()
	certificate, err := emulator.NewCertificate(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return func(o *emulator.Options) { o.EntraID, o.TLS, o.Clock = true, &certificate, nil }
}

// trusting returns a client that does not look at certificates.
func trusting(t *testing.T) *http.Client {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	t.Cleanup(client.CloseIdleConnections)
	return client
}

// fetch sends a form, or gets without one, and returns status and JSON.
func fetch(t *testing.T, client *http.Client, address string, form url.Values) (status int, body map[string]any) {
	t.Helper()
	method, content := http.MethodGet, ""
	if form != nil {
		method, content = http.MethodPost, form.Encode()
	}
	req, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	_ = json.Unmarshal(text, &body) // nil then
	return resp.StatusCode, body
}

func TestEntraID_isDiscoveredAndItsTokenOpensIdentityCalls(t *testing.T) {
	t.Parallel()
	f := newFixture(t, withEntraID(t))
	f.client = trusting(t)
	login, ok := f.EntraLogin()
	if !ok || login.AuthorityHost != f.URL()+"/" {
		t.Fatalf("the login is %v, %t", login, ok)
	}
	_, found := fetch(t, f.client, login.AuthorityHost+login.TenantID+"/v2.0/.well-known/openid-configuration", nil)
	endpoint, _ := found["token_endpoint"].(string)
	if !strings.HasPrefix(endpoint, f.URL()) || found["issuer"] != login.AuthorityHost+login.TenantID+"/v2.0" {
		t.Fatalf("discovery answered %v", found)
	}
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {login.ClientID}, "client_secret": {login.ClientSecret}, "scope": {authority.Scope + " openid"}}
	status, answer := fetch(t, f.client, endpoint, form)
	if status != http.StatusOK || answer["expires_in"] != 3600.0 {
		t.Fatalf("the token request was answered with %d %v", status, answer)
	}
	bearer := http.Header{"Authorization": {"Bearer " + answer["access_token"].(string)}}
	f.send("POST", f.URL()+"/identities?api-version=2023-10-01", bearer, nil).want(201)
	if calls := f.Requests(); len(calls) != 1 {
		t.Errorf("requests to Entra ID are recorded as calls of the service: %v", calls)
	}
}

func TestEntraID_refusesWithEntrasCodes(t *testing.T) {
	t.Parallel()
	f := newFixture(t, withEntraID(t))
	client := trusting(t)
	login, _ := f.EntraLogin()
	for name, test := range map[string]struct {
		tenant, parameter, value string
		status                   int
		says                     string
	}{
		"wrong secret":    {login.TenantID, "client_secret", "wrong", 401, "AADSTS7000215"},
		"no secret":       {login.TenantID, "client_secret", "", 401, "AADSTS7000218"},
		"another client":  {login.TenantID, "client_id", "nobody", 400, "AADSTS700016"},
		"another service": {login.TenantID, "scope", "https://management.azure.com/.default", 400, "AADSTS500011"},
		"another grant":   {login.TenantID, "grant_type", "password", 400, "AADSTS70003"},
		"another tenant":  {"elsewhere", "", "", 400, "AADSTS90002"},
	} {
		t.Run(name, func(t *testing.T) {
			form := url.Values{"grant_type": {"client_credentials"}, "client_id": {login.ClientID}, "client_secret": {login.ClientSecret}, "scope": {authority.Scope}}
			form.Set(test.parameter, test.value)
			status, answer := fetch(t, client, login.AuthorityHost+test.tenant+"/oauth2/v2.0/token", form)
			said, _ := answer["error_description"].(string)
			if status != test.status || !strings.HasPrefix(said, test.says+":") || answer["access_token"] != nil {
				t.Errorf("answered %d %v, want %d %s", status, answer, test.status, test.says)
			}
		})
	}
}

func TestEntraID_isOnlyServedOverTLSWhenAskedFor(t *testing.T) {
	t.Parallel()
	plain := newFixture(t, func(o *emulator.Options) { o.EntraID = true })
	closed := newFixture(t, withEntraID(t), func(o *emulator.Options) { o.EntraID = false })
	for f, client := range map[*fixture]*http.Client{plain: plain.client, closed: trusting(t)} {
		if login, ok := f.EntraLogin(); ok {
			t.Errorf("%s has the login %v", f.URL(), login)
		}
		if status, answer := fetch(t, client, f.URL()+"/common/v2.0/.well-known/openid-configuration", nil); status != http.StatusNotFound {
			t.Errorf("%s answered %d %v", f.URL(), status, answer)
		}
	}
}

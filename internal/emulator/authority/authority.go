// Package authority is Entra ID as far as applications need it to log in: discovery, and tokens for client credentials.
// It checks secrets, certificates and federated tokens, and refuses with Entra's own codes and texts. It knows no
// people.
package authority

import (
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Scope is what tokens for Communication Services are requested for.
const Scope = "https://communication.azure.com//.default"

// maxForm is the largest token request that is read, in bytes.
const maxForm = 1 << 20

// Application may log in, in each of the ways that it has something for.
type Application struct {
	ClientID    string
	Secret      string            // "" means none
	Certificate *x509.Certificate // nil means none
	// Trusts reports whether a federated token is one that the application trusts; nil means that it trusts none.
	Trusts func(token string) bool
}

// Options say who may log in.
type Options struct {
	TenantID     string
	Applications []Application
	// Issue returns a token for Communication Services that is good for a time.
	Issue func(lifetime time.Duration) (string, error)
	// Now returns the time that certificate assertions are checked against; nil means time.Now.
	Now func() time.Time
	// Record keeps every request, secrets included, for tests to look at.
	Record bool
}

// tokenLifetime is how long an issued token is good for. Entra ID draws 60 to 90 minutes.
const tokenLifetime = time.Hour

// Authority answers requests for discovery and tokens. It is safe for concurrent use.
type Authority struct {
	options Options
	mux     *http.ServeMux

	mu     sync.Mutex
	record []Request
}

// Request is one that the authority answered.
type Request struct {
	Host   string // as the client addressed it
	Path   string
	Form   url.Values // of a token request, the query otherwise
	Answer int        // HTTP status
}

// New returns an authority.
func New(options Options) *Authority {
	if options.Now == nil {
		options.Now = time.Now
	}
	a := &Authority{options: options, mux: http.NewServeMux()}
	a.mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", a.answer(a.configuration))
	a.mux.HandleFunc("GET /common/discovery/instance", a.answer(a.instance))
	a.mux.HandleFunc("GET /{tenant}/discovery/v2.0/keys", a.answer(a.keys))
	a.mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", a.answer(a.token))
	return a
}

// Serves reports whether a request is for an authority.
func (a *Authority) Serves(r *http.Request) bool {
	_, pattern := a.mux.Handler(r)
	return pattern != ""
}

// ServeHTTP answers one request.
func (a *Authority) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }

// Requests returns what was asked so far, with Options.Record.
func (a *Authority) Requests() []Request {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]Request(nil), a.record...)
}

// answer turns a function that returns what is to be written into a handler.
func (a *Authority) answer(of func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		status := http.StatusOK
		body, err := of(r)
		if err != nil {
			refused := asRefusal(err)
			status, body = refused.status, refused.envelope(a.options.Now())
		}
		a.note(Request{Host: r.Host, Path: r.URL.Path, Form: formOf(r), Answer: status})
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(body) // the client is gone
	}
}

func (a *Authority) note(request Request) {
	if !a.options.Record {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.record = append(a.record, request)
}

func formOf(r *http.Request) url.Values {
	if r.Method == http.MethodGet {
		return r.URL.Query()
	}
	return r.PostForm
}

// base returns the URL of a tenant, under the name that the client used. An authority is only ever served over https.
func base(r *http.Request, tenant string) string { return "https://" + r.Host + "/" + tenant }

// configuration answers where tokens are issued.
func (a *Authority) configuration(r *http.Request) (any, error) {
	tenant, err := a.tenant(r)
	if err != nil {
		return nil, err
	}
	at := base(r, tenant)
	return map[string]any{
		"issuer":                                at + "/v2.0",
		"token_endpoint":                        at + "/oauth2/v2.0/token",
		"authorization_endpoint":                at + "/oauth2/v2.0/authorize",
		"jwks_uri":                              at + "/discovery/v2.0/keys",
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt"},
		"response_types_supported":              []string{"token"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
	}, nil
}

// instance answers whether an authority is one of Entra's: only the host that was asked is.
func (a *Authority) instance(r *http.Request) (any, error) {
	of, err := url.Parse(r.URL.Query().Get("authorization_endpoint"))
	if err != nil || of.Host != r.Host {
		return nil, refuse(http.StatusBadRequest, "invalid_instance", 50049, "Unknown or invalid instance.")
	}
	tenant := strings.SplitN(strings.TrimPrefix(of.Path, "/"), "/", 2)[0]
	return map[string]any{
		"tenant_discovery_endpoint": base(r, tenant) + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []any{
			map[string]any{"preferred_network": r.Host, "preferred_cache": r.Host, "aliases": []string{r.Host}},
		},
	}, nil
}

// keys answers that there are none to check tokens with: access tokens are for the service alone.
func (a *Authority) keys(r *http.Request) (any, error) {
	_, err := a.tenant(r)
	return map[string]any{"keys": []any{}}, err
}

func (a *Authority) tenant(r *http.Request) (string, error) {
	tenant := r.PathValue("tenant")
	if !strings.EqualFold(tenant, a.options.TenantID) {
		return "", refuse(http.StatusBadRequest, "invalid_tenant", 90002, fmt.Sprintf("Tenant '%s' not found. Check to "+
			"make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription "+
			"administrator, this may happen if there are no active subscriptions for the tenant.", tenant))
	}
	return tenant, nil
}

// token answers a token request.
func (a *Authority) token(r *http.Request) (any, error) {
	tenant, err := a.tenant(r)
	if err != nil {
		return nil, err
	}
	if err := r.ParseForm(); err != nil {
		return nil, refuse(http.StatusBadRequest, "invalid_request", 900144, "The request body is malformed.")
	}
	form := r.PostForm
	if grant := form.Get("grant_type"); grant != "client_credentials" {
		return nil, refuse(http.StatusBadRequest, "unsupported_grant_type", 70003, fmt.Sprintf("The app requested an "+
			"unsupported grant type '%s'.", grant))
	}
	if err := a.authenticate(form, base(r, tenant)); err != nil {
		return nil, err
	}
	if !strings.Contains(" "+form.Get("scope")+" ", " "+Scope+" ") {
		return nil, refuse(http.StatusBadRequest, "invalid_resource", 500011, fmt.Sprintf("The resource principal named %s "+
			"was not found in the tenant named %s. This can happen if the application has not been installed by the "+
			"administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication "+
			"request to the wrong tenant.", strings.TrimSuffix(form.Get("scope"), "/.default"), tenant))
	}
	token, err := a.options.Issue(tokenLifetime)
	if err != nil {
		return nil, err
	}
	seconds := int(tokenLifetime / time.Second)
	return map[string]any{
		"token_type":     "Bearer",
		"expires_in":     seconds,
		"ext_expires_in": seconds,
		"access_token":   token,
	}, nil
}

// Package entratest gives tests an Entra ID over TLS, and the places that Terraform logs in from: GitHub Actions, Azure
// Pipelines, App Service, a virtual machine, and a machine with the Azure CLI.
package entratest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/authority"
)

// The names that Entra ID has in the clouds, and the one of a private cloud.
const (
	PublicHost       = "login.microsoftonline.com"
	GovernmentHost   = "login.microsoftonline.us"
	ChinaHost        = "login.chinacloudapi.cn"
	PrivateHost      = "login.contoso.test"
	metadataHost     = "169.254.169.254:80" // of a virtual machine
	federationTarget = "api://AzureADTokenExchange"
)

// Places is an Entra ID with one tenant and one application, and what surrounds it.
type Places struct {
	*authority.Authority
	TenantID    string
	ClientID    string
	Secret      string
	Certificate *Certificate // the application's

	// RequestToken authorizes requests for OIDC tokens, at GitHub's and at Azure Pipelines' service.
	RequestToken string
	// ServiceConnectionID is the one that Azure Pipelines issues tokens for.
	ServiceConnectionID string
	// IdentityHeader is what App Service wants to see.
	IdentityHeader string

	login    *httptest.Server // over TLS, under all names of Entra ID
	services *httptest.Server // GitHub's, Azure Pipelines' and App Service's
	ca       *Certificate
	issue    func(time.Duration) (string, error)

	mu             sync.Mutex
	issued         []string        // access tokens
	federated      map[string]bool // the OIDC tokens that were issued
	calls          []string        // method, path and query of calls to services
	metadataStatus int             // how the metadata service answers; 0 means that there is none
	metadataDials  int             // connections to it that were tried
}

// New starts the places. issue makes the tokens that the chat service accepts.
func New(t testing.TB, issue func(time.Duration) (string, error)) *Places {
	t.Helper()
	p := &Places{
		TenantID: uuid.NewString(), ClientID: uuid.NewString(), Secret: "Secret~" + uuid.NewString(),
		Certificate:  newApplicationCertificate(t),
		RequestToken: "request-" + uuid.NewString(), ServiceConnectionID: uuid.NewString(),
		IdentityHeader: "header-" + uuid.NewString(),
		federated:      map[string]bool{},
	}
	p.issue = func(lifetime time.Duration) (string, error) {
		token, err := issue(lifetime)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.issued = append(p.issued, token)
		return token, err
	}
	p.Authority = authority.New(
		authority.Options{TenantID: p.TenantID, Issue: p.issue, Record: true, Applications: []authority.Application{
			{ClientID: p.ClientID, Secret: p.Secret, Certificate: p.Certificate.Leaf, Trusts: p.trusts},
		}},
	)
	p.ca = newServerCertificate(t, nil, "authority of the test")
	server := newServerCertificate(t, p.ca, PublicHost, GovernmentHost, ChinaHost, PrivateHost)
	p.login = httptest.NewUnstartedServer(p.Authority)
	p.login.TLS = &tls.Config{Certificates: []tls.Certificate{server.TLS()}, MinVersion: tls.VersionTLS12}
	p.login.Config.ErrorLog = nil
	p.login.StartTLS()
	t.Cleanup(p.login.Close)
	p.services = httptest.NewServer(p.serviceRoutes())
	t.Cleanup(p.services.Close)
	return p
}

// Transport returns a transport for which Entra ID's names, and the metadata service of virtual machines, lead here,
// and which trusts nothing else.
func (p *Places) Transport() *http.Transport {
	trusted := x509.NewCertPool()
	trusted.AddCert(p.ca.Leaf)
	return &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12},
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			switch {
			case strings.HasPrefix(address, "login."):
				address = p.login.Listener.Addr().String()
			case address == metadataHost && p.dialsMetadata():
				address = p.services.Listener.Addr().String()
			case address == metadataHost:
				return nil, &net.OpError{Op: "dial", Net: network, Err: context.DeadlineExceeded}
			}
			return new(net.Dialer).DialContext(ctx, network, address)
		},
	}
}

// AnswerMetadata makes the metadata service of a virtual machine answer with a status; 200 issues tokens.
func (p *Places) AnswerMetadata(status int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.metadataStatus = status
}

// dialsMetadata notes that a connection is tried, and reports whether there is something to connect to.
func (p *Places) dialsMetadata() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.metadataDials++
	return p.metadataStatus != 0
}

// MetadataDials returns how many connections to the metadata service were tried.
func (p *Places) MetadataDials() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.metadataDials
}

// FederatedToken returns an OIDC token that the application trusts, as one of GitLab or HCP Terraform.
func (p *Places) FederatedToken() string {
	token := "oidc-" + uuid.NewString()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.federated[token] = true
	return token
}

func (p *Places) trusts(token string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.federated[token]
}

// Secrets returns everything that was given or issued so far and must not be written anywhere.
func (p *Places) Secrets() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	secrets := append([]string{p.Secret, p.RequestToken, p.IdentityHeader}, p.issued...)
	for token := range p.federated {
		secrets = append(secrets, token)
	}
	return secrets
}

// Calls returns the calls to services other than Entra ID, as method, path and query.
func (p *Places) Calls() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.calls...)
}

// TokenRequests returns the requests for tokens that Entra ID answered.
func (p *Places) TokenRequests() []authority.Request {
	var requests []authority.Request
	for _, request := range p.Requests() {
		if strings.HasSuffix(request.Path, "/token") {
			requests = append(requests, request)
		}
	}
	return requests
}

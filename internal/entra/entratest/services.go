package entratest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"
)

// resource is what a managed identity and the Azure CLI are asked for: the scope without its /.default.
const resource = "https://communication.azure.com/"

// GitHubURL is what a job of GitHub Actions finds in ACTIONS_ID_TOKEN_REQUEST_URL.
func (p *Places) GitHubURL() string { return p.services.URL + "/github/token?api-version=2.0" }

// PipelinesURL is what a job of Azure Pipelines finds in SYSTEM_OIDCREQUESTURI.
func (p *Places) PipelinesURL() string { return p.services.URL + "/pipelines/oidctoken" }

// IdentityURL is what App Service puts into IDENTITY_ENDPOINT.
func (p *Places) IdentityURL() string { return p.services.URL + "/msi/token" }

func (p *Places) serviceRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /github/token", p.noted(p.gitHub))
	mux.HandleFunc("POST /pipelines/oidctoken", p.noted(p.pipelines))
	mux.HandleFunc("GET /msi/token", p.noted(p.appService))
	mux.HandleFunc("GET /metadata/identity/oauth2/token", p.noted(p.metadata))
	return mux
}

// noted records a call and writes what its handler answers.
func (p *Places) noted(handle func(*http.Request) (int, map[string]any)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.calls = append(p.calls, r.Method+" "+r.URL.RequestURI())
		p.mu.Unlock()
		status, body := handle(r)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(body)
	}
}

func (p *Places) authorized(r *http.Request) bool {
	return r.Header.Get("Authorization") == "Bearer "+p.RequestToken
}

// gitHub issues the token of a job, for the audience that it asks for. It repeats a token that it refuses, as a proxy
// might.
func (p *Places) gitHub(r *http.Request) (int, map[string]any) {
	query := r.URL.Query()
	switch {
	case !p.authorized(r):
		return http.StatusUnauthorized, map[string]any{"message": "Bad credentials: " + r.Header.Get("Authorization")}
	case query.Get("api-version") != "2.0" || query.Get("audience") != federationTarget:
		return http.StatusBadRequest, map[string]any{"message": "Unexpected query " + r.URL.RawQuery}
	}
	return http.StatusOK, map[string]any{"count": 1, "value": p.FederatedToken()}
}

// pipelines issues the token of a service connection.
func (p *Places) pipelines(r *http.Request) (int, map[string]any) {
	switch {
	case !p.authorized(r):
		return http.StatusUnauthorized, map[string]any{"message": "TF400813: The user is not authorized to access this " +
			"resource."}
	case r.URL.Query().Get("serviceConnectionId") != p.ServiceConnectionID:
		return http.StatusNotFound, map[string]any{"message": "The service connection does not exist."}
	}
	return http.StatusOK, map[string]any{"oidcToken": p.FederatedToken()}
}

// appService issues the token of a managed identity.
func (p *Places) appService(r *http.Request) (int, map[string]any) {
	if r.Header.Get("X-IDENTITY-HEADER") != p.IdentityHeader {
		return http.StatusUnauthorized, map[string]any{"statusCode": 401, "message": "The identity header is wrong."}
	}
	return p.managedIdentity(r)
}

// metadata issues the token of a virtual machine's identity, or refuses as a proxy in its place would.
func (p *Places) metadata(r *http.Request) (int, map[string]any) {
	p.mu.Lock()
	status := p.metadataStatus
	p.mu.Unlock()
	if status != http.StatusOK {
		return status, map[string]any{"error": "access_denied", "error_description": "The proxy does not let this through."}
	}
	if r.Header.Get("Metadata") != "true" {
		return http.StatusBadRequest, map[string]any{"error": "invalid_request", "error_description": "Required metadata " +
			"header not specified"}
	}
	return p.managedIdentity(r)
}

func (p *Places) managedIdentity(r *http.Request) (int, map[string]any) {
	query := r.URL.Query()
	if query.Get("resource") != resource {
		return http.StatusBadRequest, map[string]any{
			"error":             "invalid_resource",
			"error_description": fmt.Sprintf("AADSTS500011: %q", query.Get("resource")),
		}
	}
	if id := query.Get("client_id"); id != "" && id != p.ClientID {
		return http.StatusBadRequest, map[string]any{"error": "invalid_request", "error_description": "Identity not found"}
	}
	token, err := p.issue(time.Hour)
	if err != nil {
		return http.StatusInternalServerError, map[string]any{"error": err.Error()}
	}
	return http.StatusOK, map[string]any{"access_token": token, "token_type": "Bearer", "resource": resource,
		"expires_in": "3600", "expires_on": strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10)}
}

// AzureCLI writes a program az, and returns its folder, which belongs on PATH. It issues tokens as after az login, and
// writes its arguments to the file that is returned too.
func (p *Places) AzureCLI(t testing.TB) (folder, arguments string) {
	t.Helper()
	token, err := p.issue(time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return fakeAzureCLI(
		t,
		fmt.Sprintf(
			`echo '{"accessToken": "%s", "expires_on": %d, "tokenType": "Bearer"}'`,
			token,
			time.Now().Add(time.Hour).Unix(),
		),
	)
}

// AzureCLIWithoutLogin is AzureCLI before az login.
func (p *Places) AzureCLIWithoutLogin(t testing.TB) (folder, arguments string) {
	t.Helper()
	return fakeAzureCLI(t, `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`)
}

func fakeAzureCLI(t testing.TB, answer string) (folder, arguments string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in for the Azure CLI is a shell script")
	}
	folder = t.TempDir()
	arguments = filepath.Join(folder, "arguments")
	script := fmt.Sprintf("#!/bin/sh\necho \"$@\" >> '%s'\n%s\n", arguments, answer)
	if err := os.WriteFile(filepath.Join(folder, "az"), []byte(script), 0o700); err != nil { //nolint:gosec // a program
		t.Fatal(err)
	}
	return folder, arguments
}

package provider

import (
	"encoding/base64"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/authority"
	"github.com/terraform-acs/terraform-provider-chat/internal/entra"
	"github.com/terraform-acs/terraform-provider-chat/internal/entra/entratest"
)

// loginTest is an emulator that trusts an Entra ID, and the places to log in from.
type loginTest struct {
	*testService
	*entratest.Places
	dir string
}

// newLoginTest makes an environment in which Entra ID is switched on, and nothing says how to log in but what is added.
// Names of Entra ID lead to the test's.
func newLoginTest(t testing.TB) *loginTest {
	t.Helper()
	s := newTestService(t, func(o *emulator.Options) { o.EntraID = true })
	places := entratest.New(t, s.IssueEntraToken)
	s.entraID = func(c entra.Config) (azcore.TokenCredential, error) {
		c.Transport = places.Transport()
		return entra.New(c)
	}
	s.env = map[string]string{envEndpoint: s.URL(), envUseEntraID: "true", envUserID: s.actingUser}
	return &loginTest{s, places, t.TempDir()}
}

// file writes a file and returns its path.
func (l *loginTest) file(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(l.dir, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// createUser logs in and creates a chat_user, and returns everything that the provider says about it.
func (l *loginTest) createUser(t *testing.T, config map[string]any, env map[string]string) []*tfprotov6.Diagnostic {
	t.Helper()
	with := *l.testService
	with.env = maps.Clone(l.env)
	maps.Copy(with.env, env)
	block := map[string]any{}
	maps.Copy(block, config)
	p, diags := with.tryToConfigure(t.Context(), t, *jsonConfig(t, block))
	if hasErrors(diags) {
		return diags
	}
	m := p.manage(t, "chat_user")
	return m.apply(t.Context(), t, m.value(t, nil))
}

// application is what identifies the application, in azapi's variables.
func (l *loginTest) application() map[string]string {
	return map[string]string{"ARM_TENANT_ID": l.TenantID, "ARM_CLIENT_ID": l.ClientID}
}

func added(env map[string]string, more ...string) map[string]string {
	env = maps.Clone(env)
	if env == nil {
		env = map[string]string{}
	}
	for i := 0; i < len(more); i += 2 {
		env[more[i]] = more[i+1]
	}
	return env
}

// login is a way to log in.
type login struct {
	config map[string]any
	env    map[string]string
	proof  string // the parameter of the token request that proves who the application is
	calls  string // what was asked of another service than Entra ID
}

// logins are the ways whose environment can be given to the provider.
func (l *loginTest) logins(t *testing.T) map[string]login {
	app := l.application()
	block := func(more ...any) map[string]any {
		config := map[string]any{"endpoint": l.URL(), "use_entra_id": true, "tenant_id": l.TenantID, "client_id": l.ClientID}
		for i := 0; i < len(more); i += 2 {
			config[more[i].(string)] = more[i+1]
		}
		return config
	}
	const secret, assertion = "client_secret", "client_assertion"
	pem, pfx := l.Certificate.PEM(t), l.Certificate.PKCS12(t, "open sesame", true)
	gitHub := added(app, "ARM_USE_OIDC", "true", "ACTIONS_ID_TOKEN_REQUEST_URL", l.GitHubURL(), "ACTIONS_ID_TOKEN_REQUEST_TOKEN", l.RequestToken)
	return map[string]login{
		"client secret":                         {env: added(app, "ARM_CLIENT_SECRET", l.Secret), proof: secret},
		"client secret in the block":            {config: block("client_secret", l.Secret), proof: secret},
		"client secret in a file":               {config: block("client_secret_file_path", l.file(t, "secret", []byte(l.Secret+"\n"))), proof: secret},
		"client id in a file":                   {env: map[string]string{"ARM_TENANT_ID": l.TenantID, "ARM_CLIENT_ID_FILE_PATH": l.file(t, "id", []byte(l.ClientID+"\n")), "ARM_CLIENT_SECRET": l.Secret}, proof: secret},
		"client certificate, PEM":               {env: added(app, "ARM_CLIENT_CERTIFICATE_PATH", l.file(t, "app.pem", pem)), proof: assertion},
		"client certificate, base64":            {env: added(app, "ARM_CLIENT_CERTIFICATE", base64.StdEncoding.EncodeToString(pfx), "ARM_CLIENT_CERTIFICATE_PASSWORD", "open sesame"), proof: assertion},
		"client certificate of the block first": {config: block("client_certificate_path", l.file(t, "block.pem", pem)), env: map[string]string{"ARM_CLIENT_CERTIFICATE": "of another provider"}, proof: assertion},
		"client certificate, old PFX":           {config: block("client_certificate_path", l.file(t, "old.pfx", l.Certificate.PKCS12(t, "old", false)), "client_certificate_password", "old"), proof: assertion},
		"OIDC token, as from GitLab":            {env: added(app, "ARM_USE_OIDC", "true", "ARM_OIDC_TOKEN", l.FederatedToken()), proof: assertion},
		"OIDC token in the block":               {config: block("use_oidc", true, "oidc_token", l.FederatedToken()), proof: assertion},
		"HCP Terraform":                         {env: added(app, "ARM_USE_OIDC", "true", "ARM_USE_CLI", "false", "ARM_OIDC_TOKEN_FILE_PATH", l.file(t, "hcp", []byte(l.FederatedToken()))), proof: assertion},
		"HCP Terraform, several": {
			config: map[string]any{"use_oidc": true, "use_cli": false, "tenant_id": l.TenantID,
				"client_id_file_path": l.file(t, "hcp-id", []byte(l.ClientID)), "oidc_token_file_path": l.file(t, "hcp-token", []byte(l.FederatedToken()))},
			env: map[string]string{"ARM_CLIENT_ID": "another-client", "ARM_OIDC_TOKEN": "of another client"}, proof: assertion},
		"GitHub Actions": {env: gitHub, proof: assertion, calls: "GET /github/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange"},
		"GitHub Actions by azapi's variables": {env: added(app, "ARM_USE_OIDC", "true", "ARM_OIDC_REQUEST_URL", l.GitHubURL(), "ARM_OIDC_REQUEST_TOKEN", l.RequestToken),
			proof: assertion, calls: "GET /github/token"},
		"AKS": {env: map[string]string{"ARM_USE_AKS_WORKLOAD_IDENTITY": "true", "AZURE_TENANT_ID": l.TenantID, "AZURE_CLIENT_ID": l.ClientID,
			"AZURE_FEDERATED_TOKEN_FILE": l.file(t, "pod", []byte(l.FederatedToken()))}, proof: assertion},
		"OIDC token before a client secret": {env: added(gitHub, "ARM_CLIENT_SECRET", "wrong"), proof: assertion, calls: "GET /github/token"},
	}
}

func TestLogin_everyWayCreatesAUser(t *testing.T) {
	t.Parallel()
	for name := range newLoginTest(t).logins(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLoginTest(t)
			way := l.logins(t)[name]
			noErrors(t, l.createUser(t, way.config, way.env))
			must(t, l.expectWrites(emulator.OpCreateIdentity))
			l.asked(t, entratest.PublicHost, way.proof)
			if calls := l.Calls(); strings.Join(calls, "") == "" != (way.calls == "") || len(calls) > 0 && !strings.HasPrefix(calls[0], way.calls) {
				t.Errorf("the services were asked %v, want %q", calls, way.calls)
			}
		})
	}
}

// asked checks the one token request that Entra ID got.
func (l *loginTest) asked(t *testing.T, host, proof string) {
	t.Helper()
	requests := l.TokenRequests()
	if len(requests) != 1 {
		t.Fatalf("Entra ID got %d requests for a token: %v", len(requests), requests)
	}
	request := requests[0]
	if request.Host != host || request.Path != "/"+l.TenantID+"/oauth2/v2.0/token" || request.Answer != http.StatusOK {
		t.Errorf("the token was requested of %s%s, with status %d", request.Host, request.Path, request.Answer)
	}
	if !slices.Contains(strings.Fields(request.Form.Get("scope")), authority.Scope) || request.Form.Get("client_id") != l.ClientID || request.Form.Get(proof) == "" {
		t.Errorf("the token was requested with %v, want a %s", slices.Sorted(maps.Keys(request.Form)), proof)
	}
}

// The log says which way was chosen, because the environment has a say in it.
func TestLogin_theLogNamesTheWay(t *testing.T) {
	t.Parallel()
	l := newLoginTest(t)
	l.env = added(l.env, flat(l.application())...)
	l.env["ARM_CLIENT_SECRET"] = l.Secret
	server, err := l.newServer()
	must(t, err)
	written := &notebook{}
	resp, err := server.ConfigureProvider(tflogtest.RootLogger(t.Context(), written), &tfprotov6.ConfigureProviderRequest{Config: jsonConfig(t, map[string]any{})})
	must(t, err)
	noErrors(t, resp.Diagnostics)
	if text := written.text.String(); !strings.Contains(text, "the login is with a client secret (ARM_CLIENT_SECRET)") || strings.Contains(text, l.Secret) {
		t.Errorf("the log says %s", text)
	}
}

// Of several variables that stand in for an attribute, azapi's own comes first, and the attribute before all of them.
func TestLogin_variablesHaveAzapisOrder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		variables []string
		value     func(entra.Config) entra.Value
	}{
		"tenant_id":            {[]string{"ARM_TENANT_ID", "AZURE_TENANT_ID"}, func(c entra.Config) entra.Value { return c.TenantID }},
		"client_id":            {[]string{"ARM_CLIENT_ID", "AZURE_CLIENT_ID"}, func(c entra.Config) entra.Value { return c.ClientID }},
		"oidc_token_file_path": {[]string{"ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE"}, func(c entra.Config) entra.Value { return c.OIDCTokenFile }},
		"oidc_request_url":     {[]string{"ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL", "SYSTEM_OIDCREQUESTURI"}, func(c entra.Config) entra.Value { return c.OIDCRequestURL }},
		"oidc_request_token":   {[]string{"ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "SYSTEM_ACCESSTOKEN"}, func(c entra.Config) entra.Value { return c.OIDCRequestToken }},
		"ado_pipeline_service_connection_id": {[]string{"ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID", "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"},
			func(c entra.Config) entra.Value { return c.ServiceConnectionID }},
		"environment": {[]string{"ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST", "AZURE_AUTHORITY_HOST"}, func(c entra.Config) entra.Value { return c.AuthorityHost }},
	}
	for attribute, test := range tests {
		env := map[string]string{"ARM_USE_AKS_WORKLOAD_IDENTITY": "true"}
		for _, variable := range test.variables {
			env[variable] = "the value of " + variable
		}
		p := &chatProvider{getenv: func(name string) string { return env[name] }}
		for _, variable := range test.variables {
			var diags diag.Diagnostics
			want := entra.Value{Text: "the value of " + variable, Name: attribute, Variable: variable}
			if got := test.value(p.entraConfig(entraModel{}, &diags)); got != want || diags.HasError() {
				t.Errorf("%s is %+v, want %+v", attribute, got, want)
			}
			delete(env, variable)
		}
	}
}

// The variables of these ways are read by azidentity itself, or by a program that it runs. So these tests change the
// environment of the process, and are not parallel. Managed identities are user-assigned: the library underneath keeps the
// token of the system-assigned one for the whole process, and the next test is another service.
func TestLogin_waysThatReadTheEnvironmentThemselves(t *testing.T) {
	tests := map[string]struct {
		env   func(*testing.T, *loginTest) map[string]string
		proof string
		calls string
	}{
		"Azure Pipelines": {env: func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_USE_OIDC", "true", "SYSTEM_OIDCREQUESTURI", l.PipelinesURL(), "SYSTEM_ACCESSTOKEN", l.RequestToken,
				"AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", l.ServiceConnectionID)
		}, proof: "client_assertion", calls: "POST /pipelines/oidctoken?api-version=7.1&serviceConnectionId="},
		"client secret of the Azure SDKs": {env: func(_ *testing.T, l *loginTest) map[string]string {
			return map[string]string{"AZURE_TENANT_ID": l.TenantID, "AZURE_CLIENT_ID": l.ClientID, "AZURE_CLIENT_SECRET": l.Secret}
		}, proof: "client_secret"},
		"client certificate of the Azure SDKs": {env: func(t *testing.T, l *loginTest) map[string]string {
			return map[string]string{"AZURE_TENANT_ID": l.TenantID, "AZURE_CLIENT_ID": l.ClientID, "AZURE_CLIENT_CERTIFICATE_PATH": l.file(t, "app.pem", l.Certificate.PEM(t))}
		}, proof: "client_assertion"},
		"AKS by its variables alone": {env: func(t *testing.T, l *loginTest) map[string]string {
			return map[string]string{"AZURE_TENANT_ID": l.TenantID, "AZURE_CLIENT_ID": l.ClientID, "AZURE_FEDERATED_TOKEN_FILE": l.file(t, "pod", []byte(l.FederatedToken()))}
		}, proof: "client_assertion"},
		"App Service": {env: func(_ *testing.T, l *loginTest) map[string]string {
			return map[string]string{"ARM_USE_MSI": "true", "ARM_CLIENT_ID": l.ClientID, "IDENTITY_ENDPOINT": l.IdentityURL(), "IDENTITY_HEADER": l.IdentityHeader}
		}, calls: "GET /msi/token"},
		"App Service by its variables alone": {env: func(_ *testing.T, l *loginTest) map[string]string {
			return map[string]string{"AZURE_CLIENT_ID": l.ClientID, "IDENTITY_ENDPOINT": l.IdentityURL(), "IDENTITY_HEADER": l.IdentityHeader}
		}, calls: "GET /msi/token"},
		"virtual machine": {env: func(_ *testing.T, l *loginTest) map[string]string {
			l.AnswerMetadata(http.StatusOK)
			return map[string]string{"ARM_USE_MSI": "true", "ARM_CLIENT_ID": l.ClientID}
		}, calls: "GET /metadata/identity/oauth2/token"},
		"Azure CLI": {env: func(t *testing.T, l *loginTest) map[string]string {
			folder, _ := l.AzureCLI(t)
			return map[string]string{"PATH": folder + ":" + os.Getenv("PATH")}
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := newLoginTest(t)
			// In a private cloud, so each credential has to be told of it.
			env := added(test.env(t, l), "AZURE_AUTHORITY_HOST", "https://"+entratest.PrivateHost+"/", "ARM_DISABLE_INSTANCE_DISCOVERY", "true")
			l.setenv(t, env)
			noErrors(t, l.createUser(t, nil, env))
			must(t, l.expectWrites(emulator.OpCreateIdentity))
			if test.proof != "" {
				l.asked(t, entratest.PrivateHost, test.proof)
			}
			if calls := l.Calls(); test.calls != "" && (len(calls) == 0 || !strings.HasPrefix(calls[0], test.calls)) {
				t.Errorf("the services were asked %v, want %q", calls, test.calls)
			}
		})
	}
}

// setenv changes the environment of the process, in which nothing else is left that says how to log in.
func (l *loginTest) setenv(t *testing.T, env map[string]string) {
	t.Helper()
	for _, name := range []string{"AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE",
		"AZURE_USERNAME", "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_ENDPOINT", "MSI_SECRET", "IMDS_ENDPOINT", "SYSTEM_OIDCREQUESTURI"} {
		t.Setenv(name, "")
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
}

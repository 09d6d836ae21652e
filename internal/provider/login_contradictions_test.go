package provider

import (
	"encoding/base64"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const aTenant = "72f988bf-86f1-41af-91ab-2d7cd011db47"

// validatesProvider returns what terraform validate says of a provider block: no environment, and no call.
func validatesProvider(t *testing.T, config map[string]any) []*tfprotov6.Diagnostic {
	t.Helper()
	server, err := newTestService(t).newServer()
	must(t, err)
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	must(t, err)
	resp, err := server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: providerConfig(t, schema.Provider, config)})
	must(t, err)
	return resp.Diagnostics
}

func TestLogin_validateRefusesContradictions(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		config map[string]any
		at     string // "" when the block is accepted
		says   string
	}{
		"client id and file":             {map[string]any{"client_id": "a", "client_id_file_path": "/a"}, "client_id_file_path", "client_id and client_id_file_path are set"},
		"secret and file":                {map[string]any{"client_secret": "a", "client_secret_file_path": "/a"}, "client_secret_file_path", "client_secret and client_secret_file_path"},
		"certificate and file":           {map[string]any{"client_certificate": "YQ==", "client_certificate_path": "/a"}, "client_certificate_path", "Remove one"},
		"OIDC token and file":            {map[string]any{"use_oidc": true, "oidc_token": "a", "oidc_token_file_path": "/a"}, "oidc_token_file_path", "Remove one"},
		"OIDC token and request":         {map[string]any{"use_oidc": true, "oidc_token": "a", "oidc_request_url": "https://a"}, "oidc_request_url", "each of them provides an OIDC token"},
		"OIDC and secret":                {map[string]any{"use_oidc": true, "client_secret": "a"}, "client_secret", "use_oidc and client_secret each log in"},
		"secret and certificate":         {map[string]any{"client_secret": "a", "client_certificate_path": "/a"}, "client_certificate_path", "each log in"},
		"workload identity and secret":   {map[string]any{"use_aks_workload_identity": true, "client_secret_file_path": "/a"}, "client_secret_file_path", "each log in"},
		"OIDC token without OIDC":        {map[string]any{"use_oidc": false, "oidc_token": "a"}, "oidc_token", "use_oidc is false"},
		"service connection, no OIDC":    {map[string]any{"use_oidc": false, "ado_pipeline_service_connection_id": "a"}, "ado_pipeline_service_connection_id", "use_oidc is false"},
		"with a connection string":       {map[string]any{"use_entra_id": nil, "connection_string": "endpoint=https://a/;accesskey=a2V5", "tenant_id": aTenant}, "tenant_id", "connection_string logs in"},
		"with an access token":           {map[string]any{"use_entra_id": nil, "access_token": "a.b.c", "use_cli": true}, "use_cli", "access_token logs in"},
		"switched off":                   {map[string]any{"use_entra_id": false, "client_secret": "a"}, "client_secret", "use_entra_id is false"},
		"not a cloud":                    {map[string]any{"environment": "moon"}, "environment", "public"},
		"not a tenant":                   {map[string]any{"tenant_id": "a tenant"}, "tenant_id", "contoso.onmicrosoft.com"},
		"not base64":                     {map[string]any{"client_certificate": "-----BEGIN"}, "client_certificate", "client_certificate_path"},
		"empty secret":                   {map[string]any{"client_secret": ""}, "client_secret", "at least 1"},
		"letter case of a cloud":         {map[string]any{"environment": "USGovernment"}, "", ""},
		"both kinds of OIDC":             {map[string]any{"use_oidc": true, "use_aks_workload_identity": true, "oidc_token_file_path": "/a"}, "", ""},
		"a token file for AKS":           {map[string]any{"use_oidc": false, "use_aks_workload_identity": true, "oidc_token_file_path": "/a"}, "", ""},
		"OIDC, else az":                  {map[string]any{"use_oidc": true, "use_cli": true, "use_msi": true, "tenant_id": aTenant}, "", ""},
		"unknown secret and file":        {map[string]any{"client_secret": unknown{}, "client_secret_file_path": "/a"}, "", ""},
		"unknown switch and its secret":  {map[string]any{"use_oidc": unknown{}, "client_secret": "a"}, "", ""},
		"unknown switch and its token":   {map[string]any{"use_oidc": unknown{}, "oidc_token": unknown{}}, "", ""},
		"unknown Entra ID, its settings": {map[string]any{"use_entra_id": unknown{}, "client_secret": "a", "tenant_id": unknown{}}, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := map[string]any{"use_entra_id": true}
			maps.Copy(config, test.config)
			diags := validatesProvider(t, config)
			if test.at == "" {
				noErrors(t, diags)
				return
			}
			wantError(t, diags, test.at, test.says)
		})
	}
}

// What the environment adds is only seen when the provider is configured.
func TestLogin_gapsAreErrorsThatNameTheVariable(t *testing.T) {
	t.Parallel()
	const guid = "11111111-2222-3333-4444-555555555555"
	l := newLoginTest(t)
	pfx := l.file(t, "app.pfx", l.Certificate.PKCS12(t, "right", true))
	garbage := base64.StdEncoding.EncodeToString([]byte("garbage"))
	secretFile := l.file(t, "secret", []byte("one"))
	app := map[string]string{"ARM_TENANT_ID": aTenant, "ARM_CLIENT_ID": guid}
	tests := map[string]struct {
		config map[string]any
		env    map[string]string
		at     string
		says   []string
	}{
		"secret without tenant":    {env: map[string]string{"ARM_CLIENT_ID": guid, "ARM_CLIENT_SECRET": "s"}, at: "tenant_id", says: []string{"ARM_TENANT_ID", "a client secret (ARM_CLIENT_SECRET)"}},
		"secret without client":    {config: map[string]any{"tenant_id": aTenant, "client_secret": "s"}, at: "client_id", says: []string{"set client_id, or ARM_CLIENT_ID"}},
		"token without client":     {env: map[string]string{"ARM_TENANT_ID": aTenant, "ARM_USE_OIDC": "true", "ARM_OIDC_TOKEN": "t"}, at: "client_id", says: []string{"ARM_OIDC_TOKEN"}},
		"AKS without its file":     {env: added(app, "ARM_USE_AKS_WORKLOAD_IDENTITY", "true"), at: "oidc_token_file_path", says: []string{"ARM_OIDC_TOKEN_FILE_PATH"}},
		"malformed tenant":         {env: added(app, "ARM_TENANT_ID", "a tenant", "ARM_CLIENT_SECRET", "s"), at: "tenant_id", says: []string{"ARM_CLIENT_SECRET", "tenant"}},
		"not a boolean":            {env: map[string]string{"ARM_USE_OIDC": "sometimes"}, at: "use_oidc", says: []string{`ARM_USE_OIDC is "sometimes"`}},
		"not a cloud":              {env: map[string]string{"ARM_ENVIRONMENT": "german"}, at: "environment", says: []string{`ARM_ENVIRONMENT is "german"`, "usgovernment"}},
		"custom cloud":             {env: map[string]string{"ARM_ENVIRONMENT": "custom"}, at: "environment", says: []string{"AZURE_AUTHORITY_HOST"}},
		"authority over http":      {env: map[string]string{"AZURE_AUTHORITY_HOST": "http://login.contoso.test/"}, at: "environment", says: []string{"AZURE_AUTHORITY_HOST", "https"}},
		"secret file that is gone": {env: added(app, "ARM_CLIENT_SECRET_FILE_PATH", filepath.Join(l.dir, "gone")), at: "client_secret_file_path", says: []string{"ARM_CLIENT_SECRET_FILE_PATH", "no such file"}},
		"secret and file differ":   {env: added(app, "ARM_CLIENT_SECRET", "two", "ARM_CLIENT_SECRET_FILE_PATH", secretFile), at: "client_secret_file_path", says: []string{"ARM_CLIENT_SECRET and the content of ARM_CLIENT_SECRET_FILE_PATH"}},
		"certificate not base64":   {env: added(app, "ARM_CLIENT_CERTIFICATE", "?"), at: "client_certificate", says: []string{"ARM_CLIENT_CERTIFICATE is not base64"}},
		"certificate that is none": {env: added(app, "ARM_CLIENT_CERTIFICATE", garbage), at: "client_certificate", says: []string{"ARM_CLIENT_CERTIFICATE holds no usable certificate"}},
		"wrong password":           {env: added(app, "ARM_CLIENT_CERTIFICATE_PATH", pfx, "ARM_CLIENT_CERTIFICATE_PASSWORD", "wrong"), at: "client_certificate_password", says: []string{"ARM_CLIENT_CERTIFICATE_PASSWORD does not open", "ARM_CLIENT_CERTIFICATE_PATH"}},
		"request over http": {env: added(app, "ARM_USE_OIDC", "true", "ACTIONS_ID_TOKEN_REQUEST_URL", "http://pipelines.contoso.test", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "r"),
			at: "oidc_request_url", says: []string{"ACTIONS_ID_TOKEN_REQUEST_URL must be an https URL"}},
		"no way left":                   {config: map[string]any{"use_cli": false}, at: "use_entra_id", says: []string{"use_cli is false"}},
		"OIDC token never used":         {config: map[string]any{"oidc_token": "t"}, at: "oidc_token", says: []string{"ARM_USE_OIDC"}},
		"token file never used":         {config: map[string]any{"oidc_token_file_path": "/t"}, at: "oidc_token_file_path", says: []string{"use_oidc"}},
		"password without certificate":  {config: map[string]any{"client_certificate_password": "p"}, at: "client_certificate_password", says: []string{"client_certificate_path"}},
		"not switched on":               {config: map[string]any{"client_secret": "s"}, env: map[string]string{envUseEntraID: ""}, at: "client_secret", says: []string{"use_entra_id = true (or CHAT_USE_ENTRA_ID=true)"}},
		"another login in the variable": {config: map[string]any{"tenant_id": aTenant}, env: map[string]string{envUseEntraID: "", envConnectionString: l.ConnectionString(), envEndpoint: ""}, at: "tenant_id", says: []string{"connection_string logs in"}},
		// Variables of another provider switch nothing on.
		"ARM variables alone": {env: added(app, envUseEntraID, "", "ARM_CLIENT_SECRET", "s"), says: []string{"No credentials configured", "use_entra_id = true"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			diags := l.createUser(t, test.config, test.env)
			for _, says := range test.says {
				wantError(t, diags, test.at, says)
			}
			for _, secret := range []string{"right", `"wrong"`, `"two"`} {
				if strings.Contains(told(diags), secret) {
					t.Errorf("the error shows a secret: %s", told(diags))
				}
			}
		})
	}
	if requests := l.TokenRequests(); len(requests) > 0 {
		t.Errorf("Entra ID was asked %v", requests)
	}
}

// Broken variables of another provider do not matter to a login that does not read them.
func TestLogin_otherLoginsIgnoreTheVariablesOfEntraID(t *testing.T) {
	t.Parallel()
	l := newLoginTest(t)
	noErrors(t, l.createUser(t, map[string]any{"connection_string": l.ConnectionString()},
		map[string]string{"ARM_USE_OIDC": "sometimes", "ARM_ENVIRONMENT": "moon", "ARM_CLIENT_SECRET_FILE_PATH": "/gone", envEndpoint: ""}))
}

// A login that comes from a resource of the same apply is not known at plan: planning succeeds, and nothing is asked.
func TestLogin_unknownSettingsPlan(t *testing.T) {
	t.Parallel()
	l := newLoginTest(t)
	for _, name := range []string{"client_secret", "tenant_id", "use_oidc", "oidc_token", "client_certificate", "environment", "use_msi"} {
		server, err := l.newServer()
		must(t, err)
		schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
		must(t, err)
		config := providerConfig(t, schema.Provider, map[string]any{"use_entra_id": true, name: unknown{}})
		m := l.configure(t, *config).manage(t, "chat_user")
		_, diags := m.plan(t, m.value(t, nil))
		noErrors(t, diags)
		wantError(t, m.apply(t.Context(), t, m.value(t, nil)), "", name) // it is not left out
	}
	if requests := l.Places.Requests(); len(requests) > 0 {
		t.Errorf("planning asked Entra ID %v", requests)
	}
}

// Every secret of the block is hidden by Terraform.
func TestLogin_secretsAreSensitive(t *testing.T) {
	t.Parallel()
	schema := newProtocol(t, newTestService(t)).schema
	secret := map[string]bool{"access_token": true, "connection_string": true, "client_secret": true, "client_certificate": true,
		"client_certificate_password": true, "oidc_token": true, "oidc_request_token": true}
	for _, attribute := range schema.Provider.Block.Attributes {
		if attribute.Sensitive != secret[attribute.Name] {
			t.Errorf("%s: sensitive is %t", attribute.Name, attribute.Sensitive)
		}
		delete(secret, attribute.Name)
	}
	if len(secret) > 0 {
		t.Errorf("not in the schema: %v", secret)
	}
}

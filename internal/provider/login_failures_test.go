package provider

import (
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/entra/entratest"
)

// What is configured and fails is the error: with Entra's own code and text, and with where the credential came from.
func TestLogin_whatFailsIsTheError(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		env  func(*testing.T, *loginTest) map[string]string
		says []string
	}{
		"wrong secret": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_CLIENT_SECRET", "wrong"+l.Secret)
		}, []string{"a client secret (ARM_CLIENT_SECRET) failed: HTTP 401 invalid_client: AADSTS7000215: Invalid client secret provided"}},
		"unknown application": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_CLIENT_ID", "nobody", "ARM_CLIENT_SECRET", l.Secret)
		}, []string{"AADSTS700016", "'nobody'"}},
		"unknown tenant": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_TENANT_ID", "elsewhere.onmicrosoft.com", "ARM_CLIENT_SECRET", l.Secret)
		}, []string{"AADSTS90002", "elsewhere.onmicrosoft.com"}},
		"another certificate": {func(t *testing.T, l *loginTest) map[string]string {
			other := entratest.New(t, l.IssueEntraToken).Certificate
			return added(l.application(), "ARM_CLIENT_CERTIFICATE_PATH", l.file(t, "other.pem", other.PEM(t)))
		}, []string{"AADSTS700027", "ARM_CLIENT_CERTIFICATE_PATH"}},
		"OIDC token of another issuer": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_USE_OIDC", "true", "ARM_OIDC_TOKEN", "forged")
		}, []string{"AADSTS70021: No matching federated identity record", "ARM_OIDC_TOKEN"}},
		"OIDC token file that is gone": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_USE_OIDC", "true", "ARM_OIDC_TOKEN_FILE_PATH", filepath.Join(l.dir, "gone"))
		}, []string{"ARM_OIDC_TOKEN_FILE_PATH", "no such file"}},
		"GitHub refuses": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_USE_OIDC", "true", "ACTIONS_ID_TOKEN_REQUEST_URL", l.GitHubURL(), "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "expired-token")
		}, []string{"401 Unauthorized", "Bad credentials: Bearer (secret)", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"}},
		"no authority": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_CLIENT_SECRET", l.Secret, "AZURE_AUTHORITY_HOST", "https://127.0.0.1:1/", "ARM_DISABLE_INSTANCE_DISCOVERY", "true")
		}, []string{"127.0.0.1:1", "connection refused"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLoginTest(t)
			diags := l.createUser(t, nil, test.env(t, l))
			for _, says := range test.says {
				wantError(t, diags, "use_entra_id", says)
			}
			if strings.Contains(told(diags), "AzureCLI") {
				t.Errorf("the Azure CLI was tried after it: %s", told(diags))
			}
			if strings.Contains(told(diags), "expired-token") || strings.Contains(told(diags), l.Secret) {
				t.Errorf("the error shows a secret: %s", told(diags))
			}
			must(t, l.expectWrites())
		})
	}
}

func TestLogin_aManagedIdentityThatRefusesIsFollowedByTheAzureCLI(t *testing.T) {
	for name, status := range map[string]int{"a proxy refuses": http.StatusForbidden, "there is none": 0} {
		t.Run(name, func(t *testing.T) {
			l := newLoginTest(t)
			l.AnswerMetadata(status)
			folder, arguments := l.AzureCLI(t)
			env := map[string]string{"ARM_USE_MSI": "true", "ARM_CLIENT_ID": l.ClientID, "ARM_TENANT_ID": l.TenantID, "PATH": folder + ":" + os.Getenv("PATH")}
			l.setenv(t, env)
			noErrors(t, l.createUser(t, nil, env))
			must(t, l.expectWrites(emulator.OpCreateIdentity))
			given, err := os.ReadFile(arguments)
			must(t, err)
			if want := "account get-access-token -o json --resource https://communication.azure.com/ --tenant " + l.TenantID + "\n"; string(given) != want {
				t.Errorf("az was run with %q, want %q", given, want)
			}
			if calls := l.Calls(); len(calls) > 0 != (status != 0) {
				t.Errorf("the metadata service was asked %v", calls)
			}
			if dials := l.MetadataDials(); dials != 1 {
				t.Errorf("%d connections to the metadata service were tried", dials)
			}
		})
	}
}

func TestLogin_errorsOfManagedIdentityAndAzureCLI(t *testing.T) {
	tests := map[string]struct {
		env  func(*testing.T, *loginTest) map[string]string
		says []string
		not  string
	}{
		"managed identity alone": {func(_ *testing.T, l *loginTest) map[string]string {
			return map[string]string{"ARM_CLIENT_ID": l.ClientID, "ARM_USE_CLI": "false", "IDENTITY_ENDPOINT": l.IdentityURL(), "IDENTITY_HEADER": "wrong"}
		}, []string{"a managed identity", "The identity header is wrong"}, "AzureCLI"},
		"both": {func(t *testing.T, l *loginTest) map[string]string {
			l.AnswerMetadata(http.StatusForbidden)
			folder, _ := l.AzureCLIWithoutLogin(t)
			return map[string]string{"ARM_CLIENT_ID": l.ClientID, "ARM_USE_MSI": "true", "PATH": folder + ":" + os.Getenv("PATH")}
		}, []string{"The proxy does not let this through", "Please run 'az login'"}, "use_oidc is true"},
		"Azure CLI alone": {func(t *testing.T, l *loginTest) map[string]string {
			folder, _ := l.AzureCLIWithoutLogin(t)
			return map[string]string{"PATH": folder + ":" + os.Getenv("PATH")}
		}, []string{"Please run 'az login'", "Set client_secret, client_certificate or use_oidc"}, "managed identity, then"},
		"GitHub Actions without the permission": {func(t *testing.T, l *loginTest) map[string]string {
			folder, _ := l.AzureCLIWithoutLogin(t)
			return added(l.application(), "ARM_USE_OIDC", "true", "PATH", folder+":"+os.Getenv("PATH"))
		}, []string{"permissions: id-token: write"}, ""},
		"Azure Pipelines without the token": {func(t *testing.T, l *loginTest) map[string]string {
			folder, _ := l.AzureCLIWithoutLogin(t)
			return added(l.application(), "ARM_USE_OIDC", "true", "PATH", folder+":"+os.Getenv("PATH"), "SYSTEM_OIDCREQUESTURI", l.PipelinesURL(),
				"AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", l.ServiceConnectionID)
		}, []string{"SYSTEM_ACCESSTOKEN: $(System.AccessToken)"}, ""},
		"Azure Pipelines without the service connection": {func(t *testing.T, l *loginTest) map[string]string {
			folder, _ := l.AzureCLIWithoutLogin(t)
			return added(l.application(), "ARM_USE_OIDC", "true", "PATH", folder+":"+os.Getenv("PATH"), "SYSTEM_OIDCREQUESTURI", l.PipelinesURL(),
				"SYSTEM_ACCESSTOKEN", l.RequestToken)
		}, []string{"set ado_pipeline_service_connection_id"}, ""},
		"Azure Pipelines refuses": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_USE_OIDC", "true", "SYSTEM_OIDCREQUESTURI", l.PipelinesURL(), "SYSTEM_ACCESSTOKEN", "expired",
				"ARM_OIDC_AZURE_SERVICE_CONNECTION_ID", l.ServiceConnectionID)
		}, []string{"TF400813", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"}, "AzureCLI"},
		"service connection outside of Azure Pipelines": {func(_ *testing.T, l *loginTest) map[string]string {
			return added(l.application(), "ARM_USE_OIDC", "true", "ARM_OIDC_REQUEST_TOKEN", l.RequestToken,
				"ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", l.ServiceConnectionID)
		}, []string{"ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID is for jobs of Azure Pipelines", "SYSTEM_OIDCREQUESTURI"}, "AzureCLI"},
		"managed identity switched off": {func(t *testing.T, l *loginTest) map[string]string {
			folder, _ := l.AzureCLIWithoutLogin(t)
			return map[string]string{"ARM_USE_MSI": "false", "IDENTITY_ENDPOINT": l.IdentityURL(), "IDENTITY_HEADER": l.IdentityHeader, "PATH": folder + ":" + os.Getenv("PATH")}
		}, []string{"Please run 'az login'"}, "managed identity, then"},
		"secret of the Azure SDKs without its tenant": {func(t *testing.T, l *loginTest) map[string]string {
			folder, _ := l.AzureCLIWithoutLogin(t)
			return map[string]string{"AZURE_CLIENT_ID": l.ClientID, "AZURE_CLIENT_SECRET": l.Secret, "PATH": folder + ":" + os.Getenv("PATH")}
		}, []string{"Please run 'az login'"}, "AZURE_TENANT_ID"},
		"secret of the Azure SDKs": {func(_ *testing.T, l *loginTest) map[string]string {
			return map[string]string{"AZURE_TENANT_ID": l.TenantID, "AZURE_CLIENT_ID": l.ClientID, "AZURE_CLIENT_SECRET": "wrong"}
		}, []string{"AADSTS7000215", "AZURE_CLIENT_ID"}, "AzureCLI"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := newLoginTest(t)
			env := test.env(t, l)
			l.setenv(t, env)
			diags := l.createUser(t, nil, env)
			at := "use_entra_id"
			if strings.Contains(name, "outside") { // refused before any call
				at = "ado_pipeline_service_connection_id"
			}
			for _, says := range test.says {
				wantError(t, diags, at, says)
			}
			if test.not != "" && strings.Contains(told(diags), test.not) {
				t.Errorf("the error says %q: %s", test.not, told(diags))
			}
		})
	}
}

// Tokens come from the cloud's own authority, or from the one that takes its place.
func TestLogin_clouds(t *testing.T) {
	t.Parallel()
	private := map[string]string{"AZURE_AUTHORITY_HOST": "https://" + entratest.PrivateHost + "/"}
	tests := map[string]struct {
		config map[string]any
		env    map[string]string
		host   string
		says   string // of the error; "" when the login works
	}{
		"public":                {config: map[string]any{"environment": "public"}, host: entratest.PublicHost},
		"government":            {config: map[string]any{"environment": "usgovernment"}, host: entratest.GovernmentHost},
		"China":                 {env: map[string]string{"ARM_ENVIRONMENT": "China"}, host: entratest.ChinaHost},
		"private":               {config: map[string]any{"disable_instance_discovery": true}, env: private, host: entratest.PrivateHost},
		"private, by variables": {env: added(private, "ARM_DISABLE_INSTANCE_DISCOVERY", "true"), host: entratest.PrivateHost},
		"azapi's variable":      {env: map[string]string{"ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST": private["AZURE_AUTHORITY_HOST"], "ARM_DISABLE_INSTANCE_DISCOVERY": "true"}, host: entratest.PrivateHost},
		"private, asked for":    {env: private, says: "invalid_instance"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLoginTest(t)
			env := added(l.application(), "ARM_CLIENT_SECRET", l.Secret)
			maps.Copy(env, test.env)
			diags := l.createUser(t, test.config, env)
			if test.says != "" {
				wantError(t, diags, "use_entra_id", test.says)
				return
			}
			noErrors(t, diags)
			l.asked(t, test.host, "client_secret")
			for _, request := range l.Places.Requests() {
				if request.Host != test.host {
					t.Errorf("%s was asked for %s", request.Host, request.Path)
				}
			}
		})
	}
}

// Every way logs in at the authority of a private cloud, and asks nobody else.
func TestLogin_everyWayWorksInAPrivateCloud(t *testing.T) {
	t.Parallel()
	for name := range newLoginTest(t).logins(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLoginTest(t)
			way := l.logins(t)[name]
			env := added(way.env, "AZURE_AUTHORITY_HOST", "https://"+entratest.PrivateHost, "ARM_DISABLE_INSTANCE_DISCOVERY", "true")
			noErrors(t, l.createUser(t, way.config, env))
			l.asked(t, entratest.PrivateHost, way.proof)
		})
	}
}

// notebook keeps everything that is written anywhere.
type notebook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (n *notebook) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

// Every way logs in, and fails to, at trace level and with the listener of azcore's own log. No secret that was given or
// issued may be in what was written, said, planned or kept.
func TestLogin_secretsAreNeverWritten(t *testing.T) {
	written := &notebook{}
	azlog.SetListener(func(event azlog.Event, text string) { _, _ = io.WriteString(written, string(event)+": "+text+"\n") })
	defer azlog.SetListener(nil)
	for name := range newLoginTest(t).logins(t) {
		for _, works := range []bool{true, false} {
			l := newLoginTest(t)
			way := l.logins(t)[name]
			way.env = added(l.env, flat(way.env)...)
			if !works {
				l.file(t, "id", []byte("nobody"))
				l.file(t, "hcp-id", []byte("nobody"))
				way.env["AZURE_CLIENT_ID"] = "nobody"
				if way.env["ARM_CLIENT_ID_FILE_PATH"] == "" {
					way.env["ARM_CLIENT_ID"] = "nobody" // an application that Entra ID does not know
				}
				if way.config["client_id"] != nil {
					way.config["client_id"] = "nobody"
				}
			}
			written.searchIn(t, l, name, way, works)
		}
	}
}

func flat(m map[string]string) []string {
	var all []string
	for name, value := range m {
		all = append(all, name, value)
	}
	return all
}

// searchIn logs in, creates a user, and looks for secrets in everything that came of it.
func (n *notebook) searchIn(t *testing.T, l *loginTest, name string, way login, works bool) {
	t.Helper()
	l.env = way.env
	block := map[string]any{}
	maps.Copy(block, way.config)
	ctx := tflogtest.RootLogger(t.Context(), n)
	p, diags := l.tryToConfigure(ctx, t, *jsonConfig(t, block))
	if hasErrors(diags) == works {
		t.Fatalf("%s: works is %t, and it says %s", name, works, told(diags))
	}
	fmt.Fprintln(n, told(diags))
	if works {
		m := p.manage(t, "chat_user")
		planned, diags := m.plan(t, m.value(t, nil))
		noErrors(t, diags)
		noErrors(t, m.apply(ctx, t, m.value(t, nil)))
		fmt.Fprintln(n, string(planned.PlannedState.MsgPack), string(planned.PlannedPrivate), m.state.String(), string(m.private))
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	text := n.text.String()
	if !strings.Contains(text, "POST /identities 201 ") || !strings.Contains(text, "Request: ==>") {
		t.Fatal("nothing was written: this test shows nothing")
	}
	hidden := append(l.Secrets(), "open sesame", "PRIVATE KEY", base64.StdEncoding.EncodeToString(l.Certificate.Leaf.Raw)[:64], way.env["ARM_CLIENT_CERTIFICATE"])
	for _, secret := range hidden {
		if secret != "" && strings.Contains(text, secret) {
			at := strings.Index(text, secret)
			t.Fatalf("%s: %q was written: %s", name, secret, text[max(0, at-200):at+len(secret)])
		}
	}
}

// Package entra logs in with Entra ID. It chooses one of azidentity's credentials in the order in which the providers
// azapi and azurerm do, and says which way failed, and why. It knows neither Terraform nor the chat service.
package entra

import (
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

// Value is a setting, and where it came from, so an error can name what to change.
type Value struct {
	Text     string
	Name     string // of the setting, such as client_secret
	Variable string // the environment variable that it came from; of one that is not set, the variable that may hold it
}

// IsSet reports whether there is a value.
func (v Value) IsSet() bool { return v.Text != "" }

// String names the setting, and the variable if the value came from one. It never shows the value, which may be secret.
func (v Value) String() string {
	if v.IsSet() && v.Variable != "" {
		return v.Variable
	}
	return v.Name
}

// Config says how to log in. The first way that is configured is the only one that is tried:
// an OIDC token, a file with one, a service that issues one, a client secret, a client certificate, and the variables
// that azidentity reads. Without any of these, a managed identity and then the Azure CLI are tried.
type Config struct {
	TenantID     Value
	ClientID     Value
	ClientIDFile Value

	ClientSecret     Value
	ClientSecretFile Value

	Certificate         Value // PKCS#12 or PEM, as base64
	CertificateFile     Value // PKCS#12 or PEM
	CertificatePassword Value

	UseOIDC             bool // the OIDC settings below count
	OIDCToken           Value
	OIDCTokenFile       Value
	OIDCRequestURL      Value
	OIDCRequestToken    Value
	ServiceConnectionID Value // of Azure Pipelines

	// UseWorkloadIdentity takes the token from OIDCTokenFile, which the workload identity of AKS keeps fresh.
	UseWorkloadIdentity bool
	// UseEnvironment reads AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH,
	// as azidentity's EnvironmentCredential does.
	UseEnvironment bool
	// UseInjectedIdentity reads AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE, as azidentity's
	// WorkloadIdentityCredential does.
	UseInjectedIdentity bool

	UseManagedIdentity bool
	UseCLI             bool

	Environment              Value // public, usgovernment or china, in any letter case; public when not set
	AuthorityHost            Value // takes the place of the environment's authority
	DisableInstanceDiscovery bool  // do not ask Entra ID whether it knows the authority

	Version   string            // of this module, in the User-Agent header
	Transport http.RoundTripper // nil means HTTP
}

// New returns the credential, a fmt.Stringer that names the way. It makes no call. Every error is a *SettingError;
// those of the credential are *LoginError.
func New(c Config) (azcore.TokenCredential, error) {
	if err := c.readFiles(); err != nil {
		return nil, err
	}
	options, err := c.clientOptions()
	if err != nil {
		return nil, err
	}
	b := builder{Config: c, options: options}
	for _, way := range b.explicitWays() {
		if way.configured {
			return b.only(way)
		}
	}
	return b.ambient()
}

// readFiles takes the client's id and secret from their files. An OIDC token is read when it is needed, because it is
// renewed meanwhile.
func (c *Config) readFiles() error {
	var err error
	if c.ClientID, err = oneOf(c.ClientID, c.ClientIDFile); err != nil {
		return err
	}
	c.ClientSecret, err = oneOf(c.ClientSecret, c.ClientSecretFile)
	return err
}

// secrets are the values that must not be in an error.
func (c *Config) secrets() []string {
	var secrets []string
	for _, v := range []Value{c.ClientSecret, c.Certificate, c.CertificatePassword, c.OIDCToken, c.OIDCRequestToken} {
		if v.IsSet() {
			secrets = append(secrets, v.Text)
		}
	}
	return secrets
}

package entra

import (
	"context"
	"fmt"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// way is one way to log in.
type way struct {
	name       string // as errors call it, with the settings that it is made of
	configured bool
	needs      []Value
	build      func() (azcore.TokenCredential, error)
}

// builder makes credentials.
type builder struct {
	Config
	options policy.ClientOptions
}

// explicitWays are the ways that the settings ask for, in azapi's order.
func (b builder) explicitWays() []way {
	client := []Value{b.TenantID, b.ClientID}
	// As with oneOf: a file that the configuration names wins over a token of the environment.
	token := b.OIDCToken.IsSet() && !overrides(b.OIDCTokenFile, b.OIDCToken)
	requested := b.UseOIDC && b.OIDCRequestToken.IsSet()
	return []way{
		{named("an OIDC token", b.OIDCToken), b.UseOIDC && token, client, b.oidcToken},
		{named("an OIDC token file", b.OIDCTokenFile), b.UseOIDC && b.OIDCTokenFile.IsSet(), client, b.oidcTokenFile},
		{
			named("AKS workload identity", b.OIDCTokenFile),
			b.UseWorkloadIdentity,
			append(client, b.OIDCTokenFile),
			b.workloadIdentity,
		},
		{
			named("a service connection of Azure Pipelines", b.ServiceConnectionID, b.OIDCRequestToken),
			requested && b.ServiceConnectionID.IsSet(),
			client,
			b.azurePipelines,
		},
		{named("a requested OIDC token", b.OIDCRequestURL, b.OIDCRequestToken),
			requested && b.OIDCRequestURL.IsSet() && b.OIDCRequestURL.Variable != pipelinesURL, client, b.requestedToken},
		{named("a client secret", b.ClientSecret), b.ClientSecret.IsSet(), client, b.clientSecret},
		{
			named("a client certificate", b.Certificate, b.CertificateFile),
			b.Certificate.IsSet() || b.CertificateFile.IsSet(),
			client,
			b.clientCertificate,
		},
		{"AZURE_CLIENT_ID and the other AZURE_ variables", b.UseEnvironment, nil, b.environment},
		{"AZURE_FEDERATED_TOKEN_FILE", b.UseInjectedIdentity, nil, b.injectedIdentity},
	}
}

// named adds the settings that are set to the name of a way.
func named(name string, values ...Value) string {
	from := ""
	for _, v := range values {
		if v.IsSet() {
			if from != "" {
				from += ", "
			}
			from += v.String()
		}
	}
	if from == "" {
		return name
	}
	return fmt.Sprintf("%s (%s)", name, from)
}

// only makes the one credential of a way. When it fails, nothing else is tried.
func (b builder) only(w way) (azcore.TokenCredential, error) {
	if err := needs(w.name, w.needs...); err != nil {
		return nil, err
	}
	made, err := w.build()
	if err != nil {
		return nil, asSettingError(w, err)
	}
	return &credential{made, w.name, b.secrets()}, nil
}

func (b builder) oidcToken() (azcore.TokenCredential, error) {
	return b.assertion(func(context.Context) (string, error) { return b.OIDCToken.Text, nil })
}

func (b builder) oidcTokenFile() (azcore.TokenCredential, error) {
	return b.assertion(func(context.Context) (string, error) { return readFile(b.OIDCTokenFile) })
}

func (b builder) requestedToken() (azcore.TokenCredential, error) {
	request, err := newTokenRequest(b.OIDCRequestURL, b.OIDCRequestToken, b.Version, b.options)
	if err != nil {
		return nil, err
	}
	return b.assertion(request.token)
}

// assertion exchanges what another issuer vouches for.
func (b builder) assertion(get func(context.Context) (string, error)) (azcore.TokenCredential, error) {
	return azidentity.NewClientAssertionCredential(
		b.TenantID.Text,
		b.ClientID.Text,
		get,
		&azidentity.ClientAssertionCredentialOptions{
			ClientOptions:            b.options,
			DisableInstanceDiscovery: b.DisableInstanceDiscovery,
		},
	)
}

// azurePipelines makes a credential that reads the URL of the service from SYSTEM_OIDCREQUESTURI.
func (b builder) azurePipelines() (azcore.TokenCredential, error) {
	if os.Getenv(pipelinesURL) == "" {
		return nil, settingError(b.ServiceConnectionID.Name, "%s is for jobs of Azure Pipelines, which set %s to where "+
			"they request tokens: it is not set here.",
			b.ServiceConnectionID, pipelinesURL)
	}
	return azidentity.NewAzurePipelinesCredential(
		b.TenantID.Text,
		b.ClientID.Text,
		b.ServiceConnectionID.Text,
		b.OIDCRequestToken.Text,
		&azidentity.AzurePipelinesCredentialOptions{
			ClientOptions:            b.options,
			DisableInstanceDiscovery: b.DisableInstanceDiscovery,
		},
	)
}

func (b builder) workloadIdentity() (azcore.TokenCredential, error) {
	return azidentity.NewWorkloadIdentityCredential(&azidentity.WorkloadIdentityCredentialOptions{
		TenantID: b.TenantID.Text, ClientID: b.ClientID.Text, TokenFilePath: b.OIDCTokenFile.Text,
		ClientOptions: b.options, DisableInstanceDiscovery: b.DisableInstanceDiscovery})
}

func (b builder) clientSecret() (azcore.TokenCredential, error) {
	return azidentity.NewClientSecretCredential(
		b.TenantID.Text,
		b.ClientID.Text,
		b.ClientSecret.Text,
		&azidentity.ClientSecretCredentialOptions{
			ClientOptions:            b.options,
			DisableInstanceDiscovery: b.DisableInstanceDiscovery,
		},
	)
}

func (b builder) clientCertificate() (azcore.TokenCredential, error) {
	certificates, key, err := b.loadCertificate()
	if err != nil {
		return nil, err
	}
	return azidentity.NewClientCertificateCredential(
		b.TenantID.Text,
		b.ClientID.Text,
		certificates,
		key,
		&azidentity.ClientCertificateCredentialOptions{
			ClientOptions:            b.options,
			DisableInstanceDiscovery: b.DisableInstanceDiscovery,
		},
	)
}

func (b builder) environment() (azcore.TokenCredential, error) {
	return azidentity.NewEnvironmentCredential(
		&azidentity.EnvironmentCredentialOptions{
			ClientOptions:            b.options,
			DisableInstanceDiscovery: b.DisableInstanceDiscovery,
		},
	)
}

func (b builder) injectedIdentity() (azcore.TokenCredential, error) {
	return azidentity.NewWorkloadIdentityCredential(
		&azidentity.WorkloadIdentityCredentialOptions{
			ClientOptions:            b.options,
			DisableInstanceDiscovery: b.DisableInstanceDiscovery,
		},
	)
}

package entra

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// metadataDialTimeout is how long connecting to the metadata service of a virtual machine may take. It is on the same
// host; where there is none, many networks drop the attempt without an answer.
const metadataDialTimeout = 2 * time.Second

// ambient logs in with what the machine has: a managed identity, then the Azure CLI.
func (b builder) ambient() (azcore.TokenCredential, error) {
	var sources []azcore.TokenCredential
	var names []string
	if b.UseManagedIdentity {
		managed, err := b.managedIdentity()
		if err != nil {
			return nil, asSettingError(way{name: "a managed identity", needs: []Value{{Name: "use_msi"}}}, err)
		}
		sources, names = append(sources, managed), append(names, "a managed identity")
	}
	if b.UseCLI {
		cli, err := azidentity.NewAzureCLICredential(&azidentity.AzureCLICredentialOptions{TenantID: b.TenantID.Text})
		if err != nil {
			return nil, asSettingError(way{name: "the Azure CLI", needs: []Value{b.TenantID}}, err)
		}
		sources, names = append(sources, cli), append(names, "the Azure CLI")
	}
	if len(sources) == 0 {
		return nil, settingError(
			"use_entra_id",
			"No way to log in with Entra ID is configured, and use_cli is false. %s",
			b.hint(),
		)
	}
	chain, err := azidentity.NewChainedTokenCredential(sources, nil)
	if err != nil {
		return nil, asSettingError(way{name: "Entra ID"}, err)
	}
	return &ambientCredential{credential{chain, strings.Join(names, ", then "), b.secrets()}, b.hint()}, nil
}

// hint says what is close to a way to log in, but not whole.
func (b builder) hint() string {
	switch {
	case b.UseOIDC && b.OIDCRequestURL.Variable == pipelinesURL && !b.ServiceConnectionID.IsSet():
		return "use_oidc is true, but in Azure Pipelines a token is requested for a service connection: set " +
			"ado_pipeline_service_connection_id."
	case b.UseOIDC && !b.OIDCRequestToken.IsSet() && (b.OIDCRequestURL.IsSet() || b.ServiceConnectionID.IsSet()):
		return "use_oidc is true, but oidc_request_token is missing. In Azure Pipelines, map SYSTEM_ACCESSTOKEN: " +
			"$(System.AccessToken) into the environment of the step."
	case b.UseOIDC:
		return "use_oidc is true, but there is neither oidc_token, oidc_token_file_path nor a service to request a token " +
			"from. In GitHub Actions, the job needs permissions: id-token: write."
	default:
		return "Set client_secret, client_certificate or use_oidc to log in as an application, or use_msi to log in as a " +
			"managed identity."
	}
}

// pipelinesURL is the variable that Azure Pipelines sets in every job.
const pipelinesURL = "SYSTEM_OIDCREQUESTURI"

// managedIdentity makes a credential whose failures are left to the next one.
func (b builder) managedIdentity() (azcore.TokenCredential, error) {
	options := b.options
	if b.Transport == nil {
		options.Transport = over(newMetadataTransport())
	}
	options.PerRetryPolicies = append(options.PerRetryPolicies, unreachable{})
	o := &azidentity.ManagedIdentityCredentialOptions{ClientOptions: options}
	if b.ClientID.IsSet() {
		o.ID = azidentity.ClientID(b.ClientID.Text)
	}
	managed, err := azidentity.NewManagedIdentityCredential(o)
	if err != nil || !b.UseCLI {
		return managed, err
	}
	return passedOver{managed}, nil
}

// passedOver is a managed identity that is not the last resort: whatever answers in its place, such as a proxy that
// refuses, the Azure CLI is tried next.
type passedOver struct {
	*azidentity.ManagedIdentityCredential
}

func (p passedOver) GetToken(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := p.ManagedIdentityCredential.GetToken(ctx, o)
	if err != nil && ctx.Err() == nil {
		err = azidentity.NewCredentialUnavailableError(explain(err))
	}
	return token, err
}

// newMetadataTransport makes a transport that soon gives up connecting to a metadata service that is not there.
func newMetadataTransport() http.RoundTripper {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = (&net.Dialer{Timeout: metadataDialTimeout}).DialContext
	return transport
}

// unreachable is a policy that keeps azidentity from trying six more times, over minutes, to connect to a metadata
// service that is not there.
type unreachable struct{}

func (unreachable) Do(req *policy.Request) (*http.Response, error) {
	resp, err := req.Next()
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		err = nonRetriable{err}
	}
	return resp, err
}

// nonRetriable marks an error for the retry policy, which must not try again.
type nonRetriable struct{ error }

// NonRetriable implements errorinfo.NonRetriable of azcore.
func (nonRetriable) NonRetriable() {}

func (n nonRetriable) Unwrap() error { return n.error }

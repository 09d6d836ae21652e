// Package provider is the Terraform provider: what HCL means. What the service does is in internal/client.
package provider

import (
	"context"
	"maps"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-acs/terraform-provider-chat/internal/entra"
)

var (
	_ provider.Provider                       = (*chatProvider)(nil)
	_ provider.ProviderWithValidateConfig     = (*chatProvider)(nil)
	_ provider.ProviderWithEphemeralResources = (*chatProvider)(nil)
	_ provider.ProviderWithListResources      = (*chatProvider)(nil)
	_ provider.ProviderWithActions            = (*chatProvider)(nil)
	_ provider.ProviderWithFunctions          = (*chatProvider)(nil)
)

// chatProvider is the provider "chat". Its fields are what it depends on, so tests can replace them.
type chatProvider struct {
	version string
	getenv  func(string) string
	entraID func(entra.Config) (azcore.TokenCredential, error) // called only when the login is by Entra ID

	transport policy.Transporter // nil means HTTP
}

// New returns what makes the provider, for a version such as 1.2.3.
func New(version string) func() provider.Provider { return NewWithEnvironment(version, os.Getenv) }

// NewWithEnvironment is New with another environment than the process's.
func NewWithEnvironment(version string, getenv func(string) string) func() provider.Provider {
	return func() provider.Provider {
		return &chatProvider{version: version, getenv: getenv, entraID: entra.New}
	}
}

func (p *chatProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName, resp.Version = "chat", p.version
}

func (p *chatProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Chat threads, their members, messages and users of Azure Communication Services.\n\n" +
			"There are three ways to log in; choose exactly one: `access_token`, `connection_string` or `use_entra_id`. " +
			"The provider block overrides the environment: when one of the three is set here, the environment variables " +
			"of all three are ignored.\n\n" +
			"With `use_entra_id`, the attributes and variables of the providers azapi and azurerm choose how to log in. They " +
			"have no effect without it, so `ARM_*` variables that are set for another provider change nothing. The guide [Log " +
			"in](guides/authenticate.md) has a block to copy for each place where Terraform runs.",
		Attributes: providerAttributes(),
	}
}

func providerAttributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"endpoint": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The endpoint of the service, such as `https://contoso.communication.azure.com`. It must be " +
				"https, except on a loopback address. Required with `access_token` and `use_entra_id`; a connection string has " +
				"its own. Environment variable: `CHAT_ENDPOINT`.",
			Validators: []validator.String{endpoint()},
		},
		"access_token": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "A user access token with the scope `chat`. All calls are made as the user it was issued " +
				"for; it cannot manage users or tokens. Environment variable: `CHAT_ACCESS_TOKEN`.",
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"connection_string": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "The connection string of the Communication Services resource, " +
				"`endpoint=https://…/;accesskey=…`. The provider issues tokens for the acting user (`user_id`), valid for one " +
				"hour and renewed. Environment variable: `CHAT_CONNECTION_STRING`.",
			Validators: []validator.String{connectionString()},
		},
		"use_entra_id": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to log in with Entra ID, in the first of these ways that is configured: an OIDC " +
				"token (`use_oidc`, `use_aks_workload_identity`), a client secret, a client certificate, the `AZURE_*` variables " +
				"of the Azure SDKs, a managed identity (`use_msi`), the Azure CLI (`use_cli`). A configured way that fails is an " +
				"error; only a managed identity that fails falls back to the Azure CLI. The provider issues tokens for the " +
				"acting user (`user_id`), valid for one hour and renewed. Defaults to `false`. Environment variable: " +
				"`CHAT_USE_ENTRA_ID` (`true` or `false`).",
		},
		"user_id": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The acting user: the raw id (`8:acs:…`) of the user that threads, members and messages are " +
				"managed as. Used with `connection_string` and `use_entra_id`; an access token has its own user. Optional when " +
				"only `chat_user` and tokens are managed. Environment variable: `CHAT_USER_ID`.",
			Validators: []validator.String{tokenUserID()},
		},
		"max_retries": schema.Int64Attribute{
			Optional: true,
			MarkdownDescription: "How many times a failed call is retried, 0 to 20. Defaults to `5`. Waiting for the " +
				"service's rate limits does not count.",
			Validators: []validator.Int64{int64validator.Between(0, 20)},
		},
		"client_side_throttling": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether the provider keeps within the service's documented rate limits, instead of slowing " +
				"down only after a 429. Defaults to `true`. `Retry-After` is always honored.",
		},
	}
	maps.Copy(attributes, entraAttributes())
	return attributes
}

func (p *chatProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		NewThreadResource,
		NewThreadMemberResource, NewThreadMembersResource,
		NewMessageResource,
		NewUserResource,
	}
}

func (p *chatProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		NewThreadDataSource,
		NewUserDataSource,
		NewThreadsDataSource,
		NewThreadMembersDataSource,
		NewMessageDataSource,
		NewMessagesDataSource,
		NewReadReceiptsDataSource,
	}
}

func (p *chatProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{
		NewAccessTokenEphemeralResource,
	}
}

func (p *chatProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		NewThreadListResource,
		NewThreadMemberListResource,
		NewThreadMembersListResource,
		NewMessageListResource,
	}
}

func (p *chatProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{
		NewSendMessageAction,
		NewRevokeAccessTokensAction,
	}
}

func (p *chatProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		NewParseConnectionStringFunction,
		NewParseUserIDFunction,
	}
}

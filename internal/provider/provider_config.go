package provider

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// providerModel is the provider block.
type providerModel struct {
	Endpoint             types.String `tfsdk:"endpoint"`
	AccessToken          types.String `tfsdk:"access_token"`
	ConnectionString     types.String `tfsdk:"connection_string"`
	UseEntraID           types.Bool   `tfsdk:"use_entra_id"`
	UserID               types.String `tfsdk:"user_id"`
	MaxRetries           types.Int64  `tfsdk:"max_retries"`
	ClientSideThrottling types.Bool   `tfsdk:"client_side_throttling"`
	entraModel
}

// ValidateConfig refuses contradictions within the provider block. What the environment adds is seen in Configure.
func (p *chatProvider) ValidateConfig(
	ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse,
) {
	var config providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(config.contradictions()...)
}

// unknowns names the attributes that will only be known after apply.
func (m providerModel) unknowns() []string {
	attributes := append([]attributeValue{
		{"endpoint", m.Endpoint}, {"access_token", m.AccessToken}, {"connection_string", m.ConnectionString},
		{"use_entra_id", m.UseEntraID}, {"user_id", m.UserID}, {"max_retries", m.MaxRetries},
		{"client_side_throttling", m.ClientSideThrottling},
	}, m.attributes()...)
	var names []string
	for _, a := range attributes {
		if a.value.IsUnknown() {
			names = append(names, a.name)
		}
	}
	return names
}

// Configure makes the client. Terraform calls it at plan time too, when values may not be known yet: then it is
// not an error, because planning new resources needs no client.
func (p *chatProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	data := &providerData{unknown: config.unknowns(),
		memberships: newMemberships(), messageCalls: newMessageCalls(), proofs: newThreadProofs()}
	if len(data.unknown) == 0 {
		data.login = p.logIn(ctx, req.TerraformVersion, config, &resp.Diagnostics)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData = data, data, data
	resp.ListResourceData, resp.ActionData = data, data
}

// userAgent returns what the User-Agent header ends with: the version of Terraform, and what TF_APPEND_USER_AGENT
// adds, as with other providers. Characters that a header cannot hold are left out.
func (p *chatProvider) userAgent(terraform string) string {
	agent := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, strings.TrimSpace(p.getenv("TF_APPEND_USER_AGENT")))
	if terraform != "" {
		agent = strings.TrimSpace("Terraform/" + terraform + " " + agent)
	}
	return agent
}

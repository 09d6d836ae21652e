package provider

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// The environment variables that stand in for attributes that are not set.
const (
	envEndpoint         = "CHAT_ENDPOINT"
	envAccessToken      = "CHAT_ACCESS_TOKEN"
	envConnectionString = "CHAT_CONNECTION_STRING"
	envUseEntraID       = "CHAT_USE_ENTRA_ID"
	envUserID           = "CHAT_USER_ID"
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
}

// waysIn returns the attributes of which exactly one logs in.
func waysIn() []string { return []string{"access_token", "connection_string", "use_entra_id"} }

// ValidateConfig refuses contradictions within the provider block. What the environment adds is seen in Configure.
func (p *chatProvider) ValidateConfig(ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	var config providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(config.contradictions()...)
}

// ways returns which ways in the provider block may choose, unknown ones included.
func (m providerModel) ways() []string {
	set := map[string]bool{
		"access_token":      !m.AccessToken.IsNull(),
		"connection_string": !m.ConnectionString.IsNull(),
		"use_entra_id":      m.UseEntraID.IsUnknown() || m.UseEntraID.ValueBool(),
	}
	return slices.DeleteFunc(waysIn(), func(way string) bool { return !set[way] })
}

func (m providerModel) contradictions() diag.Diagnostics {
	var diags diag.Diagnostics
	ways := m.ways()
	// An unknown use_entra_id may turn out false.
	if m.UseEntraID.IsUnknown() {
		ways = slices.DeleteFunc(ways, func(way string) bool { return way == "use_entra_id" })
	}
	if len(ways) > 1 {
		diags.AddAttributeError(path.Root(ways[1]), "More than one way to log in",
			strings.Join(ways, " and ")+" are set. Exactly one of "+strings.Join(waysIn(), ", ")+" may be.")
	}
	if len(ways) == 1 && ways[0] == "access_token" && !m.UserID.IsNull() {
		diags.AddAttributeError(path.Root("user_id"), "An access token names its user itself",
			"user_id chooses the acting user for connection_string and use_entra_id. With access_token the acting user is the one that "+
				"the token was issued for: remove user_id.")
	}
	if !m.Endpoint.IsUnknown() && !m.ConnectionString.IsUnknown() && !m.Endpoint.IsNull() && !m.ConnectionString.IsNull() {
		diags.Append(endpointContradicts(m.Endpoint.ValueString(), m.ConnectionString.ValueString())...)
	}
	return diags
}

// endpointContradicts refuses an endpoint that is not the connection string's own. Malformed ones are left to
// their validators.
func endpointContradicts(endpoint, connectionString string) diag.Diagnostics {
	var diags diag.Diagnostics
	given, endpointErr := client.ParseEndpoint(endpoint)
	parsed, err := client.ParseConnectionString(connectionString)
	if endpointErr == nil && err == nil && given != parsed.Endpoint {
		diags.AddAttributeError(path.Root("endpoint"), "Two endpoints",
			fmt.Sprintf("endpoint is %s, but the connection string is for %s. Remove endpoint: a connection string has its own.", given, parsed.Endpoint))
	}
	return diags
}

// unknowns names the attributes that will only be known after apply.
func (m providerModel) unknowns() []string {
	values := []struct {
		name  string
		value attr.Value
	}{
		{"endpoint", m.Endpoint}, {"access_token", m.AccessToken}, {"connection_string", m.ConnectionString},
		{"use_entra_id", m.UseEntraID}, {"user_id", m.UserID}, {"max_retries", m.MaxRetries},
		{"client_side_throttling", m.ClientSideThrottling},
	}
	var names []string
	for _, v := range values {
		if v.value.IsUnknown() {
			names = append(names, v.name)
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
	data := &providerData{unknown: config.unknowns(), owners: &memberOwners{threads: map[string]bool{}}, claims: newMemberClaims()}
	if len(data.unknown) == 0 {
		data.login = p.logIn(config, &resp.Diagnostics)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData = data, data, data
	resp.ListResourceData, resp.ActionData = data, data
}

// logIn fills in what the environment has, checks the whole, and makes the client.
func (p *chatProvider) logIn(config providerModel, diags *diag.Diagnostics) *client.Client {
	login := p.complete(config, diags)
	if diags.HasError() {
		return nil
	}
	options := client.Options{
		Endpoint: login.Endpoint.ValueString(), AccessToken: login.AccessToken.ValueString(),
		DisableThrottling: !config.ClientSideThrottling.IsNull() && !config.ClientSideThrottling.ValueBool(),
		UserAgent:         userAgent(p.version), Logger: newLogger(),
	}
	if !config.MaxRetries.IsNull() {
		retries := int(config.MaxRetries.ValueInt64())
		options.MaxRetries = &retries
	}
	way := login.ways()[0]
	switch way {
	case "connection_string":
		parsed, err := client.ParseConnectionString(login.ConnectionString.ValueString())
		if err != nil {
			diags.AddAttributeError(path.Root(way), "The connection string cannot be used", sentence(err))
			return nil
		}
		options.Endpoint, options.AccessKey, options.ActingUserID = parsed.Endpoint, parsed.AccessKey, login.UserID.ValueString()
	case "use_entra_id":
		credential, err := p.entraID()
		if err != nil {
			diags.AddAttributeError(path.Root(way), "Entra ID gave no credential", sentence(err))
			return nil
		}
		options.EntraID, options.ActingUserID = credential, login.UserID.ValueString()
	}
	made, err := client.New(options)
	if err != nil {
		diags.AddAttributeError(path.Root(way), "The provider could not log in", detail(err))
		return nil
	}
	if given := login.UserID.ValueString(); given != "" && given != made.ActingUserID() {
		diags.AddAttributeError(path.Root("user_id"), "The access token is another user's", fmt.Sprintf(
			"%s is %s, but the access token was issued for %s. Unset %s: an access token names its user itself.",
			envUserID, given, made.ActingUserID(), envUserID))
		return nil
	}
	return made
}

// complete returns the configuration with what the environment adds, after checking that it is one whole way in.
func (p *chatProvider) complete(config providerModel, diags *diag.Diagnostics) providerModel {
	diags.Append(config.contradictions()...)
	login := config
	fromEnvironment := len(config.ways()) == 0
	if fromEnvironment {
		login.AccessToken = p.env(envAccessToken)
		login.ConnectionString = p.env(envConnectionString)
		login.UseEntraID = p.envBool(envUseEntraID, diags)
		if !diags.HasError() {
			checkEnvironmentWays(login.ways(), diags)
		}
	}
	if diags.HasError() {
		return login
	}
	way := login.ways()[0]
	// A user that the environment names does not go with a token that the provider block names.
	if login.UserID.IsNull() && (way != "access_token" || fromEnvironment) {
		login.UserID = p.env(envUserID)
	}
	// The same holds for an endpoint and a connection string.
	if login.Endpoint.IsNull() && (way != "connection_string" || fromEnvironment) {
		login.Endpoint = p.env(envEndpoint)
	}
	checkComplete(way, login, diags)
	return login
}

// checkEnvironmentWays wants exactly one way in from the environment, given that the provider block has none.
func checkEnvironmentWays(ways []string, diags *diag.Diagnostics) {
	names := map[string]string{"access_token": envAccessToken, "connection_string": envConnectionString, "use_entra_id": envUseEntraID}
	switch len(ways) {
	case 1:
	case 0:
		diags.AddError("The provider has no way to log in", fmt.Sprintf(
			"Set exactly one of: access_token (or %s), connection_string (or %s), use_entra_id = true (or %s=true).",
			envAccessToken, envConnectionString, envUseEntraID))
	default:
		var set []string
		for _, way := range ways {
			set = append(set, names[way])
		}
		diags.AddError("More than one way to log in", "The environment variables "+strings.Join(set, " and ")+
			" are set. Unset all but one, or choose one in the provider block, which wins over the environment.")
	}
}

// checkComplete looks at the values together, wherever they came from: those of the environment have not been
// through the validators of the schema.
func checkComplete(way string, login providerModel, diags *diag.Diagnostics) {
	if way == "connection_string" {
		if !login.Endpoint.IsNull() {
			diags.Append(endpointContradicts(login.Endpoint.ValueString(), login.ConnectionString.ValueString())...)
		}
	} else if login.Endpoint.IsNull() {
		diags.AddAttributeError(path.Root("endpoint"), "The endpoint is missing", fmt.Sprintf(
			"With %s the provider needs to know where the service is: set endpoint, or %s, to https://<resource>.communication.azure.com.", way, envEndpoint))
	} else if _, err := client.ParseEndpoint(login.Endpoint.ValueString()); err != nil {
		diags.AddAttributeError(path.Root("endpoint"), "The endpoint cannot be used", sentence(err))
	}
	if !login.UserID.IsNull() {
		if _, err := client.ParseIdentifier(login.UserID.ValueString()); err != nil {
			diags.AddAttributeError(path.Root("user_id"), "Not a user id", sentence(err))
		}
	}
}

// env returns what a variable holds; an empty one counts as not set.
func (p *chatProvider) env(name string) types.String {
	if value := p.getenv(name); value != "" {
		return types.StringValue(value)
	}
	return types.StringNull()
}

func (p *chatProvider) envBool(name string, diags *diag.Diagnostics) types.Bool {
	text := p.getenv(name)
	if text == "" {
		return types.BoolNull()
	}
	value, err := strconv.ParseBool(text)
	if err != nil {
		diags.AddAttributeError(path.Root("use_entra_id"), "Neither true nor false", fmt.Sprintf("%s is %q. It must be true or false.", name, text))
	}
	return types.BoolValue(value)
}

// userAgent names the provider in telemetry, which takes at most 24 characters without spaces.
func userAgent(version string) string {
	agent := "tf-chat/" + strings.ReplaceAll(version, " ", "")
	return agent[:min(len(agent), 24)]
}

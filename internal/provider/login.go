package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// loginAttributes returns the attributes of which exactly one logs in.
func loginAttributes() []string { return []string{"access_token", "connection_string", "use_entra_id"} }

// ways returns which of the login attributes the provider block may choose, unknown ones included.
func (m providerModel) ways() []string {
	set := map[string]bool{
		"access_token":      !m.AccessToken.IsNull(),
		"connection_string": !m.ConnectionString.IsNull(),
		"use_entra_id":      m.UseEntraID.IsUnknown() || m.UseEntraID.ValueBool(),
	}
	return slices.DeleteFunc(loginAttributes(), func(way string) bool { return !set[way] })
}

// variableOf returns the environment variable that stands in for a login attribute.
func variableOf(way string) string {
	return map[string]string{"access_token": envAccessToken, "connection_string": envConnectionString,
		"use_entra_id": envUseEntraID}[way]
}

// logIn fills in what the environment has, checks the whole, and makes the client.
func (p *chatProvider) logIn(ctx context.Context, terraform string, config providerModel, diags *diag.Diagnostics,
) *client.Client {
	login := p.complete(config, diags)
	if diags.HasError() {
		return nil
	}
	options := client.Options{
		Endpoint: login.Endpoint.ValueString(), AccessToken: login.AccessToken.ValueString(),
		DisableThrottling: !config.ClientSideThrottling.IsNull() && !config.ClientSideThrottling.ValueBool(),
		Version:           p.version, UserAgent: p.userAgent(terraform),
		Logger: newLogger(), Transport: p.transport,
	}
	if !config.MaxRetries.IsNull() {
		retries := int(config.MaxRetries.ValueInt64())
		options.MaxRetries = &retries
	}
	way := login.ways()[0]
	options.CredentialName = way
	if len(config.ways()) == 0 {
		options.CredentialName = variableOf(way)
	}
	options.ActingUserName = "user_id"
	if config.UserID.IsNull() {
		options.ActingUserName = envUserID
	}
	switch way {
	case "connection_string":
		parsed, err := client.ParseConnectionString(login.ConnectionString.ValueString())
		if err != nil {
			diags.AddAttributeError(path.Root(way), "The connection string cannot be used", sentence(err))
			return nil
		}
		options.Endpoint, options.AccessKey = parsed.Endpoint, parsed.AccessKey
		options.ActingUserID = login.UserID.ValueString()
	case "use_entra_id":
		options.EntraID, options.ActingUserID = p.logInWithEntraID(ctx, login.entraModel, diags), login.UserID.ValueString()
		if diags.HasError() {
			return nil
		}
	}
	made, err := client.New(options)
	if err == nil {
		err = made.LogIn(ctx) // a login that is refused is one error, not one for each object
	}
	if err != nil {
		diags.AddAttributeError(path.Root(way), "The provider could not log in", detail(err))
		return nil
	}
	if given := login.UserID.ValueString(); given != "" && !client.SameUser(given, made.ActingUserID()) {
		diags.AddAttributeError(path.Root("user_id"), "The access token belongs to a different user", fmt.Sprintf(
			"%s is %s, but the access token was issued for %s. Unset %s: an access token has its own user.",
			envUserID, given, made.ActingUserID(), envUserID))
		return nil
	}
	return made
}

// complete returns the configuration with what the environment adds, after checking that it is one complete login.
func (p *chatProvider) complete(config providerModel, diags *diag.Diagnostics) providerModel {
	diags.Append(config.contradictions()...)
	login := config
	fromEnvironment := len(config.ways()) == 0
	if fromEnvironment {
		login.AccessToken = p.env(envAccessToken)
		login.ConnectionString = p.env(envConnectionString)
		login.UseEntraID = p.envBool("use_entra_id", envUseEntraID, diags)
		if !diags.HasError() {
			checkEnvironmentWays(login, diags)
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

// checkEnvironmentWays requires exactly one login from the environment, given that the provider block has none.
func checkEnvironmentWays(login providerModel, diags *diag.Diagnostics) {
	ways := login.ways()
	switch len(ways) {
	case 0:
		if i := slices.IndexFunc(login.attributes(), attributeValue.isSet); i >= 0 {
			name := login.attributes()[i].name
			diags.AddAttributeError(path.Root(name), "No credentials configured", fmt.Sprintf(
				"%s is for a login with Entra ID, which must be enabled: set use_entra_id = true (or %s=true).",
				name, envUseEntraID))
			return
		}
		diags.AddError("No credentials configured", fmt.Sprintf(
			"Set exactly one of: access_token (or %s), connection_string (or %s), use_entra_id = true (or %s=true).",
			envAccessToken, envConnectionString, envUseEntraID))
	case 1:
		diags.Append(login.refuse(entraWithoutEntra())...)
	default:
		var set []string
		for _, way := range ways {
			set = append(set, variableOf(way))
		}
		diags.AddError("Conflicting logins", "The environment variables "+strings.Join(set, " and ")+
			" are set. Unset all but one, or choose one in the provider block, which overrides the environment.")
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
		diags.AddAttributeError(path.Root("endpoint"), "No endpoint configured", fmt.Sprintf(
			"A login with %s needs the endpoint of the service: set endpoint, or %s, to "+
				"https://<resource>.communication.azure.com.", way, envEndpoint))
	} else if _, err := client.ParseEndpoint(login.Endpoint.ValueString()); err != nil {
		diags.AddAttributeError(path.Root("endpoint"), "The endpoint cannot be used", sentence(err))
	}
	if !login.UserID.IsNull() {
		if err := client.ValidateTokenUserID(login.UserID.ValueString()); err != nil {
			diags.AddAttributeError(path.Root("user_id"), notTokenUser, sentence(err))
		}
	}
}

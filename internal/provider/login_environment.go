package provider

import (
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/entra"
)

// The environment variables that stand in for attributes that are not set. Those of the login with Entra ID are in
// login_entra.go.
const (
	envEndpoint         = "CHAT_ENDPOINT"
	envAccessToken      = "CHAT_ACCESS_TOKEN"
	envConnectionString = "CHAT_CONNECTION_STRING"
	envUseEntraID       = "CHAT_USE_ENTRA_ID"
	envUserID           = "CHAT_USER_ID"
)

// env returns what a variable holds; an empty one counts as not set.
func (p *chatProvider) env(name string) types.String {
	if value := p.getenv(name); value != "" {
		return types.StringValue(value)
	}
	return types.StringNull()
}

// envBool returns the boolean that a variable holds in place of an attribute.
func (p *chatProvider) envBool(attribute, name string, diags *diag.Diagnostics) types.Bool {
	text := p.getenv(name)
	if text == "" {
		return types.BoolNull()
	}
	value, err := strconv.ParseBool(text)
	if err != nil {
		diags.AddAttributeError(
			path.Root(attribute),
			"Invalid boolean",
			fmt.Sprintf("%s is %q. It must be true or false.", name, text),
		)
	}
	return types.BoolValue(value)
}

// setting returns an attribute, or the first of its variables that is set, with where it came from.
func (p *chatProvider) setting(attribute string, value types.String, variables ...string) entra.Value {
	if !value.IsNull() {
		return entra.Value{Text: value.ValueString(), Name: attribute}
	}
	for _, variable := range variables {
		if text := p.getenv(variable); text != "" {
			return entra.Value{Text: text, Name: attribute, Variable: variable}
		}
	}
	return entra.Value{Name: attribute, Variable: variables[0]}
}

package provider

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// contradictions refuses what cannot be meant, within the provider block. What is unknown may turn out to be left out.
func (m providerModel) contradictions() diag.Diagnostics {
	var diags diag.Diagnostics
	ways := m.ways()
	// An unknown use_entra_id may turn out false.
	if m.UseEntraID.IsUnknown() {
		ways = slices.DeleteFunc(ways, func(way string) bool { return way == "use_entra_id" })
	}
	if len(ways) > 1 {
		diags.AddAttributeError(path.Root(ways[1]), "Conflicting logins",
			strings.Join(ways, " and ")+" are set. Set exactly one of "+strings.Join(loginAttributes(), ", ")+".")
	}
	if len(ways) == 1 && ways[0] == "access_token" && !m.UserID.IsNull() {
		diags.AddAttributeError(path.Root("user_id"), "user_id conflicts with access_token",
			"user_id chooses the acting user for connection_string and use_entra_id. With access_token the acting user is the one that "+
				"the token was issued for: remove user_id.")
	}
	if !m.Endpoint.IsUnknown() && !m.ConnectionString.IsUnknown() && !m.Endpoint.IsNull() && !m.ConnectionString.IsNull() {
		diags.Append(endpointContradicts(m.Endpoint.ValueString(), m.ConnectionString.ValueString())...)
	}
	if m.UseEntraID.IsNull() || m.UseEntraID.IsUnknown() || m.UseEntraID.ValueBool() {
		diags.Append(m.entraModel.contradictions()...)
	}
	if len(ways) <= 1 {
		diags.Append(m.entraWithoutEntra(ways)...)
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
		diags.AddAttributeError(path.Root("endpoint"), "Conflicting endpoints",
			fmt.Sprintf("endpoint is %s, but the connection string is for %s. Remove endpoint: a connection string has its own.", given, parsed.Endpoint))
	}
	return diags
}

// entraWithoutEntra refuses the first attribute of Entra ID in a block that logs in with something else.
func (m providerModel) entraWithoutEntra(ways []string) diag.Diagnostics {
	var diags diag.Diagnostics
	switchedOff := !m.UseEntraID.IsNull() && !m.UseEntraID.IsUnknown() && !m.UseEntraID.ValueBool()
	other := len(ways) == 1 && ways[0] != "use_entra_id"
	if !switchedOff && !other {
		return diags
	}
	for _, a := range m.attributes() {
		if !a.isSet() {
			continue
		}
		reason := "use_entra_id is false"
		if other {
			reason = ways[0] + " logs in"
		}
		diags.AddAttributeError(path.Root(a.name), a.name+" has no effect",
			fmt.Sprintf("It is for a login with Entra ID, but %s. Remove it, or log in with use_entra_id = true alone.", reason))
		break
	}
	return diags
}

// contradictions refuses two values for one thing, and two ways to log in with Entra ID, of which only one would be used.
func (m entraModel) contradictions() diag.Diagnostics {
	set := map[string]bool{}
	for _, a := range m.attributes() {
		set[a.name] = a.isSet()
	}
	var diags diag.Diagnostics
	// refuseSecond reports the first attribute of a later group when an earlier one has something set.
	refuseSecond := func(summary, detail string, groups ...[]string) {
		first := ""
		for _, group := range groups {
			i := slices.IndexFunc(group, func(name string) bool { return set[name] })
			switch {
			case i < 0:
			case first == "":
				first = group[i]
			default:
				diags.AddAttributeError(path.Root(group[i]), summary, fmt.Sprintf(detail, first, group[i]))
				return
			}
		}
	}
	const twice = "%s and %s are set. Remove one of them."
	for _, name := range []string{"client_id", "client_secret", "oidc_token"} {
		refuseSecond("Conflicting values", twice, []string{name}, []string{name + "_file_path"})
	}
	refuseSecond("Conflicting values", twice, []string{"client_certificate"}, []string{"client_certificate_path"})
	refuseSecond("Conflicting OIDC tokens", "%s and %s are set, and each of them provides an OIDC token. Remove one of them.",
		[]string{"oidc_token", "oidc_token_file_path"}, []string{"oidc_request_url", "oidc_request_token", "ado_pipeline_service_connection_id"})
	refuseSecond("Conflicting logins", "%s and %s each log in with Entra ID. Remove one of them.",
		[]string{"use_oidc", "use_aks_workload_identity"}, []string{"client_secret", "client_secret_file_path"},
		[]string{"client_certificate", "client_certificate_path"})
	if !m.UseOIDC.IsNull() && !m.UseOIDC.IsUnknown() && !m.UseOIDC.ValueBool() {
		for _, name := range []string{"oidc_token", "oidc_token_file_path", "oidc_request_url", "oidc_request_token", "ado_pipeline_service_connection_id"} {
			if set[name] && (name != "oidc_token_file_path" || !set["use_aks_workload_identity"] && !m.UseAKSWorkloadIdentity.IsUnknown()) {
				diags.AddAttributeError(path.Root(name), name+" has no effect", "use_oidc is false. Set it to true, or remove "+name+".")
				break
			}
		}
	}
	return diags
}

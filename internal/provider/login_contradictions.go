package provider

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// contradiction is what cannot be meant: one of the attributes is set, and so is one that they conflict with. A name
// with a minus stands for a switch that is off.
type contradiction struct {
	attributes    []string
	conflictsWith []string
	unless        string // unless this is set, or may be
	summary       string // of the error on the attribute that they conflict with; %[1]s and %[2]s are the two
	detail        string
}

const (
	setTwice   = "%[1]s and %[2]s are set. Remove one of them."
	loggedIn   = "%[1]s and %[2]s each log in with Entra ID. Remove one of them."
	noEffect   = "%[2]s has no effect"
	needsOIDC  = "use_oidc is false. Set it to true, or remove %[2]s."
	needsEntra = "It is for a login with Entra ID, but %s. Remove it, or log in with use_entra_id = true alone."
)

// loginContradictions are those of the three ways to log in.
func loginContradictions() []contradiction {
	one := "%[1]s and %[2]s are set. Set exactly one of " + strings.Join(loginAttributes(), ", ") + "."
	return []contradiction{
		{[]string{"access_token"}, []string{"connection_string", "use_entra_id"}, "", "Conflicting logins", one},
		{[]string{"connection_string"}, []string{"use_entra_id"}, "", "Conflicting logins", one},
		{[]string{"access_token"}, []string{"user_id"}, "", "user_id conflicts with access_token",
			"user_id chooses the acting user for connection_string and use_entra_id. With access_token the acting user is the " +
				"one that the token was issued for: remove user_id."},
	}
}

// entraWithoutEntra are attributes of Entra ID in a block that logs in with something else.
func entraWithoutEntra() []contradiction {
	var names []string
	for _, a := range (entraModel{}).attributes() {
		names = append(names, a.name)
	}
	return []contradiction{
		{[]string{"access_token", "connection_string"}, names, "use_entra_id", noEffect,
			fmt.Sprintf(needsEntra, "%[1]s logs in")},
		{[]string{"-use_entra_id"}, names, "", noEffect, fmt.Sprintf(needsEntra, "use_entra_id is false")},
	}
}

// entraContradictions are two values for one thing, and two ways to log in with Entra ID, of which only one would be
// used.
func entraContradictions() []contradiction {
	return []contradiction{
		{[]string{"client_id"}, []string{"client_id_file_path"}, "", "Conflicting values", setTwice},
		{[]string{"client_secret"}, []string{"client_secret_file_path"}, "", "Conflicting values", setTwice},
		{[]string{"oidc_token"}, []string{"oidc_token_file_path"}, "", "Conflicting values", setTwice},
		{[]string{"client_certificate"}, []string{"client_certificate_path"}, "", "Conflicting values", setTwice},
		{[]string{"oidc_token", "oidc_token_file_path"},
			[]string{"oidc_request_url", "oidc_request_token", "ado_pipeline_service_connection_id"}, "", "Conflicting OIDC " +
				"tokens",
			"%[1]s and %[2]s are set, and each of them provides an OIDC token. Remove one of them."},
		{[]string{"use_oidc", "use_aks_workload_identity"}, []string{"client_secret", "client_secret_file_path",
			"client_certificate", "client_certificate_path"}, "", "Conflicting logins", loggedIn},
		{[]string{"client_secret", "client_secret_file_path"},
			[]string{"client_certificate", "client_certificate_path"}, "", "Conflicting logins", loggedIn},
		{[]string{"-use_oidc"}, []string{"oidc_token", "oidc_request_url", "oidc_request_token",
			"ado_pipeline_service_connection_id"}, "", noEffect, needsOIDC},
		{[]string{"-use_oidc"}, []string{"oidc_token_file_path"}, "use_aks_workload_identity", noEffect, needsOIDC},
	}
}

// contradictions refuses what cannot be meant, within the provider block. What is unknown may turn out to be left out.
func (m providerModel) contradictions() diag.Diagnostics {
	diags := m.refuse(slices.Concat(loginContradictions(), entraWithoutEntra(), entraContradictions()))
	if !m.Endpoint.IsUnknown() && !m.ConnectionString.IsUnknown() && !m.Endpoint.IsNull() && !m.ConnectionString.IsNull() {
		diags.Append(endpointContradicts(m.Endpoint.ValueString(), m.ConnectionString.ValueString())...)
	}
	return diags
}

// refuse adds an error for each contradiction. An attribute that one of them blames counts no more in the next.
func (m providerModel) refuse(contradictions []contradiction) diag.Diagnostics {
	var diags diag.Diagnostics
	set, maybe := m.settings()
	isSet := func(name string) bool { return set[name] }
	for _, c := range contradictions {
		first, second := slices.IndexFunc(c.attributes, isSet), slices.IndexFunc(c.conflictsWith, isSet)
		if first < 0 || second < 0 || set[c.unless] || maybe[c.unless] {
			continue
		}
		name, other := c.attributes[first], c.conflictsWith[second]
		// The last argument keeps Sprintf from complaining of texts that do not name both.
		diags.AddAttributeError(path.Root(other), fmt.Sprintf(c.summary+"%[3]s", name, other, ""),
			fmt.Sprintf(c.detail+"%[3]s", name, other, ""))
		delete(set, other)
	}
	return diags
}

// settings returns what is set, by name, with a minus for a switch that is off, and what is not known yet.
func (m providerModel) settings() (set, maybe map[string]bool) {
	set, maybe = map[string]bool{}, map[string]bool{}
	for _, a := range append(m.attributes(), attributeValue{"use_entra_id", m.UseEntraID}) {
		set[a.name], maybe[a.name] = a.isSet(), a.value.IsUnknown()
		set["-"+a.name] = isOff(a.value)
	}
	// A login that is mentioned is meant, even while it is not known.
	set["access_token"], set["connection_string"] = !m.AccessToken.IsNull(), !m.ConnectionString.IsNull()
	set["user_id"] = !m.UserID.IsNull()
	return set, maybe
}

// isOff reports whether a value is a switch that is known to be off.
func isOff(value attr.Value) bool {
	on, isBool := value.(types.Bool)
	return isBool && !on.IsNull() && !on.IsUnknown() && !on.ValueBool()
}

// endpointContradicts refuses an endpoint that is not the connection string's own. Malformed ones are left to
// their validators.
func endpointContradicts(endpoint, connectionString string) diag.Diagnostics {
	var diags diag.Diagnostics
	given, endpointErr := client.ParseEndpoint(endpoint)
	parsed, err := client.ParseConnectionString(connectionString)
	if endpointErr == nil && err == nil && given != parsed.Endpoint {
		diags.AddAttributeError(path.Root("endpoint"), "Conflicting endpoints", fmt.Sprintf(
			"endpoint is %s, but the connection string is for %s. Remove endpoint: a connection string has its own.",
			given, parsed.Endpoint))
	}
	return diags
}

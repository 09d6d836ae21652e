package provider

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

const (
	resourceGUID = "07f8a2cd-9e15-4c3b-8f6a-1d2e3f4a5b6c"
	tenantGUID   = "5d9be1a0-7c64-4f0e-b1c2-a3948576e0d1"
	userGUID     = "f1c9d2e7-3a4b-4c5d-8e6f-708192a3b4c5"
)

func TestParseUserID_tellsThePartsOfEachKind(t *testing.T) {
	t.Parallel()
	for given, parts := range map[string]map[string]attr.Value{
		"8:acs:" + resourceGUID + "_" + userGUID: {"kind": types.StringValue("communication_user"), "cloud": types.StringValue("public"),
			"resource_id": types.StringValue(resourceGUID), "user_guid": types.StringValue(userGUID)},
		"8:spool:" + resourceGUID + "_" + userGUID: {"kind": types.StringValue("communication_user"), "cloud": types.StringValue("public"),
			"resource_id": types.StringValue(resourceGUID), "user_guid": types.StringValue(userGUID)},
		"8:dod-acs:" + resourceGUID + "_" + userGUID: {"kind": types.StringValue("communication_user"), "cloud": types.StringValue("dod"),
			"resource_id": types.StringValue(resourceGUID), "user_guid": types.StringValue(userGUID)},
		"8:gcch-acs:" + resourceGUID + "_" + userGUID: {"kind": types.StringValue("communication_user"), "cloud": types.StringValue("gcch"),
			"resource_id": types.StringValue(resourceGUID), "user_guid": types.StringValue(userGUID)},
		"8:orgid:" + userGUID: {"kind": types.StringValue("microsoft_teams_user"), "cloud": types.StringValue("public"),
			"teams_user_id": types.StringValue(userGUID), "is_anonymous": types.BoolValue(false)},
		"8:gcch:" + userGUID: {"kind": types.StringValue("microsoft_teams_user"), "cloud": types.StringValue("gcch"),
			"teams_user_id": types.StringValue(userGUID), "is_anonymous": types.BoolValue(false)},
		"8:teamsvisitor:abc123": {"kind": types.StringValue("microsoft_teams_user"), "cloud": types.StringValue("public"),
			"teams_user_id": types.StringValue("abc123"), "is_anonymous": types.BoolValue(true)},
		"4:+14255550123": {"kind": types.StringValue("phone_number"), "phone_number": types.StringValue("+14255550123"),
			"is_anonymous": types.BoolValue(false)},
		"4:+14255550123_7": {"kind": types.StringValue("phone_number"), "phone_number": types.StringValue("+14255550123"),
			"asserted_id": types.StringValue("7"), "is_anonymous": types.BoolValue(false)},
		"4:anonymous": {"kind": types.StringValue("phone_number"), "is_anonymous": types.BoolValue(true)},
		"8:gcch-acs:" + resourceGUID + "_" + tenantGUID + "_" + userGUID: {"kind": types.StringValue("teams_extension_user"),
			"cloud": types.StringValue("gcch"), "resource_id": types.StringValue(resourceGUID), "tenant_id": types.StringValue(tenantGUID),
			"teams_user_id": types.StringValue(userGUID)},
		"28:dod:" + userGUID: {"kind": types.StringValue("microsoft_teams_app"), "cloud": types.StringValue("dod"),
			"app_id": types.StringValue(userGUID)},
		"48:of-tomorrow": {"kind": types.StringValue("unknown")},
	} {
		t.Run(given, func(t *testing.T) {
			t.Parallel()
			got, ferr := callFunction(t, NewParseUserIDFunction(), given)
			if ferr != nil {
				t.Fatal(ferr)
			}
			for name, value := range got.Attributes() {
				if want, ok := parts[name]; ok && !value.Equal(want) {
					t.Errorf("%s is %s, want %s", name, value, want)
				} else if !ok && !value.IsNull() {
					t.Errorf("%s is %s, want null", name, value)
				}
			}
		})
	}
}

func TestParseUserID_blamesTheArgument(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"":                      "a user id looks like 8:acs:",
		"jane@contoso.com":      "a user id looks like 8:acs:",
		"acs:" + resourceGUID:   "a user id looks like 8:acs:",
		"8:acs:":                "must be followed by <resource guid>_<user guid>",
		"8:acs:" + resourceGUID: "must be followed by <resource guid>_<user guid>",
		"8:acs:x_y":             "must be followed by <resource guid>_<user guid>",
		"8:orgid:jane":          "must be followed by a GUID",
		"28:orgid:app":          "must be followed by a GUID",
		"4:14255550123":         "must be followed by + and digits",
		"8:acs:" + resourceGUID + "_" + userGUID + "/" + userGUID: "a user id looks like 8:acs:",
	} {
		t.Run(given, func(t *testing.T) {
			t.Parallel()
			_, ferr := callFunction(t, NewParseUserIDFunction(), given)
			if ferr == nil {
				t.Fatal("it was accepted")
			}
			if ferr.FunctionArgument == nil || *ferr.FunctionArgument != 0 {
				t.Errorf("the error blames the argument %v, want the first", ferr.FunctionArgument)
			}
			if !strings.Contains(ferr.Text, want) {
				t.Errorf("the error is %q, want one that says %q", ferr.Text, want)
			}
		})
	}
}

func TestAccParseUserID_worksInTerraform(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		resource.TestStep{
			Config:      `output "it" { value = provider::chat::parse_user_id("jane") }`,
			ExpectError: regexp.MustCompile(`(?s)Invalid value for "user_id" parameter.*8:acs:`),
		},
		resource.TestStep{
			Config: `output "it" { value = provider::chat::parse_user_id("` + s.actingUser + `") }`,
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("it", knownvalue.ObjectExact(map[string]knownvalue.Check{
				"kind": knownvalue.StringExact("communication_user"), "cloud": knownvalue.StringExact("public"),
				"resource_id": knownvalue.StringRegexp(regexp.MustCompile(`^[0-9a-f-]{36}$`)), "user_guid": knownvalue.StringRegexp(regexp.MustCompile(`^[0-9a-f-]{36}$`)),
				"teams_user_id": knownvalue.Null(), "is_anonymous": knownvalue.Null(), "phone_number": knownvalue.Null(),
				"tenant_id": knownvalue.Null(), "asserted_id": knownvalue.Null(), "app_id": knownvalue.Null(),
			}))},
		},
		resource.TestStep{ // the id of a user that is not there yet is unknown, and so are its parts
			Config: `resource "chat_user" "a" {}
output "kind" { value = provider::chat::parse_user_id(chat_user.a.id).kind }`,
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("kind", knownvalue.StringExact("communication_user"))},
		},
	)
}

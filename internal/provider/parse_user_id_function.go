package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ function.Function = parseUserIDFunction{}

// parseUserIDFunction is the function parse_user_id.
type parseUserIDFunction struct{}

// NewParseUserIDFunction returns the function parse_user_id.
func NewParseUserIDFunction() function.Function { return parseUserIDFunction{} }

// identifierModel is what the function returns: null is what a kind does not have.
type identifierModel struct {
	Kind        types.String `tfsdk:"kind"`
	Cloud       types.String `tfsdk:"cloud"`
	ResourceID  types.String `tfsdk:"resource_id"`
	TenantID    types.String `tfsdk:"tenant_id"`
	UserGUID    types.String `tfsdk:"user_guid"`
	TeamsUserID types.String `tfsdk:"teams_user_id"`
	IsAnonymous types.Bool   `tfsdk:"is_anonymous"`
	PhoneNumber types.String `tfsdk:"phone_number"`
	AssertedID  types.String `tfsdk:"asserted_id"`
	AppID       types.String `tfsdk:"app_id"`
}

func (parseUserIDFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "parse_user_id"
}

func (parseUserIDFunction) Definition(
	_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse,
) {
	resp.Definition = function.Definition{
		Summary: "Parse the raw id of a user",
		MarkdownDescription: "Parses the raw id of a user, or of anyone else who can be a member of a thread, and returns " +
			"an object. Attributes that a kind does not have are null:\n\n" +
			"- `kind` (String) `communication_user` (`8:acs:…`), `microsoft_teams_user` (`8:orgid:…`, `8:teamsvisitor:…`), " +
			"`teams_extension_user` (`8:acs:…` with three GUIDs), `phone_number` (`4:…`), " +
			"`microsoft_teams_app` (`28:orgid:…`), or `unknown` for a form that the provider does not know; the service may " +
			"know it.\n" +
			"- `cloud` (String) `public`, `dod` or `gcch`; null for phone numbers and unknown forms.\n" +
			"- `resource_id` (String) of a `communication_user` or `teams_extension_user`, the GUID of the Communication " +
			"Services resource that it belongs to.\n" +
			"- `tenant_id` (String) of a `teams_extension_user`, the GUID of its Entra tenant.\n" +
			"- `user_guid` (String) of a `communication_user`, its GUID within the resource.\n" +
			"- `teams_user_id` (String) of a `microsoft_teams_user` or `teams_extension_user`, its Entra object id, or the " +
			"visitor id when it is anonymous.\n" +
			"- `is_anonymous` (Boolean) of a `microsoft_teams_user`, whether it is a visitor without an account; of a " +
			"`phone_number`, whether the caller withholds it.\n" +
			"- `phone_number` (String) of a `phone_number`, in E.164 format with its plus sign; null when it is anonymous.\n" +
			"- `asserted_id` (String) of a `phone_number`, what distinguishes several callers with the same number " +
			"(`4:+<digits>_<asserted id>`).\n" +
			"- `app_id` (String) of a `microsoft_teams_app`, its id.\n\n" +
			"No call is made: an id that can be parsed need not belong to an existing user.",
		Parameters: []function.Parameter{function.StringParameter{
			Name:                "user_id",
			MarkdownDescription: "A raw id, such as `8:acs:<resource guid>_<user guid>`.",
		}},
		Return: function.ObjectReturn{AttributeTypes: map[string]attr.Type{
			"kind":          types.StringType,
			"cloud":         types.StringType,
			"resource_id":   types.StringType,
			"tenant_id":     types.StringType,
			"user_guid":     types.StringType,
			"teams_user_id": types.StringType,
			"is_anonymous":  types.BoolType,
			"phone_number":  types.StringType,
			"asserted_id":   types.StringType,
			"app_id":        types.StringType,
		}},
	}
}

func (parseUserIDFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var rawID string
	if resp.Error = req.Arguments.Get(ctx, &rawID); resp.Error != nil {
		return
	}
	id, err := client.ParseIdentifier(rawID)
	if err != nil {
		resp.Error = argumentError(err)
		return
	}
	resp.Error = resp.Result.Set(ctx, flattenIdentifier(id))
}

func flattenIdentifier(id client.Identifier) identifierModel {
	m := identifierModel{
		Kind: types.StringValue(string(id.Kind)), Cloud: textOrNull(string(id.Cloud)),
		ResourceID: textOrNull(id.ResourceID), TenantID: textOrNull(id.TenantID),
		PhoneNumber: textOrNull(id.PhoneNumber), AssertedID: textOrNull(id.AssertedID), AppID: textOrNull(id.AppID),
	}
	switch id.Kind {
	case client.IdentifierUser:
		m.UserGUID = types.StringValue(id.UserID)
	case client.IdentifierTeams:
		m.TeamsUserID, m.IsAnonymous = types.StringValue(id.UserID), types.BoolValue(id.IsAnonymous)
	case client.IdentifierTeamsExtension:
		m.TeamsUserID = types.StringValue(id.UserID)
	case client.IdentifierPhone:
		m.IsAnonymous = types.BoolValue(id.IsAnonymous)
	}
	return m
}

package provider

import (
	"context"
	"encoding/base64"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*accessTokenEphemeralResource)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*accessTokenEphemeralResource)(nil)
)

// revokeKey is where Open leaves the user for Close, when its tokens are to be revoked.
const revokeKey = "revoke"

type accessTokenEphemeralResource struct{ configurableEphemeralResource }

// NewAccessTokenEphemeralResource makes the ephemeral resource chat_access_token.
func NewAccessTokenEphemeralResource() ephemeral.EphemeralResource {
	return &accessTokenEphemeralResource{}
}

type accessTokenModel struct {
	UserID           types.String      `tfsdk:"user_id"`
	Scopes           types.Set         `tfsdk:"scopes"`
	ExpiresInMinutes types.Int64       `tfsdk:"expires_in_minutes"`
	RevokeOnClose    types.Bool        `tfsdk:"revoke_on_close"`
	Token            types.String      `tfsdk:"token"`
	ExpiresOn        timetypes.RFC3339 `tfsdk:"expires_on"`
}

func (e *accessTokenEphemeralResource) Metadata(
	_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_access_token"
}

func (e *accessTokenEphemeralResource) Schema(
	_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Issues an access token for a user of the Communication Services resource, to hand it to " +
			"another provider or to a write-only argument. It is never in the state or in a plan. The provider must log in " +
			"with `connection_string` or `use_entra_id`.\n\n" +
			"Ephemeral resources are opened anew in each command, so a plan and its apply get different tokens.\n\n" +
			readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"user_id": schema.StringAttribute{Required: true, Validators: []validator.String{tokenUserID()},
				MarkdownDescription: "Raw id of the user that the token is for, `8:acs:<resource guid>_<user guid>`."},
			"scopes": schema.SetAttribute{Optional: true, ElementType: types.StringType, Validators: []validator.Set{
				setvalidator.SizeAtLeast(
					1,
				), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.OneOf(tokenScopes()...))},
				MarkdownDescription: "What the token allows, any of `chat`, `chat.join`, `chat.join.limited`, `voip` and " +
					"`voip.join`. Defaults to `[\"chat\"]`."},
			"expires_in_minutes": schema.Int64Attribute{
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(client.MinTokenMinutes, client.MaxTokenMinutes)},
				MarkdownDescription: "How long the token is valid, in minutes: 60 (an hour) to 1440 (a day). Defaults to 1440.",
			},
			"revoke_on_close": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Whether the token is revoked when it is no longer needed, at the end of the plan or apply, " +
					"which takes effect within 15 minutes. The service cannot revoke one token alone: **this revokes every token of " +
					"the user**, including those that other programs and other `chat_access_token` use at that time. Set it only " +
					"for a user that nothing else acts as. Defaults to `false`: the token expires at `expires_on`."},
			"token": schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "The token. It is a secret."},
			"expires_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{},
				MarkdownDescription: "When the token expires, RFC 3339."},
		},
	}
}

func tokenScopes() []string {
	return []string{
		string(client.ScopeChat),
		string(client.ScopeChatJoin),
		string(client.ScopeChatJoinLimited),
		string(client.ScopeVoIP),
		string(client.ScopeVoIPJoin),
	}
}

func (e *accessTokenEphemeralResource) Open(
	ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse,
) {
	var data accessTokenModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	scopes := data.scopes(ctx, &resp.Diagnostics)
	chat := e.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	validFor := time.Duration(data.ExpiresInMinutes.ValueInt64()) * time.Minute // null is zero, the service's default
	token, err := chat.IssueToken(ctx, data.UserID.ValueString(), scopes, validFor)
	if err != nil {
		addReadError(&resp.Diagnostics, path.Root("user_id"), "Could not issue an access token", err)
		return
	}
	data.Token, data.ExpiresOn = types.StringValue(token.Token), flattenTime(&token.ExpiresOn)
	resp.Diagnostics.Append(resp.Result.Set(ctx, data)...)
	if data.RevokeOnClose.ValueBool() {
		// Private data must be JSON: base64 needs no escapes in it.
		user := base64.StdEncoding.EncodeToString([]byte(data.UserID.ValueString()))
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, revokeKey, []byte(`"`+user+`"`))...)
	}
}

func (m accessTokenModel) scopes(ctx context.Context, diags *diag.Diagnostics) []client.TokenScope {
	if m.Scopes.IsNull() {
		return []client.TokenScope{client.ScopeChat}
	}
	var scopes []client.TokenScope
	diags.Append(m.Scopes.ElementsAs(ctx, &scopes, false)...)
	return scopes
}

// Close revokes the tokens of the user when that was asked for. A user that is gone has none.
func (e *accessTokenEphemeralResource) Close(
	ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse,
) {
	left, diags := req.Private.GetKey(ctx, revokeKey)
	resp.Diagnostics.Append(diags...)
	if len(left) == 0 || resp.Diagnostics.HasError() {
		return
	}
	user, err := base64.StdEncoding.DecodeString(strings.Trim(string(left), `"`))
	if err != nil {
		resp.Diagnostics.AddError("Could not revoke the access token", "This is a bug in the provider: it cannot read its "+
			"own private data. Please report it.")
		return
	}
	chat := e.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	if err := chat.RevokeTokens(ctx, string(user)); ignoreNotFound(err) != nil {
		addError(&resp.Diagnostics, "Could not revoke the access token", err)
	}
}

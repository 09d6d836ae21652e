package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ action.ActionWithConfigure = (*revokeAccessTokensAction)(nil)

type revokeAccessTokensAction struct{ configurableAction }

// NewRevokeAccessTokensAction makes the action chat_revoke_access_tokens.
func NewRevokeAccessTokensAction() action.Action { return &revokeAccessTokensAction{} }

type revokeAccessTokensModel struct {
	UserID types.String `tfsdk:"user_id"`
}

func (a *revokeAccessTokensAction) Metadata(
	_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_revoke_access_tokens"
}

func (a *revokeAccessTokensAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Revokes every access token of a user, whoever holds it, for example after one has leaked. It " +
			"can take up to 15 minutes until they are rejected. The user remains, and new tokens can be issued for it. The " +
			"provider must log in with `connection_string` or `use_entra_id`.\n\n" + readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"user_id": schema.StringAttribute{Required: true, Validators: []validator.String{tokenUserID()},
				MarkdownDescription: "Raw id of the user, `8:acs:<resource guid>_<user guid>`. A user that does not exist is an " +
					"error."},
		},
	}
}

func (a *revokeAccessTokensAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var data revokeAccessTokensModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := a.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	user := data.UserID.ValueString()
	resp.SendProgress(action.InvokeProgressEvent{Message: "Revoking the access tokens of " + user})
	ctx, cancel := bounded(ctx)
	defer cancel()
	if err := chat.RevokeTokens(ctx, user); err != nil {
		addReadError(&resp.Diagnostics, path.Root("user_id"), "Could not revoke the access tokens", err)
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: "Revoked the access tokens of " + user})
}

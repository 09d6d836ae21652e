package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// importByCustomID begins an import id that names the user by its custom id.
const importByCustomID = "custom_id="

// ImportState also takes custom_id=<custom id>.
func (r *userResource) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	customID, named := strings.CutPrefix(req.ID, importByCustomID)
	if !named {
		r.configurableResource.ImportState(ctx, req, resp)
		return
	}
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id, err := findUser(ctx, chat, customID, &resp.Diagnostics)
	if err != nil {
		addError(&resp.Diagnostics, "Could not import the user", err)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("custom_id"), customID)...)
	r.identify(ctx, resp.State, resp.Identity, &resp.Diagnostics)
}

// findUser returns the user that has a custom id. The only call that finds it creates one when there is none, which is
// deleted again.
func findUser(
	ctx context.Context, chat *client.Client, customID string, diags *diag.Diagnostics,
) (id string, err error) {
	user, existed, err := chat.EnsureUser(ctx, customID)
	if err != nil || existed {
		return user.ID, err
	}
	diags.AddError("No user has this custom_id", fmt.Sprintf(
		"There is no user with the custom_id %q in this Communication Services resource. Create it with a resource block "+
			"instead.", customID))
	return "", chat.DeleteUser(ctx, user.ID)
}

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// ModifyPlan refuses to destroy or replace the acting user: without it the provider could do nothing else. Another
// custom id replaces a user.
func (r *userResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	var state, plan userModel
	created, destroyed := req.State.Raw.IsNull(), req.Plan.Raw.IsNull()
	if !created {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if !destroyed {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	chat := r.clientIfKnown()
	if !created && !destroyed && !plan.CustomID.Equal(state.CustomID) &&
		!hasCustomID(ctx, chat, state, plan, &resp.Diagnostics) {
		resp.RequiresReplace.Append(path.Root("custom_id"))
	}
	if chat == nil || destroyed && state.OnDestroy.ValueString() == onDestroyKeep { // which makes no call
		return
	}
	if created || destroyed {
		needIdentities(chat, &resp.Diagnostics)
	}
	if created {
		// Private state is that of the plan before when this is the second half of a replacement, else empty.
		if privateActingUser.get(ctx, req.Private, &resp.Diagnostics) {
			refuseDestroyingActingUser(chat, &resp.Diagnostics)
		}
		return
	}
	acting := isActing(chat, state.ID)
	if acting && destroyed {
		refuseDestroyingActingUser(chat, &resp.Diagnostics)
	}
	privateActingUser.set(ctx, resp.Private, acting, &resp.Diagnostics)
}

// hasCustomID reports whether a user whose custom id the state does not know has the planned one: an import by its id
// says nothing of it.
func hasCustomID(ctx context.Context, chat *client.Client, state, plan userModel, diags *diag.Diagnostics) bool {
	if chat == nil || !state.CustomID.IsNull() || plan.CustomID.IsUnknown() {
		return false
	}
	user, err := chat.GetUser(ctx, state.ID.ValueString())
	if err != nil {
		addError(diags, "Could not read the user", err)
	}
	return user.CustomID == plan.CustomID.ValueString()
}

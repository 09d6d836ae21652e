package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ModifyPlan refuses to destroy or replace the acting user: without it the provider could do nothing else.
func (r *userResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	chat := r.clientIfKnown()
	if chat == nil || resp.Diagnostics.HasError() {
		return
	}
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() {
		needIdentities(chat, &resp.Diagnostics)
	}
	if req.State.Raw.IsNull() {
		// Private state is that of the plan before when this is the second half of a replacement, else empty.
		if privateActingUser.get(ctx, req.Private, &resp.Diagnostics) {
			refuseDestroyingActingUser(chat, &resp.Diagnostics)
		}
		return
	}
	var state userModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	acting := isActing(chat, state.ID)
	if acting && req.Plan.Raw.IsNull() {
		refuseDestroyingActingUser(chat, &resp.Diagnostics)
	}
	privateActingUser.set(ctx, resp.Private, acting, &resp.Diagnostics)
}

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ModifyPlan refuses to manage the acting user, and reports when two resources manage one member or one thread.
func (r *threadMemberResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var plan, state threadMemberModel
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if !req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	}
	if resp.Diagnostics.HasError() || r.providerData == nil {
		return
	}
	if req.Plan.Raw.IsNull() && staysOnDestroy(state.RemoveOnDestroy) {
		return
	}
	if req.Plan.Raw.IsNull() {
		r.planned.planLeaving(ctx, state.ThreadID, state.UserID, resp.Private, &resp.Diagnostics)
		return
	}
	owner := becomeOwner(ctx, resp.Private, &resp.Diagnostics)
	r.planned.want(path.Root("user_id"), plan.ThreadID, plan.UserID, owner, &resp.Diagnostics)
	if plan.ThreadID.Equal(state.ThreadID) && plan.UserID.Equal(state.UserID) {
		r.planned.stay(plan.ThreadID, plan.UserID, owner)
	}
	r.owners.claimSome(path.Root("thread_id"), plan.ThreadID, owner, &resp.Diagnostics)
	chat := r.clientIfKnown()
	if chat == nil {
		return
	}
	needActingUser(chat, &resp.Diagnostics)
	// A member that exists already may stay, whichever user acts now.
	changes := (threadMember{memberModel: plan.memberModel}).known() && !plan.sameMember(state.expandMember())
	if req.State.Raw.IsNull() || changes {
		refuseActingUser(plan.UserID, chat, &resp.Diagnostics)
	}
}

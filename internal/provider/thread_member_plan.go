package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ModifyPlan refuses to manage the acting user, and reports when two resources manage one member or one thread.
func (r *threadMemberResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
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
	stays := plan.ThreadID.Equal(state.ThreadID) && plan.UserID.Equal(state.UserID)
	if !stays && !staysOnDestroy(state.RemoveOnDestroy) && !req.State.Raw.IsNull() {
		was := privateOwner.get(ctx, req.Private, &resp.Diagnostics)
		r.memberships.planGone(state.ThreadID, was, singleMember(state.memberModel), &resp.Diagnostics)
	}
	if req.Plan.Raw.IsNull() {
		return
	}
	owner := becomeOwner(ctx, resp.Private, &resp.Diagnostics)
	r.memberships.planOwner(path.Root("thread_id"), plan.ThreadID, owner, false, &resp.Diagnostics)
	r.memberships.planKept(plan.ThreadID, owner, singleMember(plan.memberModel), &resp.Diagnostics)
	chat := r.clientIfKnown()
	if chat == nil {
		return
	}
	needActingUser(chat, &resp.Diagnostics)
	// A member that exists already may stay, whichever user acts now.
	changes := singleMember(plan.memberModel)[0].known() && !plan.sameMember(state.expandMember())
	if req.State.Raw.IsNull() || changes {
		refuseActingUser(plan.UserID, chat, &resp.Diagnostics)
	}
}

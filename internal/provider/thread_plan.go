package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// ModifyPlan refuses what only the acting user makes impossible, and warns of what the plan itself does not show.
func (r *threadResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	refuseDestruction(ctx, req, resp)
	chat := r.clientIfKnown()
	if chat == nil || resp.Diagnostics.HasError() {
		return
	}
	var plan, state threadResourceModel
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if req.Plan.Raw.IsNull() {
		if state.OnDestroy.ValueString() != onDestroyKeep {
			r.proveThread(ctx, chat, state.threadModel, true, &resp.Diagnostics)
		}
		return
	}
	needActingUser(chat, &resp.Diagnostics)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !req.State.Raw.IsNull() && plan.changes(state.threadModel) {
		if !r.proveThread(ctx, chat, state.threadModel, false, &resp.Diagnostics) {
			replaceGone(ctx, resp)
			return
		}
		threadMetadata(chat, state.ID.ValueString()).plan(ctx, state.Metadata, plan.Metadata, req.Private, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	r.planMembers(ctx, chat, plan, state, &resp.Diagnostics)
}

// planMembers looks at what a plan makes of the members of a thread. The state is empty when the thread is to be
// created.
func (r *threadResource) planMembers(
	ctx context.Context, chat *client.Client, plan, state threadResourceModel, diags *diag.Diagnostics,
) {
	acting := chat.ActingUserID()
	want, have := membersOf(plan.Members, acting), membersOf(state.Members, acting)
	switch {
	case plan.Members.IsUnknown():
		return
	case plan.Members.IsNull():
		sayThatNobodyLeaves(state.Members, diags)
		return
	}
	checkMemberKeys(plan.Members, path.Root("members"), diags)
	checkRoom(want, len(plan.Members.Elements()), acting, diags)
	changes := changesBetween(have, want, acting)
	r.memberships.planOwner(path.Root("members"), plan.ID, threadOwner, true, diags)
	r.memberships.planKept(plan.ID, threadOwner, want.without(acting), diags)
	r.memberships.planGone(plan.ID, threadOwner, changes.leave, diags)
	if diags.HasError() || state.ID.IsNull() {
		return
	}
	checkActingUser(ctx, chat, plan.ID, want, have, diags)
	if state.Members.IsNull() {
		warnOfUnlisted(ctx, chat, plan.ID.ValueString(), want, diags)
	}
	warnOfLeavingCreator(want, have, state.CreatedBy, acting, diags)
	warnOfTime(ctx, changes.count(want), "update", plan.Timeouts.Update, "", diags)
}

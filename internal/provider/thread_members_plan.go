package provider

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// ModifyPlan refuses what only the acting user makes impossible, reports when two resources manage one member or one
// thread, and warns of what the plan itself does not show.
func (r *threadMembersResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	var plan, state threadMembersResourceModel
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if !req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	}
	if resp.Diagnostics.HasError() || r.providerData == nil {
		return
	}
	if req.Plan.Raw.IsNull() {
		r.planDestruction(ctx, state, privateOwner.get(ctx, req.Private, &resp.Diagnostics), &resp.Diagnostics)
		return
	}
	owner := becomeOwner(ctx, resp.Private, &resp.Diagnostics)
	checkMemberKeys(plan.Members, path.Root("members"), &resp.Diagnostics)
	acting, chat := "", r.clientIfKnown()
	if chat != nil {
		acting = chat.ActingUserID()
	}
	want, have := membersOf(plan.Members, acting), membersOf(state.Members, acting)
	changes := changesBetween(have, want, acting)
	r.planMemberships(plan, state, owner, want.without(acting), changes.leave, &resp.Diagnostics)
	if chat == nil || resp.Diagnostics.HasError() {
		return
	}
	needActingUser(chat, &resp.Diagnostics)
	checkActingUser(ctx, chat, plan.ThreadID, want, have, &resp.Diagnostics)
	if plan.Exclusive.ValueBool() {
		checkRoom(want, len(plan.Members.Elements()), acting, &resp.Diagnostics)
	}
	starts := plan.Exclusive.ValueBool() && !state.Exclusive.ValueBool() && !plan.ThreadID.IsUnknown()
	if starts && !resp.Diagnostics.HasError() {
		warnOfUnlisted(ctx, chat, plan.ThreadID.ValueString(), want, &resp.Diagnostics)
	}
	operation, timeout := "update", configuredTimeout(plan.Timeouts.Update)
	if req.State.Raw.IsNull() {
		operation, timeout = "create", plan.Timeouts.Create
	}
	warnOfTime(ctx, changes.count(want), operation, timeout, "", &resp.Diagnostics)
}

// planMemberships records what the plan does to memberships, and warns when another resource manages them too.
func (r *threadMembersResource) planMemberships(
	plan, state threadMembersResourceModel, owner string, want, leave memberMap, diags *diag.Diagnostics,
) {
	r.memberships.planOwner(path.Root("thread_id"), plan.ThreadID, owner, plan.Exclusive.ValueBool(), diags)
	r.memberships.planKept(plan.ThreadID, owner, want, diags)
	switch {
	case plan.ThreadID.Equal(state.ThreadID):
		r.memberships.planGone(plan.ThreadID, owner, leave, diags)
	case !staysOnDestroy(state.RemoveOnDestroy): // this is a replacement
		r.memberships.planGone(state.ThreadID, owner, membersOf(state.Members, ""), diags)
	}
}

// planDestruction notes who leaves, and warns when that takes long.
func (r *threadMembersResource) planDestruction(
	ctx context.Context, state threadMembersResourceModel, owner string, diags *diag.Diagnostics,
) {
	acting := ""
	if chat := r.clientIfKnown(); chat != nil {
		acting = chat.ActingUserID()
	}
	if staysOnDestroy(state.RemoveOnDestroy) {
		return
	}
	leave := membersOf(state.Members, "").without(acting)
	r.memberships.planGone(state.ThreadID, owner, leave, diags)
	warnOfTime(ctx, client.MembershipChange{Removed: len(leave)}, "delete", state.Timeouts.Delete,
		"Where the thread is destroyed at the same time, set remove_on_destroy = false and apply that before.", diags)
}

// refuseOtherResource adds an error when the members belong to another Communication Services resource than the login.
func (r *threadMembersResource) refuseOtherResource(
	ctx context.Context, state tfsdk.State, private privateState, diags *diag.Diagnostics,
) {
	if r.clientIfKnown() == nil || state.Raw.IsNull() {
		return
	}
	var data threadMembersResourceModel
	diags.Append(state.Get(ctx, &data)...)
	resourceID := ""
	for _, m := range membersOf(data.Members, "") {
		resourceID = cmp.Or(resourceID, client.ResourceIDOf(m.user.ValueString()))
	}
	r.refuseOtherResourceID(ctx, data.ThreadID, private, resourceID, diags)
}

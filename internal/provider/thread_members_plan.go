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

// ModifyPlan refuses what only the acting user makes impossible, reports when two resources manage one member or one thread, and
// warns of what the plan itself does not show.
func (r *threadMembersResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
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
		r.planDestruction(ctx, state, resp)
		return
	}
	r.planOwner(ctx, plan, state, resp)
	chat := r.clientIfKnown()
	if chat == nil || resp.Diagnostics.HasError() {
		return
	}
	needActingUser(chat, &resp.Diagnostics)
	acting := chat.ActingUserID()
	want, have := membersOf(plan.Members, acting), membersOf(state.Members, acting)
	checkActingUser(want, have, acting, &resp.Diagnostics)
	if plan.Exclusive.ValueBool() {
		checkRoom(want, len(plan.Members.Elements()), acting, &resp.Diagnostics)
	}
	if plan.Exclusive.ValueBool() && !state.Exclusive.ValueBool() && !plan.ThreadID.IsUnknown() && !resp.Diagnostics.HasError() {
		have = warnOfRemovals(ctx, chat, plan.ThreadID.ValueString(), want, have, &resp.Diagnostics)
	}
	operation, timeout := "update", configuredTimeout(plan.Timeouts.Update)
	if req.State.Raw.IsNull() {
		operation, timeout = "create", plan.Timeouts.Create
	}
	warnOfTime(ctx, have.changeTo(want, acting), operation, timeout, "", &resp.Diagnostics)
}

// planOwner checks the keys of the members, and reports when another resource manages one of them, or all members of the thread.
func (r *threadMembersResource) planOwner(ctx context.Context, plan, state threadMembersResourceModel, resp *resource.ModifyPlanResponse) {
	owner := becomeOwner(ctx, resp.Private, &resp.Diagnostics)
	checkMemberKeys(plan.Members, path.Root("members"), &resp.Diagnostics)
	acting := ""
	if chat := r.clientIfKnown(); chat != nil {
		acting = chat.ActingUserID()
	}
	for _, m := range membersOf(plan.Members, acting) {
		if !m.is(acting) { // which is in every thread anyway
			r.planned.want(m.path(), plan.ThreadID, m.user, owner, &resp.Diagnostics)
		}
	}
	if plan.ThreadID.Equal(state.ThreadID) {
		r.planned.stayAll(plan.ThreadID, plan.Members, state.Members, owner)
	}
	claim := r.owners.claimSome
	if plan.Exclusive.ValueBool() {
		claim = r.owners.claimAll
	}
	claim(path.Root("thread_id"), plan.ThreadID, owner, &resp.Diagnostics)
}

// planDestruction notes who leaves, and warns when that takes long.
func (r *threadMembersResource) planDestruction(ctx context.Context, state threadMembersResourceModel, resp *resource.ModifyPlanResponse) {
	if staysOnDestroy(state.RemoveOnDestroy) {
		return
	}
	members := membersOf(state.Members, "")
	for _, m := range members {
		r.planned.planLeaving(ctx, state.ThreadID, m.user, resp.Private, &resp.Diagnostics)
	}
	if chat := r.clientIfKnown(); chat != nil {
		warnOfTime(ctx, members.changeTo(nil, chat.ActingUserID()), "delete", state.Timeouts.Delete,
			"Where the thread is destroyed at the same time, set remove_on_destroy = false and apply that before.", &resp.Diagnostics)
	}
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

// applied forgets what was planned of members: the claims know more now.
func (r *threadMembersResource) applied(data threadMembersResourceModel, members threadMembers) {
	for _, m := range members {
		r.planned.applied(data.ThreadID, m.user)
	}
}

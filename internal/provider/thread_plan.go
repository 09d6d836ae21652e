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

// ModifyPlan refuses what only the acting user makes impossible, and warns of what the plan itself does not show.
func (r *threadResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	refuseDestruction(ctx, req, resp)
	chat := r.clientIfKnown()
	if chat == nil || req.Plan.Raw.IsNull() {
		return
	}
	needActingUser(chat, &resp.Diagnostics)
	var plan, state threadResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if !req.State.Raw.IsNull() {
		threadMetadata(chat, state.ID.ValueString()).plan(ctx, state.Metadata, plan.Metadata, req.Private, &resp.Diagnostics)
	}
	if plan.Members.IsNull() || plan.Members.IsUnknown() {
		return
	}
	r.owners.claimAll(path.Root("members"), plan.ID, threadOwner, &resp.Diagnostics)
	r.planned.stayAll(plan.ID, plan.Members, state.Members, threadOwner)
	want := membersOf(plan.Members, chat.ActingUserID())
	checkMemberKeys(plan.Members, path.Root("members"), &resp.Diagnostics)
	checkRoom(want, len(plan.Members.Elements()), chat.ActingUserID(), &resp.Diagnostics)
	if !resp.Diagnostics.HasError() && !req.State.Raw.IsNull() {
		planThreadMembers(ctx, chat, plan, state, want, &resp.Diagnostics)
	}
}

// planThreadMembers looks at what a plan makes of the members of a thread that exists.
func planThreadMembers(ctx context.Context, chat *client.Client, plan, state threadResourceModel, want threadMembers, diags *diag.Diagnostics) {
	acting := chat.ActingUserID()
	have := membersOf(state.Members, acting)
	if state.Members.IsNull() {
		have = warnOfRemovals(ctx, chat, plan.ID.ValueString(), want, nil, diags)
	} else {
		checkActingUser(want, have, acting, diags)
		warnOfLeavingCreator(want, have, state.CreatedBy, acting, diags)
	}
	warnOfTime(ctx, have.changeTo(want, acting), "update", plan.Timeouts.Update, "", diags)
}

// checkActingUser refuses to change attributes of the acting user. What the state leaves null is not known: the apply will see.
func checkActingUser(want, have threadMembers, actingUserID string, diags *diag.Diagnostics) {
	now, then := have.find(actingUserID), want.find(actingUserID)
	if now == nil || then == nil || !then.known() {
		return
	}
	asked := flattenMember(memberModel{}, asAsked(now.memberModel, then.expand()))
	if !asked.sameMember(asAsked(then.memberModel, now.expand())) {
		reportActingUserFixed(then.path(), actingUserID, diags)
	}
}

// warnOfRemovals names who will be removed when members of an existing thread are managed from now on. They are not in the
// state, which has others, so the plan does not show them. A failure is left to the apply. It
// returns the members that the thread has now, as far as it looked.
func warnOfRemovals(ctx context.Context, chat *client.Client, threadID string, want, have threadMembers, diags *diag.Diagnostics) threadMembers {
	for _, m := range want {
		if m.user.IsUnknown() {
			return have // it may be any of them
		}
	}
	actual, err := chat.ListMembers(ctx, threadID)
	if err != nil {
		return have
	}
	var leaving []string
	wanted, shown := want.byUser(), have.byUser()
	for _, m := range actual {
		w := wanted[client.UserKey(m.UserID)]
		switch {
		case client.SameUser(m.UserID, chat.ActingUserID()) || shown[client.UserKey(m.UserID)] != nil:
		case w == nil:
			leaving = append(leaving, m.UserID)
		case w.known() && !w.sameMember(m):
			leaving = append(leaving, m.UserID+" (is added again with the attributes of "+w.path().String()+")")
		}
	}
	if len(leaving) > 0 {
		diags.AddAttributeWarning(path.Root("members"), "Members that are not listed will be removed", fmt.Sprintf(
			"From now on, members lists everyone in %s. The apply removes %d:\n\n%s",
			threadID, len(leaving), strings.Join(leaving, "\n")))
	}
	return memberships(actual)
}

// checkRoom refuses a full thread that has no room left for the acting user.
func checkRoom(want threadMembers, count int, actingUserID string, diags *diag.Diagnostics) {
	for _, m := range want {
		if m.user.IsUnknown() || m.is(actingUserID) {
			return // it may be the acting user, or is
		}
	}
	if count == client.MaxMembersPerThread && count == len(want) {
		diags.AddAttributeError(path.Root("members"), "Too many members", fmt.Sprintf(
			"A thread holds at most %d participants, and the acting user %s, which is not listed, is one of them. List at most %d others.",
			client.MaxMembersPerThread, actingUserID, client.MaxMembersPerThread-1))
	}
}

package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// ModifyPlan refuses what only the acting user makes impossible. It makes no call.
func (r *threadResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	chat := r.clientIfKnown()
	if chat == nil || req.Plan.Raw.IsNull() {
		return
	}
	var plan threadResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || plan.Members.IsNull() || plan.Members.IsUnknown() {
		return
	}
	want := expandThreadMembers(ctx, plan.Members, chat.ActingUserID(), &resp.Diagnostics)
	refuseTwice(plan.Members, path.Root("members"), &resp.Diagnostics)
	checkRoom(want, len(plan.Members.Elements()), chat.ActingUserID(), &resp.Diagnostics)
	if req.State.Raw.IsNull() {
		return
	}
	var state threadResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	have := expandThreadMembers(ctx, state.Members, chat.ActingUserID(), &resp.Diagnostics)
	now, then := have.find(chat.ActingUserID()), want.find(chat.ActingUserID())
	if now == nil || then == nil || !then.known() {
		return
	}
	// What the state leaves null is not known: the apply will see.
	if asked := now.onlyAsked(then.memberModel); !asked.sameMember(asAsked(asked, now.expandMember())) {
		reportActingUserFixed(then.path(), chat.ActingUserID(), &resp.Diagnostics)
	}
}

// checkRoom refuses a full thread that has no room left for the acting user.
func checkRoom(want threadMembers, count int, actingUserID string, diags *diag.Diagnostics) {
	for _, m := range want {
		if m.UserID.IsUnknown() || m.UserID.ValueString() == actingUserID {
			return // it may be the acting user, or is
		}
	}
	if count == client.MaxMembersPerThread && count == len(want) {
		diags.AddAttributeError(path.Root("members"), "Too many members", fmt.Sprintf(
			"A thread holds at most %d participants, and the acting user %s, which is not listed, is one of them. List at most %d others.",
			client.MaxMembersPerThread, actingUserID, client.MaxMembersPerThread-1))
	}
}

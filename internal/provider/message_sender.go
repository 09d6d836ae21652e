package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// planSender refuses a plan for which the login would have to act as a sender that it cannot act as.
func (r *messageResource) planSender(ctx context.Context, req resource.ModifyPlanRequest, diags *diag.Diagnostics) {
	chat := r.clientIfKnown()
	if chat == nil {
		return
	}
	if req.Plan.Raw.IsNull() {
		var state messageResourceModel
		diags.Append(req.State.Get(ctx, &state)...)
		if state.OnDestroy.ValueString() != onDestroyKeep {
			needToActAs(path.Root("sender_id"), state.SenderID, chat, diags)
		}
		return
	}
	var config, plan, state messageResourceModel
	diags.Append(req.Config.Get(ctx, &config)...)
	diags.Append(req.Plan.Get(ctx, &plan)...)
	if req.State.Raw.IsNull() {
		needToActAs(path.Root("sender_id"), config.SenderID, chat, diags)
		return
	}
	diags.Append(req.State.Get(ctx, &state)...)
	if !plan.saysTheSame(state) { // a message that stays may have been sent by anybody
		needToActAs(path.Root("sender_id"), state.SenderID, chat, diags)
	}
}

// saysTheSame reports whether neither an edit nor a replacement turns one message into the other.
func (m messageResourceModel) saysTheSame(other messageResourceModel) bool {
	_, edit := messagePatch(other, m)
	return !edit && m.ThreadID.Equal(other.ThreadID) && m.SenderID.Equal(other.SenderID) && m.Type.Equal(other.Type) &&
		m.SenderDisplayName.ValueString() == other.SenderDisplayName.ValueString()
}

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// ModifyPlan requires a sender, checks metadata, and shows that times and version stay when the message is not edited.
func (r *messageResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.planSender(ctx, req, &resp.Diagnostics)
	if req.Plan.Raw.IsNull() || req.State.Raw.IsNull() {
		return
	}
	var plan, state messageResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	start, editedOn, version := state, state.EditedOn, state.Version
	chat := r.clientIfKnown()
	if chat != nil {
		start.Metadata = r.metadata(chat, state).plan(ctx, state.Metadata, plan.Metadata, req.Private, &resp.Diagnostics)
	}
	_, edit := messagePatch(start, plan)
	if edit || !knownMap(plan.Metadata) || chat == nil && !plan.Metadata.Equal(state.Metadata) {
		editedOn, version = timetypes.NewRFC3339Unknown(), types.StringUnknown()
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("edited_on"), editedOn)...)
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("version"), version)...)
}

// metadata is how the metadata of a message that exists is read and changed.
func (r *messageResource) metadata(chat *client.Client, m messageResourceModel) metadataOf {
	return messageMetadata(chat, m.ref(), func(ctx context.Context) (client.Message, error) {
		return readMessage(ctx, chat, m.ref())
	})
}

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
	if !plan.saysTheSame(state) { // a message that stays may have any sender
		needToActAs(path.Root("sender_id"), state.SenderID, chat, diags)
	}
}

// saysTheSame reports whether neither an edit nor a replacement turns one message into the other.
func (m messageResourceModel) saysTheSame(other messageResourceModel) bool {
	_, edit := messagePatch(other, m)
	return !edit && m.ThreadID.Equal(other.ThreadID) && m.SenderID.Equal(other.SenderID) && m.Type.Equal(other.Type) &&
		m.SenderDisplayName.ValueString() == other.SenderDisplayName.ValueString()
}

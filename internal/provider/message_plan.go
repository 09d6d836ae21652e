package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// ModifyPlan requires a sender, checks metadata, and shows that times and version stay when the message is not edited.
func (r *messageResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest,
	resp *resource.ModifyPlanResponse,
) {
	var config, plan, state messageResourceModel
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if req.Plan.Raw.IsNull() {
		r.planDeletion(state, &resp.Diagnostics)
		return
	}
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	r.refuseLossyReplacement(ctx, config, state, req, resp)
	r.planSender(ctx, config, &plan, state, req, resp)
	if !req.State.Raw.IsNull() {
		r.planEdit(ctx, plan, state, req, resp)
	}
	if r.providerData != nil && (req.State.Raw.IsNull() || !plan.saysTheSame(state)) {
		r.messageCalls.plan(plan.ThreadID, &resp.Diagnostics)
	}
}

// planEdit checks metadata, and plans the times and the version of a message that exists.
func (r *messageResource) planEdit(
	ctx context.Context, plan, state messageResourceModel, req resource.ModifyPlanRequest,
	resp *resource.ModifyPlanResponse,
) {
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

// planSender plans the sender that the configuration leaves out: the acting user for a new message, or in place of a
// sender that the configuration named before. It refuses a plan for which the login would have to act as a sender that
// it cannot act as.
func (r *messageResource) planSender(
	ctx context.Context, config messageResourceModel, plan *messageResourceModel, state messageResourceModel,
	req resource.ModifyPlanRequest,
	resp *resource.ModifyPlanResponse,
) {
	chat := r.clientIfKnown()
	if chat == nil {
		return
	}
	at, exists := path.Root("sender_id"), !req.State.Raw.IsNull()
	byDefault := config.SenderID.IsNull() && (!exists || privateSenderChosen.get(ctx, req.Private, &resp.Diagnostics))
	if byDefault && !isActing(chat, plan.SenderID) {
		needActingUser(chat, &resp.Diagnostics)
		plan.SenderID = types.StringValue(chat.ActingUserID())
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, plan.SenderID)...)
		if exists {
			resp.RequiresReplace.Append(at)
		}
	}
	switch {
	case !exists:
		needToActAs(at, plan.SenderID, chat, &resp.Diagnostics)
	case !plan.saysTheSame(state): // a message that stays may have any sender
		needToActAs(at, state.SenderID, chat, &resp.Diagnostics)
	}
}

// refuseLossyReplacement refuses to replace an imported message whose configuration leaves out what the import found:
// it would be sent otherwise. The apply knows nothing of the old message when it plans the new one, so only the
// configuration can say it.
func (r *messageResource) refuseLossyReplacement(
	ctx context.Context, config, state messageResourceModel, req resource.ModifyPlanRequest,
	resp *resource.ModifyPlanResponse,
) {
	if !req.State.Raw.IsNull() {
		found := ""
		if privateImported("type").get(ctx, req.Private, &resp.Diagnostics) {
			found = config.lacks(state, r.clientIfKnown())
		}
		privateFound.set(ctx, resp.Private, found, &resp.Diagnostics)
	} else if found := privateFound.get(ctx, req.Private, &resp.Diagnostics); found != "" {
		resp.Diagnostics.AddError("The replacement would send another message", "This message was imported, and the "+
			"configuration leaves out what the import found, so the new message would not be the same. Add what should stay, "+
			"or what the new message is to have:\n\n"+found)
	}
}

// lacks returns what a configuration leaves out of a message, as lines of a configuration, unless it is the default.
func (m messageResourceModel) lacks(of messageResourceModel, chat *client.Client) string {
	var lines []string
	missing := func(name string, configured, found types.String, byDefault bool) {
		if configured.IsNull() && !byDefault {
			lines = append(lines, fmt.Sprintf("  %s = %q", name, found.ValueString()))
		}
	}
	missing("type", m.Type, of.Type, of.Type.ValueString() == string(client.MessageText))
	missing("sender_id", m.SenderID, of.SenderID, chat == nil || isActing(chat, of.SenderID))
	missing("sender_display_name", m.SenderDisplayName, of.SenderDisplayName, of.SenderDisplayName.ValueString() == "")
	return strings.Join(lines, "\n")
}

// planDeletion refuses to delete a message as a sender that the login cannot act as.
func (r *messageResource) planDeletion(state messageResourceModel, diags *diag.Diagnostics) {
	if r.providerData == nil || state.OnDestroy.ValueString() == onDestroyKeep {
		return
	}
	r.messageCalls.plan(state.ThreadID, diags)
	if chat := r.clientIfKnown(); chat != nil {
		needToActAs(path.Root("sender_id"), state.SenderID, chat, diags)
	}
}

// saysTheSame reports whether neither an edit nor a replacement turns one message into the other.
func (m messageResourceModel) saysTheSame(other messageResourceModel) bool {
	_, edit := messagePatch(other, m)
	return !edit && m.ThreadID.Equal(other.ThreadID) && m.SenderID.Equal(other.SenderID) && m.Type.Equal(other.Type) &&
		m.SenderDisplayName.ValueString() == other.SenderDisplayName.ValueString()
}

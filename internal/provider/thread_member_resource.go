package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ resourceKind = (*threadMemberResource)(nil)

type threadMemberResource struct{ configurableResource }

// NewThreadMemberResource makes the resource chat_thread_member.
func NewThreadMemberResource() resource.Resource {
	return managedResource{&threadMemberResource{configurableResource{
		name:          "thread_member",
		userAttribute: "user_id",
		identity: []identityPart{
			{"thread_id", "<thread_id>", "Id of the thread.", client.ValidateThreadID},
			{"user_id", "<user_id>", "Raw id of the user.", checkUserID},
		},
	}}}
}

func (r *threadMemberResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "One member of a chat thread. Members of one thread are added together, in few calls.\n\nThe " +
			"service cannot change a member, so changing `display_name`, `share_history_time` or `metadata` removes the " +
			"member and adds it again. A user who is already a participant is adopted as it is: if its attributes differ, the " +
			"next plan shows the change. The acting user is a participant anyway and cannot be managed with this resource, " +
			"because removing it would lock the provider out.\n\nRename it with a `moved` block: then nothing changes in the " +
			"thread. Do not use it for a thread whose `chat_thread` sets `members`.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Computed: true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "`<thread_id>/<user_id>`."},
			"thread_id": schema.StringAttribute{Required: true, Validators: []validator.String{threadID()},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
				MarkdownDescription: "Id of the thread. Changing it replaces the member."},
			"user_id": schema.StringAttribute{Required: true, Validators: []validator.String{userID()},
				PlanModifiers: []planmodifier.String{sameUser{}, stringplanmodifier.RequiresReplace()},
				MarkdownDescription: "Raw id of the user, such as `8:acs:<resource guid>_<user guid>`. Changing it replaces the " +
					"member."},
			"display_name": schema.StringAttribute{Optional: true,
				MarkdownDescription: "Name of the member in this thread. Defaults to none."},
			"share_history_time": schema.StringAttribute{
				Optional: true, Computed: true, CustomType: timetypes.RFC3339Type{},
				Validators: []validator.String{wholeSeconds()}, Default: stringdefault.StaticString(wholeHistory),
				PlanModifiers: []planmodifier.String{sameInstant{}},
				MarkdownDescription: "The time from which the member sees the thread's history, RFC 3339 in whole seconds. " +
					"Defaults to `" + wholeHistory + "`, all of it."},
			"metadata": schema.MapAttribute{Optional: true, ElementType: types.StringType, Validators: metadataValidators(),
				MarkdownDescription: memberMetadataNote},
			"remove_on_destroy": removeOnDestroyAttribute("the member"),
			"timeouts":          timeoutsAttribute(ctx),
		},
	}
}

func (r *threadMemberResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var data threadMemberModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	owner := becomeOwner(ctx, resp.Private, &resp.Diagnostics)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	refuseActingUser(data.UserID, chat, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	r.change(ctx, chat, data, owner, memberChanges{join: singleMember(data.memberModel)}, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	data.ID = types.StringValue(threadMemberID(data.ThreadID.ValueString(), data.UserID.ValueString()))
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func (r *threadMemberResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var data threadMemberModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() {
		return
	}
	imported := data.ShareHistoryTime.IsNull() // right now
	if r.clientIfKnown() == nil && !imported {
		return // it is known at apply, when Terraform reads again
	}
	chat := r.client(&resp.Diagnostics)
	if chat != nil && imported {
		refuseActingUser(data.UserID, chat, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	member, found, err := chat.ProveMember(ctx, data.ThreadID.ValueString(), data.UserID.ValueString())
	switch {
	case client.IsNotFound(err) || err == nil && !found:
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		addError(&resp.Diagnostics, "Could not read the member", err)
		return
	}
	data.memberModel = flattenMember(data.memberModel, member)
	data.ID = types.StringValue(threadMemberID(data.ThreadID.ValueString(), data.UserID.ValueString()))
	if data.ShareHistoryTime.IsNull() { // it was imported, and the whole history is no difference to null
		data.ShareHistoryTime = timetypes.NewRFC3339ValueMust(wholeHistory)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func (r *threadMemberResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var data, state threadMemberModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	owner := becomeOwner(ctx, resp.Private, &resp.Diagnostics)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if !data.sameMember(state.expandMember()) {
		refuseActingUser(data.UserID, chat, &resp.Diagnostics)
		if resp.Diagnostics.HasError() {
			return
		}
		r.change(ctx, chat, data, owner, memberChanges{change: singleMember(data.memberModel)}, &resp.Diagnostics)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

// Delete removes the member, unless another resource has claimed it in this apply, or removing it would lock the
// provider out.
func (r *threadMemberResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data threadMemberModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	owner := privateOwner.get(ctx, req.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || staysOnDestroy(data.RemoveOnDestroy) {
		return
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil || isActing(chat, data.UserID) {
		return
	}
	r.change(ctx, chat, data, owner, memberChanges{leave: singleMember(data.memberModel)}, &resp.Diagnostics)
}

// change makes changes of the member.
func (r *threadMemberResource) change(
	ctx context.Context, chat *client.Client, data threadMemberModel, owner string, changes memberChanges,
	diags *diag.Diagnostics,
) {
	r.memberships.apply(ctx, chat, data.ThreadID.ValueString(), owner, changes).report(diags)
}

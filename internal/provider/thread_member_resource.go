package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var (
	_ resource.ResourceWithConfigure   = (*threadMemberResource)(nil)
	_ resource.ResourceWithIdentity    = (*threadMemberResource)(nil)
	_ resource.ResourceWithImportState = (*threadMemberResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*threadMemberResource)(nil)
)

const threadMemberImportForm = "<thread_id>/<user_id>"

type threadMemberResource struct{ configurableResource }

// NewThreadMemberResource makes the resource chat_thread_member.
func NewThreadMemberResource() resource.Resource { return &threadMemberResource{} }

func (r *threadMemberResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_thread_member"
}

func (r *threadMemberResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	replace := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	resp.Schema = schema.Schema{
		MarkdownDescription: "One member of a chat thread. Members of one thread are added together, in few calls.\n\n" +
			"The service cannot change a member, so that every change but that of `timeouts` removes it and adds it again. A user who is a " +
			"participant already, with the same attributes, is taken over; with different ones it is an error, and can be imported. " +
			"The acting user is a participant anyway and cannot be managed with this resource, because removing it would lock the provider out.\n\n" +
			"Do not use it for a thread whose `chat_thread` sets `members`.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "`<thread_id>/<user_id>`."},
			"thread_id": schema.StringAttribute{Required: true, Validators: []validator.String{threadID()}, PlanModifiers: replace,
				MarkdownDescription: "Id of the thread. Changing it replaces the member."},
			"user_id": schema.StringAttribute{Required: true, Validators: []validator.String{userID()}, PlanModifiers: replace,
				MarkdownDescription: "Raw id of the user, such as `8:acs:<resource guid>_<user guid>`. Changing it replaces the member."},
			"display_name": schema.StringAttribute{Optional: true, PlanModifiers: replace,
				MarkdownDescription: "Name of the member in this thread. Defaults to none. Changing it replaces the member."},
			"share_history_time": schema.StringAttribute{
				Optional: true, Computed: true, CustomType: timetypes.RFC3339Type{}, Validators: []validator.String{wholeSeconds()}, Default: stringdefault.StaticString(wholeHistory),
				PlanModifiers: []planmodifier.String{sameInstant{}, stringplanmodifier.RequiresReplace()},
				MarkdownDescription: "The time from which the member sees the thread's history, RFC 3339 in whole seconds. Defaults to `" + wholeHistory + "`, all of it. " +
					"Changing it to another instant replaces the member."},
			"metadata": schema.MapAttribute{Optional: true, ElementType: types.StringType, Validators: metadataValidators(),
				PlanModifiers:       []planmodifier.Map{mapplanmodifier.RequiresReplace()},
				MarkdownDescription: metadataLimits + " Defaults to none. Changing it replaces the member."},
			"timeouts": timeoutsAttribute(ctx, false),
		},
	}
}

func (r *threadMemberResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = threadMemberIdentitySchema()
}

// ModifyPlan refuses to manage the acting user, before anything is done, and warns when two resources manage one thread.
func (r *threadMemberResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	chat := r.clientIfKnown()
	if chat == nil {
		return
	}
	if req.Plan.Raw.IsNull() {
		var userID types.String
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("user_id"), &userID)...)
		refuseActingUser(userID, chat.ActingUserID(), &resp.Diagnostics)
		return
	}
	needActingUser(chat, &resp.Diagnostics)
	var plan threadMemberModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if req.State.Raw.IsNull() { // a member that is there already may stay, whoever acts now
		refuseActingUser(plan.UserID, chat.ActingUserID(), &resp.Diagnostics)
	}
	r.owners.warn(plan.ThreadID, &resp.Diagnostics)
}

// refuseActingUser adds an error when a user is the acting one.
func refuseActingUser(userID types.String, actingUserID string, diags *diag.Diagnostics) {
	if actingUserID == "" || userID.ValueString() != actingUserID {
		return
	}
	diags.AddAttributeError(path.Root("user_id"), "The acting user cannot be managed as a member", actingUserID+" is the user that the provider acts as. "+
		"It is a participant of every thread that the provider can reach, and removing it would lock the provider out. Remove this chat_thread_member "+
		"from the configuration; one that is in the state already is forgotten with terraform state rm.")
}

func (r *threadMemberResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var data threadMemberModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	refuseActingUser(data.UserID, chat.ActingUserID(), &resp.Diagnostics)
	limited, cancel := deadline(ctx, data.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if resp.Diagnostics.HasError() || !addThreadMember(limited, chat, data, &resp.Diagnostics) {
		return
	}
	data.ID = types.StringValue(threadMemberID(data.ThreadID.ValueString(), data.UserID.ValueString()))
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, data.identity())...)
}

// addThreadMember adds a member, or adopts it when it is one already, and tells whether it is one now.
func addThreadMember(ctx context.Context, chat *client.Client, data threadMemberModel, diags *diag.Diagnostics) bool {
	thread, user := data.ThreadID.ValueString(), data.UserID.ValueString()
	actual, found, err := chat.FindMember(ctx, thread, user)
	switch {
	case found && data.sameMember(actual):
		return true
	case found:
		diags.AddAttributeError(path.Root("user_id"), "The user is a member of the thread already", fmt.Sprintf(
			"%s is a participant of %s with other attributes (display name %q, share history time %s). To manage that membership, import it with\n\n"+
				"  terraform import <address of this resource> '%s'\n\nor remove it from the thread first.",
			user, thread, actual.DisplayName, flattenShareHistoryTime(timetypes.NewRFC3339Null(), actual.ShareHistoryTime).ValueString(),
			threadMemberID(thread, user)))
		return false
	case err != nil:
		addError(diags, "Could not look whether the user is a member already", err)
		return false
	}
	if err := chat.AddMember(ctx, thread, data.expandMember()); err != nil {
		addAttributeError(diags, path.Root("user_id"), "Could not add the member", err)
		return false
	}
	return true
}

func (r *threadMemberResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var data threadMemberModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, data.identity())...)
	if r.clientIfKnown() == nil && !data.ShareHistoryTime.IsNull() {
		return // it is known at apply, when Terraform reads again
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	ctx, cancel := deadline(ctx, data.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	member, found, err := chat.FindMember(ctx, data.ThreadID.ValueString(), data.UserID.ValueString())
	switch {
	case client.IsNotFound(err) || err == nil && !found:
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		addError(&resp.Diagnostics, "Could not read the member", err)
		return
	}
	data.memberModel = flattenMember(data.memberModel, member)
	if data.ShareHistoryTime.IsNull() { // it was imported right now
		data.ShareHistoryTime = timetypes.NewRFC3339ValueMust(wholeHistory)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

// Update is called when only timeouts changed, which is nothing to the service.
func (r *threadMemberResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var data threadMemberModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, data.identity())...)
}

func (r *threadMemberResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data threadMemberModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	refuseActingUser(data.UserID, chat.ActingUserID(), &resp.Diagnostics)
	ctx, cancel := deadline(ctx, data.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if resp.Diagnostics.HasError() {
		return
	}
	if err := chat.RemoveMember(ctx, data.ThreadID.ValueString(), data.UserID.ValueString()); err != nil {
		addError(&resp.Diagnostics, "Could not remove the member", err)
	}
}

func (r *threadMemberResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	var identity threadMemberIdentity
	if parts := importedID(req, threadMemberImportForm, &resp.Diagnostics); parts != nil {
		if resp.Diagnostics.HasError() {
			return
		}
		identity = threadMemberIdentity{types.StringValue(parts[0]), types.StringValue(parts[1])}
	} else {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
	}
	checkImported(threadMemberImportForm, client.ValidateThreadID(identity.ThreadID.ValueString()), &resp.Diagnostics)
	_, err := client.ParseIdentifier(identity.UserID.ValueString())
	checkImported(threadMemberImportForm, err, &resp.Diagnostics)
	if chat := r.clientIfKnown(); chat != nil {
		refuseActingUser(identity.UserID, chat.ActingUserID(), &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("thread_id"), identity.ThreadID)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("user_id"), identity.UserID)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"),
		threadMemberID(identity.ThreadID.ValueString(), identity.UserID.ValueString()))...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, identity)...)
}

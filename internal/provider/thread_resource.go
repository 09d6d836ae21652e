package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var (
	_ resource.ResourceWithConfigure   = (*threadResource)(nil)
	_ resource.ResourceWithIdentity    = (*threadResource)(nil)
	_ resource.ResourceWithImportState = (*threadResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*threadResource)(nil)
)

const threadImportForm = "<thread_id>"

type threadResource struct{ configurableResource }

// NewThreadResource makes the resource chat_thread.
func NewThreadResource() resource.Resource { return &threadResource{} }

func (r *threadResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_thread"
}

func (r *threadResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	resp.Schema = schema.Schema{
		MarkdownDescription: "A chat thread. The acting user creates it and is always a participant of it.\n\n" +
			"Members are managed either here, all of them, with `members`, or one by one with `chat_thread_member`. Do not use both for " +
			"the same thread: each would undo what the other does.\n\n" +
			"Importing a thread takes over its topic, metadata and retention. `members` stays null until the configuration sets it.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Computed: true, PlanModifiers: keep,
				MarkdownDescription: "Id of the thread, such as `19:…@thread.v2`."},
			"topic": schema.StringAttribute{Required: true, Validators: []validator.String{notBlank("the topic")},
				MarkdownDescription: "What the thread is about; not empty. Changed in place."},
			"metadata": schema.MapAttribute{Optional: true, ElementType: types.StringType, Validators: editableMetadataValidators(),
				MarkdownDescription: metadataLimits + " Values must not be empty. When set, it is all the metadata that the thread has: keys that are " +
					"not in it are removed, in place. When null, metadata is not looked at; changing it to null removes the keys that were set."},
			"delete_after_days": schema.Int64Attribute{Optional: true,
				Validators: []validator.Int64{int64validator.Between(client.MinDeleteAfterDays, client.MaxDeleteAfterDays)},
				MarkdownDescription: "The service deletes the thread this many days after its creation: 30 to 90. Changed in place. When null, the " +
					"retention is not looked at, and a new thread is kept for good; changing it to null makes the service keep the thread."},
			"members": membersMapAttribute(),
			"created_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{}, PlanModifiers: keep,
				MarkdownDescription: "When the thread was created, RFC 3339."},
			"created_by": schema.StringAttribute{Computed: true, PlanModifiers: keep,
				MarkdownDescription: "Raw id of the user that created the thread."},
			"timeouts": timeoutsAttribute(ctx, true),
		},
	}
}

func (r *threadResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = threadIdentitySchema()
}

func (r *threadResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var data threadResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	limited, cancel := deadline(ctx, data.Timeouts.Create, &resp.Diagnostics)
	defer cancel()

	members := membersOf(ctx, data.Members, chat.ActingUserID(), &resp.Diagnostics)
	checkMemberKeys(data.Members, path.Root("members"), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	first, rest := members[:min(len(members), client.MaxMembersPerCall)], members[min(len(members), client.MaxMembersPerCall):]
	created, rejected, err := chat.CreateThread(limited, client.NewThread{
		Topic: data.Topic.ValueString(), Metadata: expandMetadata(data.Metadata),
		DeleteAfterDays: expandDays(data.DeleteAfterDays), Members: first.expand(),
	})
	if err != nil {
		addError(&resp.Diagnostics, "Could not create the thread", err)
		return
	}
	data.flattenOrigin(created)
	r.owners.claim(data.ID, data.Members)
	admitted := first.without(rejected)
	data.keepMembers(admitted)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, threadIdentity{data.ID})...)
	first.report(rejected, &resp.Diagnostics)
	if len(rest) == 0 {
		return
	}
	rejected, err = chat.AddMembers(limited, created.ID, rest.expand())
	if err != nil {
		addAttributeError(&resp.Diagnostics, path.Root("members"), fmt.Sprintf("Could not add the last %d members", len(rest)), err)
		return
	}
	data.keepMembers(append(admitted, rest.without(rejected)...))
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	rest.report(rejected, &resp.Diagnostics)
}

func (r *threadResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var data threadResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, threadIdentity{data.ID})...)
	if r.clientIfKnown() == nil && !data.Topic.IsNull() {
		return // it is known at apply, when Terraform reads again
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	ctx, cancel := deadline(ctx, data.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	found, err := refreshThread(ctx, chat, &data, &resp.Diagnostics)
	switch {
	case err != nil:
		addError(&resp.Diagnostics, "Could not read the thread", err)
	case !found:
		resp.State.RemoveResource(ctx)
	default:
		resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	}
}

// refreshThread brings a model up to what the service has, and tells whether the thread is still there. A thread of
// which only the topic is managed is read together with others.
func refreshThread(ctx context.Context, chat *client.Client, data *threadResourceModel, diags *diag.Diagnostics) (found bool, err error) {
	id := data.ID.ValueString()
	imported := data.Topic.IsNull() // right now
	if !imported && data.Metadata.IsNull() && data.DeleteAfterDays.IsNull() {
		summary, err := chat.GetThreadSummary(ctx, id)
		if err != nil || summary.DeletedOn != nil {
			return false, ignoreNotFound(err)
		}
		data.Topic = types.StringValue(summary.Topic)
		return refreshMembers(ctx, chat, data, diags)
	}
	thread, err := chat.GetThread(ctx, id)
	if err != nil || thread.DeletedOn != nil {
		return false, ignoreNotFound(err)
	}
	if imported {
		data.flattenThread(thread)
	} else {
		data.flattenManaged(thread)
	}
	return refreshMembers(ctx, chat, data, diags)
}

// refreshMembers brings members that are managed up to what the service has, and tells whether the thread is still there.
func refreshMembers(ctx context.Context, chat *client.Client, data *threadResourceModel, diags *diag.Diagnostics) (found bool, err error) {
	if data.Members.IsNull() {
		return true, nil
	}
	members, err := chat.ListMembers(ctx, data.ID.ValueString())
	if err != nil {
		return false, ignoreNotFound(err)
	}
	prior := membersOf(ctx, data.Members, chat.ActingUserID(), diags)
	data.Members = refreshThreadMembers(prior, members, chat.ActingUserID())
	return true, nil
}

// ignoreNotFound takes an error away that only says that the object is not there any more.
func ignoreNotFound(err error) error {
	if client.IsNotFound(err) {
		return nil
	}
	return err
}

func (r *threadResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state threadResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	limited, cancel := deadline(ctx, plan.Timeouts.Update, &resp.Diagnostics)
	defer cancel()
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, threadIdentity{plan.ID})...)

	members := plan.Members
	plan.Members = state.Members
	if !patchThread(limited, chat, state.threadModel, &plan.threadModel, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...) // the patch was acknowledged, whatever becomes of the members
	if resp.Diagnostics.HasError() {
		return
	}
	if !members.IsNull() && !members.Equal(state.Members) {
		members = syncThreadMembers(limited, chat, plan.ID.ValueString(), members, state.Members, &resp.Diagnostics)
	}
	plan.Members = members
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
}

// patchThread changes topic, metadata and retention in one call, if there is anything to change. It tells whether the
// service acknowledged it, and corrects plan to what the service made of it.
func patchThread(ctx context.Context, chat *client.Client, state threadModel, plan *threadModel, diags *diag.Diagnostics) bool {
	patch, changes := threadPatch(state, *plan)
	if !changes {
		return true
	}
	id := plan.ID.ValueString()
	if err := chat.UpdateThread(ctx, id, patch); err != nil {
		addError(diags, "Could not update the thread", err)
		return false
	}
	removed := removedKeys(patch.Metadata)
	if len(removed) == 0 {
		return true
	}
	// How a thread's metadata key is removed is not documented, so that the outcome is looked at.
	actual, err := chat.GetThread(ctx, id)
	if err != nil {
		addError(diags, "Could not read back the thread's metadata", err)
		return true
	}
	reportKeptKeys(removed, actual.Metadata, diags)
	if diags.HasError() {
		plan.Metadata = flattenMetadata(plan.Metadata, actual.Metadata)
	}
	return true
}

func (r *threadResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data threadResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := deadline(ctx, data.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if err := chat.DeleteThread(ctx, data.ID.ValueString()); err != nil {
		addError(&resp.Diagnostics, "Could not delete the thread", err)
	}
}

func (r *threadResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	var id types.String
	resp.Diagnostics.Append(resp.State.GetAttribute(ctx, path.Root("id"), &id)...)
	checkImported(threadImportForm, client.ValidateThreadID(id.ValueString()), &resp.Diagnostics)
}

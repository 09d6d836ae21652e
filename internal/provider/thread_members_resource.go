package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ resourceKind = (*threadMembersResource)(nil)

type threadMembersResource struct{ configurableResource }

// NewThreadMembersResource makes the resource chat_thread_members.
func NewThreadMembersResource() resource.Resource {
	return managedResource{&threadMembersResource{configurableResource{
		name: "thread_members",
		identity: []identityPart{
			{"thread_id", "<thread_id>", "Id of the thread.", client.ValidateThreadID},
		},
	}}}
}

func (r *threadMembersResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	members := membersMapAttribute("The members of the thread that this resource manages. " + memberKeyNote + " Changed " +
		"in place.")
	members.Required, members.Optional = true, false
	resp.Schema = schema.Schema{
		MarkdownDescription: "Members of a chat thread that this configuration does not create, as one object: up to 250 " +
			"members are added in two calls and read in one listing. For a thread of this configuration, use `members` " +
			"of `chat_thread`.\n\n" +
			"Only the listed members are managed, unless `exclusive` is set. A user who is already a participant is adopted " +
			"as it is: if its attributes differ, the next plan shows the change. A member whose attributes change is removed " +
			"and added again, because the service cannot change it in place. The acting user is always a participant, " +
			"listed or not, and is never removed.\n\n" +
			"Import reads all the members of the thread except the acting user, with their raw ids as keys. Whoever the " +
			"configuration does not list then is removed, as the plan shows. To manage only some members of a thread, create " +
			"the resource instead: it adopts them.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Computed: true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "The id of the thread."},
			"thread_id": schema.StringAttribute{Required: true, Validators: []validator.String{threadID()},
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
				MarkdownDescription: "Id of the thread. The acting user must be a member of it. Changing it replaces the " +
					"resource: the members leave one thread and join another."},
			"members": members,
			"exclusive": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Whether exactly the listed members are in the thread: with `true`, anyone else shows in a " +
					"plan as a member to remove, from the first plan after the apply that sets it. With `false`, others are left " +
					"alone. Defaults to `false`. Changed in place."},
			"remove_on_destroy": removeOnDestroyAttribute("the members"),
			"timeouts":          timeoutsAttribute(ctx),
		},
	}
}

func (r *threadMembersResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var data threadMembersResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	owner := becomeOwner(ctx, resp.Private, &resp.Diagnostics)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	checkMemberKeys(data.Members, path.Root("members"), &resp.Diagnostics)
	members := membersOf(data.Members, chat.ActingUserID())
	if resp.Diagnostics.HasError() {
		return
	}
	changes := changesBetween(nil, members, chat.ActingUserID())
	failures := r.memberships.apply(ctx, chat, data.ThreadID.ValueString(), owner, changes)
	if _, failed := failures.adopted(); len(failed) > 0 && len(failed) == len(changes.join) {
		failures.report(&resp.Diagnostics) // nothing of it exists
		return
	}
	data.ID = data.ThreadID
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	failures.reportIncomplete(len(changes.join), &resp.Diagnostics)
}

func (r *threadMembersResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var data threadMembersResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if resp.Diagnostics.HasError() {
		return
	}
	imported := data.Members.IsNull() // right now
	if r.clientIfKnown() == nil && !imported {
		return // it is known at apply, when Terraform reads again
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	actual, err := chat.ListMembers(ctx, data.ThreadID.ValueString())
	switch {
	case client.IsNotFound(err):
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		addError(&resp.Diagnostics, "Could not list the members of the thread", err)
		return
	}
	prior := membersOf(data.Members, chat.ActingUserID())
	data.ID = data.ThreadID
	data.Members = refreshMemberMap(prior, actual, chat.ActingUserID(), imported || data.Exclusive.ValueBool())
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func (r *threadMembersResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state threadMembersResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	owner := becomeOwner(ctx, resp.Private, &resp.Diagnostics)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if !plan.Members.Equal(state.Members) {
		plan.Members = r.memberships.update(ctx, chat, plan.ThreadID.ValueString(), owner, state.Members, plan.Members,
			&resp.Diagnostics)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
}

// Delete removes the members that the state has, except the acting user and those that another resource has claimed in
// this apply.
func (r *threadMembersResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data threadMembersResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	owner := privateOwner.get(ctx, req.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || staysOnDestroy(data.RemoveOnDestroy) {
		return
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	changes := memberChanges{leave: membersOf(data.Members, chat.ActingUserID()).without(chat.ActingUserID())}
	r.memberships.apply(ctx, chat, data.ThreadID.ValueString(), owner, changes).report(&resp.Diagnostics)
}

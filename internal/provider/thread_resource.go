package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ resourceKind = (*threadResource)(nil)

type threadResource struct{ configurableResource }

// NewThreadResource makes the resource chat_thread.
func NewThreadResource() resource.Resource {
	return managedResource{&threadResource{configurableResource{
		name:          "thread",
		userAttribute: "created_by",
		identity: []identityPart{
			{"id", "<thread_id>", "Id of the thread.", client.ValidateThreadID},
		},
	}}}
}

func (r *threadResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	resp.Schema = schema.Schema{
		MarkdownDescription: "A chat thread. The acting user creates it and is always a participant of it.\n\nManage its " +
			"members either here, all of them, with `members`, or one by one with `chat_thread_member`. Do not use both for " +
			"the same thread: each would undo what the other does.\n\nImport reads the thread's topic, metadata and " +
			"retention. Metadata and retention that the configuration leaves out stay as they are. `members` stays null until " +
			"the configuration sets it.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Computed: true, PlanModifiers: keep,
				MarkdownDescription: "Id of the thread, such as `19:…@thread.v2`."},
			"topic": schema.StringAttribute{
				Required:            true,
				Validators:          []validator.String{notBlank("topic"), topicSpaceHint{}},
				MarkdownDescription: "Topic of the thread; not empty. Changed in place.",
			},
			"metadata": metadataAttribute("thread"),
			"delete_after_days": schema.Int64Attribute{Optional: true, Computed: true,
				PlanModifiers: []planmodifier.Int64{unmanagedWhenNull{}},
				Validators:    []validator.Int64{int64validator.Between(client.MinDeleteAfterDays, client.MaxDeleteAfterDays)},
				MarkdownDescription: "The service deletes the thread this many days after its creation: 30 to 90. Changed in " +
					"place. When null, the retention is not managed: a new thread is kept indefinitely, and an imported one keeps " +
					"the retention it has. Removing the argument lifts the retention that it had set, but not one that an import " +
					"found and that was never changed here."},
			"members": threadMembersAttribute(),
			"created_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{}, PlanModifiers: keep,
				MarkdownDescription: "When the thread was created, RFC 3339."},
			"created_by": schema.StringAttribute{Computed: true, PlanModifiers: keep,
				MarkdownDescription: "Raw id of the user that created the thread."},
			"deletion_protection": deletionProtectionAttribute(),
			"on_destroy":          onDestroyAttribute("thread"),
			"timeouts":            timeoutsAttribute(ctx),
		},
	}
}

func (r *threadResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var data threadResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	members := membersOf(data.Members, chat.ActingUserID())
	checkMemberKeys(data.Members, path.Root("members"), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	created, rejected, err := chat.CreateThread(ctx, client.NewThread{
		Topic: data.Topic.ValueString(), Metadata: expandMetadata(data.Metadata),
		DeleteAfterDays: expandDays(data.DeleteAfterDays),
		Members:         members[:min(len(members), client.MaxMembersPerCall)].expand(),
	})
	if err != nil {
		addError(&resp.Diagnostics, "Could not create the thread", err)
		return
	}
	data.flattenOrigin(created)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...) // the next plan reads who is missing
	r.joinCreated(ctx, chat, data, members, rejected, &resp.Diagnostics)
}

// joinCreated adds the members that had no place in the call that created the thread. Whatever fails is a warning: an
// error would taint the thread, and the next apply would delete it.
func (r *threadResource) joinCreated(
	ctx context.Context, chat *client.Client, data threadResourceModel, members memberMap, rejected []*client.Error,
	diags *diag.Diagnostics,
) {
	if data.Members.IsNull() {
		return
	}
	r.memberships.planOwner(path.Root("members"), data.ID, threadOwner, true, diags)
	first := members[:min(len(members), client.MaxMembersPerCall)]
	var failures memberFailures
	for _, m := range first {
		if why := rejectionOf(m, rejected, nil); why != nil {
			failures = append(failures, failuresOf(memberMap{m}, notAdded, why)...)
		}
	}
	rest := memberChanges{join: members[len(first):]}
	failures = append(failures, r.memberships.apply(ctx, chat, data.ID.ValueString(), threadOwner, rest)...)
	failures.reportIncomplete(len(members), diags)
}

func (r *threadResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var data threadResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if r.clientIfKnown() == nil && !data.Topic.IsNull() {
		return // it is known at apply, when Terraform reads again
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	if data.Topic.IsNull() { // imported right now
		markImported(ctx, resp.Private, &resp.Diagnostics, "metadata", "delete_after_days")
	}
	before := data.threadModel
	found, err := r.refreshThread(ctx, chat, &data)
	switch {
	case err != nil:
		addThreadError(&resp.Diagnostics, "Could not read the thread", err, data.CreatedBy)
	case !found:
		resp.State.RemoveResource(ctx)
	case data.changes(before): // else the state stays as it is; encoding it anew would take a twentieth of a plan
		resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	}
}

func (r *threadResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state threadResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	members := plan.Members
	plan.Members = state.Members
	if !patchThread(ctx, chat, state.threadModel, &plan.threadModel, req.Private, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...) // the patch was acknowledged, even if changing the members fails
	manageConfigured(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	if !members.IsNull() && !members.Equal(state.Members) {
		members = r.memberships.update(ctx, chat, plan.ID.ValueString(), threadOwner, state.Members, members,
			&resp.Diagnostics)
	}
	plan.Members = members
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
}

func (r *threadResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data threadResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() || data.OnDestroy.ValueString() == onDestroyKeep {
		return
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	if data.isProtected() { // the plan of a tainted thread cannot see it
		if _, err := chat.GetThread(ctx, data.ID.ValueString()); !client.IsNotFound(err) {
			addProtected("replace", &resp.Diagnostics)
		}
		return
	}
	if err := chat.DeleteThread(ctx, data.ID.ValueString()); err != nil {
		addThreadError(&resp.Diagnostics, "Could not delete the thread", err, data.CreatedBy)
	}
}

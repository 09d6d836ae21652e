package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ resourceKind = (*messageResource)(nil)

type messageResource struct{ configurableResource }

// NewMessageResource makes the resource chat_message.
func NewMessageResource() resource.Resource {
	return managedResource{&messageResource{configurableResource{
		name:          "message",
		userAttribute: "sender_id",
		identity: []identityPart{
			{"thread_id", "<thread_id>", "Id of the thread.", client.ValidateThreadID},
			{"id", "<message_id>", "Id of the message, unique in its thread.", client.ValidateMessageID},
		},
	}}}
}

func (r *messageResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := stringplanmodifier.UseStateForUnknown()
	replace := stringplanmodifier.RequiresReplace()
	resp.Schema = schema.Schema{
		MarkdownDescription: "A message in a chat thread. It is sent, edited and deleted as its sender, because the " +
			"service lets no other user do so.\n\n" +
			"The service may clean up the HTML of a message; that does not show as a difference. An edit outside Terraform " +
			"does, and a message that was deleted outside Terraform is sent again.\n\n" +
			"Import reads the whole message. Type, sender's name and metadata that the configuration leaves out stay as they " +
			"are.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Computed: true, PlanModifiers: []planmodifier.String{keep},
				MarkdownDescription: "Id of the message: a decimal number, unique within its thread."},
			"thread_id": schema.StringAttribute{Required: true, Validators: []validator.String{threadID()},
				PlanModifiers:       []planmodifier.String{replace},
				MarkdownDescription: "Id of the thread. Changing it replaces the message."},
			"content": schema.StringAttribute{Required: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1), messageSize()},
				MarkdownDescription: "Text or HTML of the message: not empty, at most 28 KB (28672 bytes of UTF-8). Changed in " +
					"place."},
			"type": schema.StringAttribute{
				Optional: true, Computed: true,
				Validators:    []validator.String{stringvalidator.OneOf(string(client.MessageText), string(client.MessageHTML))},
				PlanModifiers: []planmodifier.String{importedOr{types.StringValue(string(client.MessageText))}, replace},
				MarkdownDescription: "`text` or `html`. Defaults to `text`, or to what an import found. Changing it replaces the " +
					"message."},
			"sender_id": schema.StringAttribute{
				Optional: true, Computed: true, Validators: []validator.String{tokenUserID()},
				PlanModifiers: []planmodifier.String{keep, sameUser{}, replace},
				MarkdownDescription: "Raw id of the user that sends the message, a member of the thread. Defaults to the acting " +
					"user. Any other user requires a login with `connection_string` or `use_entra_id`. When the membership is a " +
					"resource of its own, name it in `depends_on`: the sender must join before the message is sent, and can delete " +
					"it only while it is a member. Changing it replaces the message."},
			"sender_display_name": schema.StringAttribute{Optional: true, Computed: true,
				PlanModifiers: []planmodifier.String{importedOr{types.StringNull()}, replaceUnlessEmpty()},
				MarkdownDescription: "Name shown for the sender. Defaults to none, or to what an import found. Changing it " +
					"replaces the message."},
			"metadata": metadataAttribute("message"),
			"created_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{},
				PlanModifiers:       []planmodifier.String{keep},
				MarkdownDescription: "When the message was sent, RFC 3339."},
			"edited_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{},
				MarkdownDescription: "When the message was last edited, RFC 3339; null if it never was."},
			"version": schema.StringAttribute{Computed: true,
				MarkdownDescription: "Version of the message: epoch milliseconds as a decimal number. Editing the message " +
					"changes it."},
			"on_destroy": onDestroyAttribute("message"),
			"timeouts":   timeoutsAttribute(ctx),
		},
	}
}

func (r *messageResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var data messageResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if data.SenderID.IsUnknown() {
		data.SenderID = types.StringValue(chat.ActingUserID())
	}
	r.noteSender(ctx, req.Config, resp.Private, &resp.Diagnostics)
	id, err := chat.SendMessage(ctx, data.ThreadID.ValueString(), data.SenderID.ValueString(), data.newMessage())
	switch {
	case client.IsUserGone(err) && !isActing(chat, data.SenderID):
		addAttributeError(&resp.Diagnostics, path.Root("sender_id"), "Could not send the message", err)
		return
	case err != nil:
		addError(&resp.Diagnostics, "Could not send the message", err)
		return
	}
	data.ID = types.StringValue(id)
	data.CreatedOn, data.EditedOn = timetypes.NewRFC3339Null(), timetypes.NewRFC3339Null()
	data.Version = types.StringNull()
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)

	actual, err := readBack(ctx, chat, data.ref())
	if err != nil { // an error would taint the message, and the next apply would replace it
		resp.Diagnostics.AddWarning("The message was sent, but could not be read back", detail(err))
		return
	}
	data.flattenTimes(actual)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	privateContent.set(ctx, resp.Private, digest(actual.Content.Message), &resp.Diagnostics)
}

func (r *messageResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var data messageResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() {
		return
	}
	imported := data.Content.IsNull()
	if r.clientIfKnown() == nil && !imported {
		return // it is known at apply, when Terraform reads again
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	actual, err := readMessage(ctx, chat, data.ref())
	switch {
	case err != nil && !imported && warnIfHidden(ctx, chat, data, err, &resp.Diagnostics):
		return
	case client.IsNotFound(err) || err == nil && actual.DeletedOn != nil:
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		addError(&resp.Diagnostics, "Could not read the message", err)
		return
	}
	if imported {
		refuseSystemMessage(actual, &resp.Diagnostics)
		markImported(ctx, resp.Private, &resp.Diagnostics, "metadata", "type", "sender_display_name")
		data.Metadata = flattenMetadata(types.MapNull(types.StringType), actual.Metadata)
	}
	rememberMetadata(ctx, data.Metadata, actual.Metadata, resp.Private, &resp.Diagnostics)
	data.flattenMessage(actual)
	now := digest(actual.Content.Message)
	if privateContent.get(ctx, req.Private, &resp.Diagnostics) != now {
		data.Content = types.StringValue(actual.Content.Message)
		privateContent.set(ctx, resp.Private, now, &resp.Diagnostics)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func (r *messageResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state messageResourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	state.Metadata = r.metadata(chat, state).base(ctx, state.Metadata, plan.Metadata, req.Private, &resp.Diagnostics)
	refuseEmptiedKeys(state.Metadata, plan.Metadata, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if patch, changes := messagePatch(state, plan); changes {
		editMessage(ctx, chat, state, plan, patch, resp)
	} else {
		plan.EditedOn, plan.Version = state.EditedOn, state.Version
		resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	}
	r.noteSender(ctx, req.Config, resp.Private, &resp.Diagnostics)
	var managed types.Map
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("metadata"), &managed)...)
	if !managed.IsNull() {
		privateImported("metadata").set(ctx, resp.Private, false, &resp.Diagnostics)
	}
}

// noteSender remembers whether the configuration chooses the sender.
func (r *messageResource) noteSender(
	ctx context.Context, config tfsdk.Config, private privateState, diags *diag.Diagnostics,
) {
	var sender types.String
	diags.Append(config.GetAttribute(ctx, path.Root("sender_id"), &sender)...)
	privateSenderChosen.set(ctx, private, !sender.IsNull(), diags)
}

func (r *messageResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data messageResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() || data.OnDestroy.ValueString() == onDestroyKeep {
		return
	}
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	err := chat.DeleteMessage(ctx, data.ref())
	if err != nil && !forgetUndeletable(ctx, chat, data, err, &resp.Diagnostics) {
		addError(&resp.Diagnostics, "Could not delete the message", err)
	}
}

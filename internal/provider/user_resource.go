package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
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

var _ resourceKind = (*userResource)(nil)

type userResource struct{ configurableResource }

// NewUserResource makes the resource chat_user.
func NewUserResource() resource.Resource {
	return managedResource{&userResource{configurableResource{
		name:          "user",
		userAttribute: "id",
		identity: []identityPart{
			{"id", "<user_id>", "Raw id of the user.", client.ValidateTokenUserID},
		},
	}}}
}

func (r *userResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A user (a communication identity) of the Communication Services resource. The provider must " +
			"log in with `connection_string` or `use_entra_id`.\n\n**Deleting a user deletes its messages**, in every thread, " +
			"and revokes its access tokens. Its threads remain.\n\nThe stable API cannot read users, so a user without " +
			"`custom_id` that was deleted outside this configuration is not noticed.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "Raw ID of the user, `8:acs:<resource guid>_<user guid>`.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"custom_id": schema.StringAttribute{
				Optional:   true,
				Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, client.MaxCustomIDLength)},
				MarkdownDescription: "Your own name for the user, 1 to 256 characters, such as its ID in your directory. A user " +
					"that has this name already is adopted, with a warning; otherwise one is created. So a create that was " +
					"interrupted makes no second user, and a user that was deleted outside this configuration is noticed. Uses a " +
					"preview of the service's API (`2025-03-02-preview`); it is unknown whether a name can be used again after its " +
					"user was deleted. Changing it replaces the user.",
			},
			"on_destroy": onDestroyAttribute("user"),
		},
	}
}

func (r *userResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var data userModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	chat := r.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id, err := r.ensure(ctx, chat, data.CustomID, &resp.Diagnostics)
	if err != nil {
		addError(&resp.Diagnostics, "Could not create the user", err)
		return
	}
	data.ID = types.StringValue(id)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

// ensure creates a user, or adopts the one that has the custom id.
func (r *userResource) ensure(
	ctx context.Context, chat *client.Client, customID types.String, diags *diag.Diagnostics,
) (id string, err error) {
	if customID.IsNull() {
		return chat.CreateUser(ctx)
	}
	user, existed, err := chat.EnsureUser(ctx, customID.ValueString())
	if err != nil {
		return "", err
	}
	if existed {
		// A replacement that creates first adopts the user that its other half is going to delete.
		r.adoptedUsers.Store(client.UserKey(user.ID), true)
		diags.AddAttributeWarning(path.Root("custom_id"), "The user existed already", fmt.Sprintf(
			"A user with the custom_id %q existed, %s, and is managed by this resource now: destroying the resource deletes "+
				"that user, with all of its messages. If something else relies on it, set on_destroy = \"keep\".",
			customID.ValueString(), user.ID))
	}
	return user.ID, nil
}

// Read looks up a user that has a custom id. Of others the API says nothing.
func (r *userResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var data userModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	chat := r.clientIfKnown()
	if resp.Diagnostics.HasError() || data.CustomID.IsNull() || chat == nil {
		return
	}
	user, err := chat.GetUser(ctx, data.ID.ValueString())
	switch {
	case client.IsNotFound(err):
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		addError(&resp.Diagnostics, "Could not read the user", err)
		return
	}
	data.CustomID = flattenCustomID(user)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

// Update changes what only concerns the state.
func (r *userResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
}

func (r *userResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data userModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	if data.OnDestroy.ValueString() == onDestroyKeep {
		return
	}
	chat := r.client(&resp.Diagnostics)
	if chat != nil && isActing(chat, data.ID) { // the plan of a tainted user cannot see it
		refuseDestroyingActingUser(chat, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if _, adopted := r.adoptedUsers.Load(client.UserKey(data.ID.ValueString())); adopted {
		return // by another resource, or by the other half of a replacement
	}
	if err := chat.DeleteUser(ctx, data.ID.ValueString()); err != nil {
		addError(&resp.Diagnostics, "Could not delete the user", err)
	}
}

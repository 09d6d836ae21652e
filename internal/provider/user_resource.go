package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
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
		MarkdownDescription: "A user (a communication identity) of the Communication Services resource. The provider must log in with " +
			"`connection_string` or `use_entra_id`.\n\nThe service has no call that reads a user, so a user deleted outside Terraform is not " +
			"noticed. Deleting a user revokes all its access tokens; its threads and messages remain.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "Raw id of the user, `8:acs:<resource guid>_<user guid>`.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

func (r *userResource) Create(ctx context.Context, _ resource.CreateRequest, resp *resource.CreateResponse) {
	chat := r.client(&resp.Diagnostics)
	if chat == nil {
		return
	}
	id, err := chat.CreateUser(ctx)
	if err != nil {
		addError(&resp.Diagnostics, "Could not create the user", err)
		return
	}
	data := userModel{ID: types.StringValue(id)}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

// Read keeps the state: there is no call to read a user.
func (r *userResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// Update is never called: a user has nothing to change.
func (r *userResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
}

func (r *userResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data userModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	chat := r.client(&resp.Diagnostics)
	if chat != nil && isActing(chat, data.ID) { // the plan of a tainted user cannot see it
		refuseDestroyingActingUser(chat, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if err := chat.DeleteUser(ctx, data.ID.ValueString()); err != nil {
		addError(&resp.Diagnostics, "Could not delete the user", err)
	}
}

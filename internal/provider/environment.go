package provider

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// A state that is planned with the login of another Communication Services resource must not be refreshed: that
// resource says of everything in the state that it does not exist. The GUID of the resource is part of its users' ids,
// so most objects show where they belong; private state remembers it for those that do not.

// refuseOtherResource adds an error when the object of the state belongs to another Communication Services resource
// than the login.
func (c *configurableResource) refuseOtherResource(
	ctx context.Context, state tfsdk.State, private privateState, diags *diag.Diagnostics,
) {
	if c.clientIfKnown() == nil || state.Raw.IsNull() {
		return
	}
	var id, user types.String
	diags.Append(state.GetAttribute(ctx, path.Root("id"), &id)...)
	diags.Append(state.GetAttribute(ctx, path.Root(c.userAttribute), &user)...)
	c.refuseOtherResourceID(ctx, id, private, client.ResourceIDOf(user.ValueString()), diags)
}

// refuseOtherResourceID is refuseOtherResource for an object that belongs to a resource as far as is known without
// private state.
func (c *configurableResource) refuseOtherResourceID(
	ctx context.Context, id types.String, private privateState, resourceID string, diags *diag.Diagnostics,
) {
	resourceID = cmp.Or(privateResourceID.get(ctx, private, diags), resourceID)
	if err := c.clientIfKnown().CheckResource(id.ValueString(), resourceID); err != nil {
		addError(diags, "The login is for another Communication Services resource", err)
	}
}

// rememberResource remembers that the object of the state, if there is one, belongs to the login's resource.
func (c *configurableResource) rememberResource(
	ctx context.Context, state tfsdk.State, private privateState, diags *diag.Diagnostics,
) {
	chat := c.clientIfKnown()
	if chat == nil || state.Raw.IsNull() || chat.ResourceID() == "" {
		return
	}
	privateResourceID.set(ctx, private, chat.ResourceID(), diags)
}

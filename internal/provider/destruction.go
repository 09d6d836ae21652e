package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// A resource block that is gone from the configuration has no settings any more, so those in the state count: a change
// to them must be applied before the destroy.

// What on_destroy says of the object on the service.
const (
	onDestroyDelete = "delete"
	onDestroyKeep   = "keep"
)

// onDestroyAttribute is the attribute on_destroy of a resource.
func onDestroyAttribute(what string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true,
		Validators: []validator.String{stringvalidator.OneOf(onDestroyDelete, onDestroyKeep)},
		MarkdownDescription: fmt.Sprintf("What destroying or replacing this resource does to the %[1]s: `delete` deletes "+
			"it; `keep` leaves it in place and only removes it from the state. Defaults to `delete`. Updated in place without "+
			"an API call; apply the change before you destroy.", what)}
}

// removeOnDestroyAttribute is the attribute remove_on_destroy of a resource that manages members.
func removeOnDestroyAttribute(whom string) schema.BoolAttribute {
	return schema.BoolAttribute{Optional: true,
		MarkdownDescription: fmt.Sprintf("Whether destroying this resource removes %[1]s from the thread. With `false`, "+
			"%[1]s is only removed from the state. Use it where the thread is destroyed at the same time, because the service "+
			"removes one member per call and 30 per minute. Defaults to `true`. Updated in place without an API call; apply "+
			"the change before you destroy.", whom)}
}

// staysOnDestroy reports whether members stay in the thread when their resource is destroyed.
func staysOnDestroy(removeOnDestroy types.Bool) bool {
	return !removeOnDestroy.IsNull() && !removeOnDestroy.ValueBool()
}

// deletionProtectionAttribute is the attribute deletion_protection of a thread.
func deletionProtectionAttribute() schema.BoolAttribute {
	return schema.BoolAttribute{Optional: true,
		MarkdownDescription: "Whether a plan that destroys or replaces the thread is refused. Defaults to `false`. It does " +
			"not refuse a destroy that keeps the thread (`on_destroy`). Changed in place, without a call: to delete a " +
			"protected thread, set it to `false`, apply, and then destroy. A replacement that is planned because the thread " +
			"is tainted is refused by the apply."}
}

// refuseDestruction adds an error to a plan that destroys or replaces a protected thread.
func refuseDestruction(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() {
		if privateProtected.get(ctx, req.Private, &resp.Diagnostics) {
			addProtected("replace", &resp.Diagnostics)
		}
		return
	}
	var state threadResourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !req.Plan.Raw.IsNull() {
		privateProtected.set(ctx, resp.Private, state.isProtected(), &resp.Diagnostics)
	} else if state.isProtected() {
		addProtected("delete", &resp.Diagnostics)
	}
}

// isProtected reports whether a destruction is refused. One that leaves the thread as it is is not.
func (m threadResourceModel) isProtected() bool {
	return m.DeletionProtection.ValueBool() && m.OnDestroy.ValueString() != onDestroyKeep
}

// addProtected reports that a protected thread was to be deleted or replaced.
func addProtected(verb string, diags *diag.Diagnostics) {
	diags.AddAttributeError(path.Root("deletion_protection"), "The thread is protected from deletion", fmt.Sprintf(
		"The state has deletion_protection = true for this thread. To %s it, set deletion_protection = false, run "+
			"terraform apply, and then %s it. If Terraform wants to replace the thread because it is tainted, run terraform "+
			"untaint. To have Terraform forget the thread, which then stays on the service, use a removed block with destroy "+
			"= false, or terraform state rm.", verb, verb))
}

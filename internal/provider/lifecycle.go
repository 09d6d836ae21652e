package provider

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// defaultTimeout is how long an operation may take when the timeouts attribute does not say. The service allows
// some 30 changes a minute and thread, so that large changes take minutes.
const defaultTimeout = 20 * time.Minute

// timeoutsAttribute is the attribute timeouts of a resource. Only resources that can be updated have update.
func timeoutsAttribute(ctx context.Context, update bool) schema.Attribute {
	description := func(what string) string {
		return fmt.Sprintf("How long %s may take, waiting for the service's rate limits included, such as `30m`. Defaults to `20m`.", what)
	}
	attribute := timeouts.Attributes(ctx, timeouts.Opts{
		Create: true, Read: true, Update: update, Delete: true,
		CreateDescription: description("creating"), ReadDescription: description("reading"),
		UpdateDescription: description("updating"), DeleteDescription: description("deleting"),
	}).(schema.SingleNestedAttribute)
	attribute.MarkdownDescription = "How long operations may take. Changing only this makes no call."
	return attribute
}

// deadline bounds a context by a timeout of the timeouts attribute, such as data.Timeouts.Create.
func deadline(ctx context.Context, timeout func(context.Context, time.Duration) (time.Duration, diag.Diagnostics), diags *diag.Diagnostics) (context.Context, context.CancelFunc) {
	limit, problems := timeout(ctx, defaultTimeout)
	diags.Append(problems...)
	return context.WithTimeout(ctx, limit)
}

// setIdentity writes an identity. Terraform older than 1.12 has none.
func setIdentity(ctx context.Context, to *tfsdk.ResourceIdentity, identity any) diag.Diagnostics {
	if to == nil {
		return nil
	}
	return to.Set(ctx, identity)
}

// importedID returns the import id when there is one, and nothing when Terraform imports by identity.
// An import id has as many parts, separated by slashes, as the form that is shown to the user.
func importedID(req resource.ImportStateRequest, form string, diags *diag.Diagnostics) []string {
	if req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull() {
		return nil
	}
	parts := strings.Split(req.ID, "/")
	if len(parts) != len(strings.Split(form, "/")) {
		diags.AddError("Invalid import id", fmt.Sprintf("%q cannot be imported. The id must have the form %s.", req.ID, form))
	}
	return parts
}

// checkImported refuses a part of an import id or identity that has no valid form.
func checkImported(form string, err error, diags *diag.Diagnostics) {
	if err != nil {
		diags.AddError("Invalid import id", sentence(err)+" The import id must have the form "+form+".")
	}
}

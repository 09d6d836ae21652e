package provider

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

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

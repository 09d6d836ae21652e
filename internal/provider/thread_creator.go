package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// warnOfLeavingCreator warns when the user that created the thread is removed with the members that are not listed. As long as
// the provider acted as the creator, it did not have to be listed; once it acts as another user, the creator is a member like any other.
func warnOfLeavingCreator(want, have threadMembers, createdBy types.String, actingUserID string, diags *diag.Diagnostics) {
	creator := createdBy.ValueString()
	if client.SameUser(creator, actingUserID) || have.find(creator) == nil || want.find(creator) != nil {
		return
	}
	for _, m := range want {
		if m.user.IsUnknown() {
			return // it may be the creator
		}
	}
	diags.AddAttributeWarning(path.Root("members"), "The thread's creator will be removed", fmt.Sprintf(
		"%s created this thread and is not listed in members, so the apply removes it. If it was the acting user before and still needs the thread, "+
			"list it in members.", creator))
}

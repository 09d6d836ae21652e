package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// threadMemberModel is the resource chat_thread_member.
type threadMemberModel struct {
	memberModel
	ID              types.String   `tfsdk:"id"`
	ThreadID        types.String   `tfsdk:"thread_id"`
	RemoveOnDestroy types.Bool     `tfsdk:"remove_on_destroy"`
	Timeouts        timeouts.Value `tfsdk:"timeouts"`
}

// threadMemberIdentity is what identifies a member.
type threadMemberIdentity struct {
	ThreadID types.String `tfsdk:"thread_id"`
	UserID   types.String `tfsdk:"user_id"`
}

// threadMemberID is the id of a member in Terraform.
func threadMemberID(threadID, userID string) string { return threadID + "/" + userID }

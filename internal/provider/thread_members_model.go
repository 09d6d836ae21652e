package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// threadMembersResourceModel is the resource chat_thread_members.
type threadMembersResourceModel struct {
	ID              types.String   `tfsdk:"id"`
	ThreadID        types.String   `tfsdk:"thread_id"`
	Members         types.Map      `tfsdk:"members"` // of memberModel
	Exclusive       types.Bool     `tfsdk:"exclusive"`
	RemoveOnDestroy types.Bool     `tfsdk:"remove_on_destroy"`
	Timeouts        timeouts.Value `tfsdk:"timeouts"`
}

// threadMembersIdentity is what identifies the managed members of a thread.
type threadMembersIdentity struct {
	ThreadID types.String `tfsdk:"thread_id"`
}

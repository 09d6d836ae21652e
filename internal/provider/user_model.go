package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// userModel is the resource chat_user.
type userModel struct {
	ID        types.String `tfsdk:"id"`
	CustomID  types.String `tfsdk:"custom_id"`
	OnDestroy types.String `tfsdk:"on_destroy"`
}

// flattenCustomID returns the custom id of a user; null when it has none.
func flattenCustomID(u client.User) types.String {
	if u.CustomID == "" {
		return types.StringNull()
	}
	return types.StringValue(u.CustomID)
}

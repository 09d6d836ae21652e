package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// userModel is the resource chat_user.
type userModel struct {
	ID types.String `tfsdk:"id"`
}

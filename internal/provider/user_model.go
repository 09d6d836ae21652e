package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// userModel is the resource chat_user, and what identifies it.
type userModel struct {
	ID types.String `tfsdk:"id"`
}

func userIdentitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{RequiredForImport: true, Description: "Raw id of the user."},
	}}
}

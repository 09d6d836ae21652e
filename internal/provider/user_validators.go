package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// notTokenUser is the summary of the error for an id that belongs to no user who can have access tokens.
const notTokenUser = "Not a Communication Services user id"

// tokenUserID accepts raw ids of users that tokens can be issued for: those of a Communication Services resource.
func tokenUserID() validator.String {
	return stringCheck{notTokenUser, "must be the raw id of a Communication Services user, 8:acs:<resource guid>_<user guid>", client.ValidateTokenUserID}
}

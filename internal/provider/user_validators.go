package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// tokenUserID accepts raw ids of users that tokens can be issued for: those of a Communication Services resource.
// Ids of a form that is not known are left to the service.
func tokenUserID() validator.String {
	return stringCheck{"Not a user that has access tokens", "must be a raw user id such as 8:acs:<resource guid>_<user guid>", func(s string) error {
		id, err := client.ParseIdentifier(s)
		if err != nil {
			return err
		}
		if id.Kind != client.IdentifierUser && id.Kind != client.IdentifierUnknown {
			return fmt.Errorf("%q is a %s; only users of a Communication Services resource, 8:acs:<resource guid>_<user guid>, have access tokens", s, id.Kind)
		}
		return nil
	}}
}

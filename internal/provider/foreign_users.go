package provider

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// maxNamedUsers is how many users a diagnostic names when it is about several.
const maxNamedUsers = 5

// checkUsers says at plan time what the service would say at apply: users of another Communication Services resource
// than the login's do not exist there. Those in the state are left alone: the service has let them in.
func (c *configurableResource) checkUsers(plan, state tftypes.Value, diags *diag.Diagnostics) {
	chat := c.clientIfKnown()
	if chat == nil || chat.ResourceID() == "" || plan.IsNull() {
		return
	}
	own := chat.ResourceID()
	known := usersIn(state)
	byAttribute := map[string][]string{}
	for user, attribute := range usersIn(plan) {
		theirs := client.ResourceIDOf(user)
		if _, there := known[user]; !there && theirs != "" && !strings.EqualFold(theirs, own) {
			byAttribute[attribute] = append(byAttribute[attribute], user)
		}
	}
	const title = "A user belongs to another Communication Services resource"
	for _, attribute := range slices.Sorted(maps.Keys(byAttribute)) {
		text := fmt.Sprintf("%s: the first GUID of an id is the user's resource, and the login is for the resource %s "+
			"at %s. ",
			enumerated(byAttribute[attribute]), own, chat.Endpoint())
		if attribute == "sender_id" {
			diags.AddAttributeError(path.Root(attribute), title, text+"No message can be sent as that user. Correct the id.")
			continue
		}
		diags.AddAttributeWarning(path.Root(attribute), title,
			text+"The service will not let such a user into a thread. Correct the id, or the login.")
	}
}

// usersIn returns the users that an object of a resource names, each with the attribute that has it.
func usersIn(object tftypes.Value) map[string]string {
	users := map[string]string{}
	// The walk fails only when the function does.
	_ = tftypes.Walk(object, func(at *tftypes.AttributePath, value tftypes.Value) (bool, error) {
		steps := at.Steps()
		if len(steps) == 0 {
			return true, nil
		}
		attribute, _ := steps[0].(tftypes.AttributeName)
		switch last := steps[len(steps)-1].(type) {
		case tftypes.AttributeName:
			var user string
			if (last == "user_id" || last == "sender_id") && value.IsKnown() && !value.IsNull() && value.As(&user) == nil {
				users[user] = string(attribute)
			}
		case tftypes.ElementKeyString:
			if attribute == "members" && client.ResourceIDOf(string(last)) != "" {
				users[string(last)] = string(attribute)
			}
		}
		return true, nil
	})
	return users
}

// enumerated names some of several users.
func enumerated(users []string) string {
	slices.Sort(users)
	if more := len(users) - maxNamedUsers; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(users[:maxNamedUsers], ", "), more)
	}
	return strings.Join(users, ", ")
}

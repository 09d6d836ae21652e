package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// needActingUser adds an error when there is no acting user, so a plan fails rather than its first call.
func needActingUser(chat *client.Client, diags *diag.Diagnostics) {
	if chat.ActingUserID() == "" {
		diags.AddError("No acting user configured", "Threads, members and messages are managed as a user. Set user_id in "+
			"the provider block, or "+
			envUserID+", to the raw id (8:acs:…) of the user to act as; without it only users and their tokens can be managed.")
	}
}

// needToActAs adds an error when the login cannot act as a user that calls are to be made as. Null is the acting user.
func needToActAs(at path.Path, userID types.String, chat *client.Client, diags *diag.Diagnostics) {
	switch {
	case userID.IsNull():
		needActingUser(chat, diags)
	case userID.IsUnknown() || isActing(chat, userID) || chat.CanManageIdentities():
	default:
		diags.AddAttributeError(
			at,
			"The login cannot act as another user",
			"The access token belongs to "+chat.ActingUserID()+", but this must be done as "+
				userID.ValueString()+". Log in with connection_string or use_entra_id, or with an access token of that user.",
		)
	}
}

// needIdentities adds an error when the login cannot manage users and their tokens.
func needIdentities(chat *client.Client, diags *diag.Diagnostics) {
	if !chat.CanManageIdentities() {
		diags.AddError("The login cannot manage users", "A user access token cannot create or delete users, or issue and "+
			"revoke tokens. Log in with connection_string or use_entra_id.")
	}
}

// isActing reports whether a user is the acting one.
func isActing(chat *client.Client, userID types.String) bool {
	return chat.ActingUserID() != "" && client.SameUser(userID.ValueString(), chat.ActingUserID())
}

// refuseActingUser adds an error when the member to be created or changed is the acting user.
func refuseActingUser(userID types.String, chat *client.Client, diags *diag.Diagnostics) {
	if isActing(chat, userID) {
		diags.AddAttributeError(
			path.Root("user_id"),
			"The acting user cannot be managed as a member",
			chat.ActingUserID()+" is the user that the provider acts as. "+
				"It is a participant of every thread that the provider can reach, and removing it would lock the provider out. "+
				"Remove this chat_thread_member from the configuration; a membership in the state is then forgotten, and the user "+
				"stays in the thread.",
		)
	}
}

// refuseDestroyingActingUser adds an error for a chat_user that is the acting user.
func refuseDestroyingActingUser(chat *client.Client, diags *diag.Diagnostics) {
	diags.AddError("The acting user cannot be destroyed", chat.ActingUserID()+" is the user that the provider acts as. "+
		"Without it the provider could reach none of its threads. Set user_id to another user that is a participant of "+
		"them first, or keep the user and forget it with a removed block that sets destroy = false, or with terraform "+
		"state rm.")
}

func userOrNone(userID string) string {
	if userID == "" {
		return "no user"
	}
	return userID
}

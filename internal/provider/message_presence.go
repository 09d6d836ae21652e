package provider

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// readMessage reads as the acting user. If that user does not see the message, whose history may begin later, or if
// there is none, the sender is asked, as far as the login allows.
func readMessage(ctx context.Context, chat *client.Client, ref client.MessageRef) (client.Message, error) {
	asActing := client.MessageRef{ThreadID: ref.ThreadID, ID: ref.ID}
	if chat.ActingUserID() == "" {
		return chat.GetMessage(ctx, ref)
	}
	message, err := chat.GetMessage(ctx, asActing)
	another := ref.SenderID != "" && !client.SameUser(ref.SenderID, chat.ActingUserID())
	if client.IsNotFound(err) && another && chat.CanManageIdentities() {
		return chat.GetMessage(ctx, ref)
	}
	return message, err
}

// A message that cannot be read is not always gone: a member does not see messages from before its share history time,
// and the service answers "not found" for them. Treating one as gone would send it again.

// warnIfHidden reports whether the error of reading a message only means that no user the provider can act as sees it,
// and warns of that.
func warnIfHidden(
	ctx context.Context, chat *client.Client, m messageResourceModel, err error, diags *diag.Diagnostics,
) bool {
	if chat.ActingUserID() == "" || !saysNothing(err, chat, m) || sees(ctx, chat, m, chat.ActingUserID()) {
		return false
	}
	asked := !isActing(chat, m.SenderID) && chat.CanManageIdentities()
	if client.IsNotFound(err) && asked && sees(ctx, chat, m, m.SenderID.ValueString()) {
		return false
	}
	diags.AddWarning("The message cannot be seen", fmt.Sprintf(
		"Message %s of thread %s, which %s sent on %s, is older than the history that the acting user %s sees. It stays in "+
			"the state as it is, and changes made outside Terraform are not detected. To see it, act as its sender or as a "+
			"member that sees the whole history.",
		m.ID.ValueString(), m.ThreadID.ValueString(), m.SenderID.ValueString(), m.CreatedOn.ValueString(),
		chat.ActingUserID()))
	return true
}

// saysNothing reports whether an error says nothing about the message: that it was not found, or that the sender, who
// was asked because the acting user did not find it, may no longer look.
func saysNothing(err error, chat *client.Client, m messageResourceModel) bool {
	var e *client.Error
	if !errors.As(err, &e) {
		return false
	}
	asSender := client.SameUser(e.ActingUser, m.SenderID.ValueString()) &&
		!client.SameUser(e.ActingUser, chat.ActingUserID())
	return e.Kind == client.KindNotFound || asSender && (e.Kind == client.KindForbidden || client.IsUserGone(err))
}

// sees reports whether a user is a member that sees the history since the message was sent, if it was. It is false when
// that cannot be determined.
func sees(ctx context.Context, chat *client.Client, m messageResourceModel, userID string) bool {
	sent := expandTime(m.CreatedOn)
	if sent == nil {
		return true // it was never read: nothing would be forgotten
	}
	member, found, err := chat.FindMember(ctx, m.ThreadID.ValueString(), userID)
	if client.IsNotFound(err) {
		return true // so is the thread, and the message with it
	}
	return found && (member.ShareHistoryTime == nil || !member.ShareHistoryTime.After(*sent))
}

// forgetUndeletable reports whether a message could not be deleted because its sender no longer exists, or is no longer
// in the thread. No user can delete it then, so it is removed from the state with a warning.
func forgetUndeletable(
	ctx context.Context, chat *client.Client, m messageResourceModel, err error, diags *diag.Diagnostics,
) bool {
	why := "no longer exists"
	switch {
	case client.IsUserGone(err) && !isActing(chat, m.SenderID):
		if err := chat.ConfirmGone(ctx, m.SenderID.ValueString()); err != nil {
			addError(diags, "Could not delete the message", err)
			return true
		}
	case client.KindOf(err) == client.KindForbidden && hasLeft(ctx, chat, m):
		why = "is no longer a member of the thread"
	default:
		return false
	}
	diags.AddWarning("The message stays in the thread", fmt.Sprintf(
		"Only its sender can delete a message, and %s %s. Message %s remains in thread %s as long as the thread exists; "+
			"it is only removed from state.",
		m.SenderID.ValueString(), why, m.ID.ValueString(), m.ThreadID.ValueString()))
	return true
}

// hasLeft reports whether the service says that the sender of a message is not in its thread. It does not let the
// acting user look when that is not in the thread either.
func hasLeft(ctx context.Context, chat *client.Client, m messageResourceModel) bool {
	members, err := chat.RefreshMembers(ctx, m.ThreadID.ValueString())
	if err != nil {
		return client.KindOf(err) == client.KindForbidden && isActing(chat, m.SenderID)
	}
	return !slices.ContainsFunc(members, func(member client.Member) bool {
		return client.SameUser(member.UserID, m.SenderID.ValueString())
	})
}

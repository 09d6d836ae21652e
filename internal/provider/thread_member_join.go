package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// joinThread adds a member that is held, or adopts it when it is one already, and claims it. It reports whether it is one now.
func joinThread(ctx context.Context, chat *client.Client, data threadMemberModel, held heldMembers, owner string, diags *diag.Diagnostics) bool {
	thread, user := data.ThreadID.ValueString(), data.UserID.ValueString()
	if held.claimedByOther(user, owner) {
		addDuplicateMember(path.Root("user_id"), thread, user, diags)
		return false
	}
	actual, found, err := chat.FindMember(ctx, thread, user)
	switch {
	case err != nil:
		addError(diags, "Could not check whether the user is already a member", err)
		return false
	case found && data.sameMember(actual):
		held.claim(user, owner)
		return true
	case found && !held.isLeaving(user):
		addDifferentMember(thread, actual, diags)
		return false
	}
	return putMember(ctx, chat, data, found, held, owner, diags)
}

// rejoinThread gives a member its new attributes. The service can do that only by removing the member and adding it again.
func (r *threadMemberResource) rejoinThread(ctx context.Context, chat *client.Client, data threadMemberModel, owner string, diags *diag.Diagnostics) bool {
	thread, user := data.ThreadID.ValueString(), data.UserID.ValueString()
	held, err := r.claims.holdMember(ctx, thread, user)
	if err != nil {
		addError(diags, "Could not change the member", err)
		return false
	}
	defer held.release()
	actual, found, err := chat.FindMember(ctx, thread, user)
	if err != nil {
		addError(diags, "Could not check whether the user is already a member", err)
		return false
	}
	if found && data.sameMember(actual) {
		held.claim(user, owner)
		return true
	}
	return putMember(ctx, chat, data, found, held, owner, diags)
}

// putMember adds a member and claims it. One that is there with other attributes is removed first.
func putMember(ctx context.Context, chat *client.Client, data threadMemberModel, there bool, held heldMembers, owner string, diags *diag.Diagnostics) bool {
	thread, user := data.ThreadID.ValueString(), data.UserID.ValueString()
	if there {
		return replaceMember(ctx, chat, data, held, owner, diags)
	}
	if err := chat.AddMember(ctx, thread, data.expandMember()); err != nil {
		addAttributeError(diags, path.Root("user_id"), "Could not add the member", err)
		return false
	}
	held.claim(user, owner)
	return true
}

// replaceMember gives a member that is there its new attributes and claims it, and reports whether it is a member now.
func replaceMember(ctx context.Context, chat *client.Client, data threadMemberModel, held heldMembers, owner string, diags *diag.Diagnostics) bool {
	thread, user := data.ThreadID.ValueString(), data.UserID.ValueString()
	rejected, err := chat.ReplaceMembers(ctx, thread, []client.Member{data.expandMember()})
	if len(rejected) > 0 {
		err = rejected[0]
	}
	if err == nil {
		held.claim(user, owner)
		return true
	}
	if _, found, listErr := chat.FindMember(ctx, thread, user); listErr == nil && !found {
		addNotReadmitted(path.Root("user_id"), err, diags)
	} else {
		addError(diags, "Could not change the member", err)
	}
	return false
}

// addDifferentMember reports that a member to be created is one already, with other attributes.
func addDifferentMember(threadID string, actual client.Member, diags *diag.Diagnostics) {
	diags.AddAttributeError(path.Root("user_id"), "The user is already a member of the thread", fmt.Sprintf(
		"%s is a participant of %s with different attributes (display name %q, share history time %s). To manage that membership, import it with\n\n"+
			"  terraform import <address of this resource> '%s'\n\nor remove it from the thread first. If you renamed this resource, add a moved block.",
		actual.UserID, threadID, actual.DisplayName, flattenShareHistoryTime(timetypes.NewRFC3339Null(), actual.ShareHistoryTime).ValueString(),
		threadMemberID(threadID, actual.UserID)))
}

package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// membershipChanges are what turns the participants of a thread into the members that are wanted.
type membershipChanges struct {
	remove []string      // raw ids
	add    threadMembers // those that were removed because their attributes change among them
	acting *threadMember // the acting user, when its attributes would have to change
}

// compareMembers finds out what to change. The acting user is left as it is.
func compareMembers(want threadMembers, actual []client.Member, actingUserID string) membershipChanges {
	var changes membershipChanges
	wanted, there := want.byUser(), map[string]bool{}
	for _, m := range actual {
		user := client.UserKey(m.UserID)
		there[user] = true
		w := wanted[user]
		switch {
		case user == client.UserKey(actingUserID):
			if w != nil && !w.sameMember(asAsked(w.memberModel, m)) {
				changes.acting = w
			}
		case w == nil:
			changes.remove = append(changes.remove, m.UserID)
		case !w.sameMember(m):
			changes.remove = append(changes.remove, m.UserID)
			changes.add = append(changes.add, *w)
		}
	}
	for _, m := range want {
		if !there[client.UserKey(m.user.ValueString())] {
			changes.add = append(changes.add, m)
		}
	}
	return changes
}

// asAsked returns a member of the service without what a model leaves null.
func asAsked(model memberModel, m client.Member) client.Member {
	if model.DisplayName.IsNull() {
		m.DisplayName = ""
	}
	if model.ShareHistoryTime.IsNull() {
		m.ShareHistoryTime = nil
	}
	if model.Metadata.IsNull() {
		m.Metadata = nil
	}
	return m
}

// syncThreadMembers makes the wanted members the members of a thread, and returns what the attribute is then. Members
// that stay are not touched. When it fails, what was done so far is in the value that it returns.
func syncThreadMembers(ctx context.Context, chat *client.Client, threadID string, want, prior types.Map, diags *diag.Diagnostics) types.Map {
	acting := chat.ActingUserID()
	members := membersOf(ctx, want, acting, diags)
	checkMemberKeys(want, path.Root("members"), diags)
	if diags.HasError() {
		return prior
	}
	actual, err := chat.ListMembers(ctx, threadID)
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not list the members of the thread", err)
		return prior
	}
	changes := compareMembers(members, actual, acting)
	if changes.acting != nil {
		reportActingUserFixed(changes.acting.path(), acting, diags)
		return prior
	}
	changes.apply(ctx, chat, threadID, diags)
	if !diags.HasError() {
		return want
	}
	// The client knows the members by now: this makes no call.
	if actual, err = chat.ListMembers(ctx, threadID); err != nil {
		return prior
	}
	return refreshThreadMembers(members.orElse(membersOf(ctx, prior, acting, diags)), actual, acting)
}

// orElse returns the elements, and of others those whose user and key they do not have.
func (ms threadMembers) orElse(others threadMembers) threadMembers {
	users, keys := ms.byUser(), map[string]bool{}
	for _, m := range ms {
		keys[m.key] = true
	}
	all := slices.Clone(ms)
	for _, m := range others {
		if users[client.UserKey(m.user.ValueString())] == nil && !keys[m.key] {
			all = append(all, m)
		}
	}
	return all
}

// apply removes first: a thread that is full has no room for a member before another one left.
func (changes membershipChanges) apply(ctx context.Context, chat *client.Client, threadID string, diags *diag.Diagnostics) {
	for _, userID := range changes.remove {
		if err := chat.RemoveMember(ctx, threadID, userID); err != nil {
			addAttributeError(diags, path.Root("members"), "Could not remove a member", err)
			return
		}
	}
	if len(changes.add) == 0 {
		return
	}
	rejected, err := chat.AddMembers(ctx, threadID, changes.add.expand())
	changes.add.report(rejected, diags)
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not add members", err)
	}
}

// reportActingUserFixed says that the acting user's own membership cannot change.
func reportActingUserFixed(at path.Path, actingUserID string, diags *diag.Diagnostics) {
	diags.AddAttributeError(at, "The acting user's membership cannot be changed", actingUserID+" is the user that the provider acts as. The service "+
		"changes a member only by removing it and adding it again, and without the acting user the provider could not reach the thread any more. "+
		"Set its attributes to what they are, leave them out, or recreate the thread with terraform apply -replace.")
}

package provider

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// memberSync makes the members of a thread those that one resource lists. The resource holds them meanwhile.
type memberSync struct {
	chat     *client.Client
	held     heldMembers
	threadID string
	owner    string // of the claims
	// exclusive says that members that are not listed leave, and that the listed ones get the attributes that are listed.
	// Otherwise only those that the resource listed before leave, and a member with other attributes is not adopted.
	exclusive bool
}

// membershipChanges are what turns the participants of a thread into the members that are wanted.
type membershipChanges struct {
	remove    []string          // raw ids
	replace   threadMembers     // those that are removed and added again, because their attributes change
	add       threadMembers     // those that are not there
	acting    *threadMember     // the acting user, when its attributes would have to change
	different []differentMember // those that the resource does not manage yet, and whose attributes are not those listed
}

// differentMember is a participant that is listed with other attributes.
type differentMember struct {
	listed *threadMember
	actual client.Member
}

// compare finds out what to change. The acting user is left as it is.
func (s memberSync) compare(want, prior threadMembers, actual []client.Member) membershipChanges {
	var changes membershipChanges
	wanted, before, there := want.byUser(), prior.byUser(), map[string]bool{}
	for _, m := range actual {
		user := client.UserKey(m.UserID)
		there[user] = true
		w := wanted[user]
		switch {
		case client.SameUser(m.UserID, s.chat.ActingUserID()):
			if w != nil && !w.sameMember(asAsked(w.memberModel, m)) {
				changes.acting = w
			}
		case w == nil:
			if (s.exclusive || before[user] != nil) && !s.held.claimedByOther(m.UserID, s.owner) {
				changes.remove = append(changes.remove, m.UserID)
			}
		case w.sameMember(m): // nothing to do
		case s.exclusive || before[user] != nil:
			changes.replace = append(changes.replace, *w)
		default:
			changes.different = append(changes.different, differentMember{w, m})
		}
	}
	for _, m := range want {
		if !there[client.UserKey(m.user.ValueString())] {
			changes.add = append(changes.add, m)
		}
	}
	return changes
}

// asAsked returns a member as the service has it, without what a model leaves null.
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

// run makes the changes. Members that stay are not touched. It returns those that the service rejected, and an error in
// diags when anything else failed.
func (s memberSync) run(ctx context.Context, want, prior threadMembers, diags *diag.Diagnostics) (rejected []*client.Error) {
	actual, err := s.chat.ListMembers(ctx, s.threadID)
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not list the members of the thread", err)
		return nil
	}
	changes := s.compare(want, prior, actual)
	if changes.acting != nil {
		reportActingUserFixed(changes.acting.path(), s.chat.ActingUserID(), diags)
	}
	for _, d := range changes.different {
		s.reportDifferent(d, diags)
	}
	if diags.HasError() {
		return nil
	}
	return s.apply(ctx, want, changes, diags)
}

// apply removes first: a thread that is full has no room for a member before another one left.
func (s memberSync) apply(ctx context.Context, want threadMembers, changes membershipChanges, diags *diag.Diagnostics) (rejected []*client.Error) {
	if !s.remove(ctx, changes.remove, diags) || !s.replace(ctx, changes.replace, diags) {
		return nil
	}
	rejected, err := s.chat.AddMembers(ctx, s.threadID, changes.add.expand())
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not add members", err)
		return rejected
	}
	for _, m := range want.without(rejected) {
		if !m.is(s.chat.ActingUserID()) { // which is in every thread anyway
			s.held.claim(m.user.ValueString(), s.owner)
		}
	}
	return rejected
}

// refuseClaimed adds an error for each member that another resource has claimed in this command.
func (s memberSync) refuseClaimed(members threadMembers, diags *diag.Diagnostics) {
	for _, m := range members {
		if s.held.claimedByOther(m.user.ValueString(), s.owner) {
			addDuplicateMember(m.path(), s.threadID, m.user.ValueString(), diags)
		}
	}
}

// remove removes members, and reports whether all calls succeeded.
func (s memberSync) remove(ctx context.Context, userIDs []string, diags *diag.Diagnostics) bool {
	for _, userID := range userIDs {
		if err := s.chat.RemoveMember(ctx, s.threadID, userID); err != nil {
			addAttributeError(diags, path.Root("members"), "Could not remove a member", err)
			return false
		}
		s.held.unclaim(userID)
	}
	return true
}

// replace gives members their new attributes, and reports whether the calls succeeded. Members that were removed and could not
// be added again are named.
func (s memberSync) replace(ctx context.Context, members threadMembers, diags *diag.Diagnostics) bool {
	rejected, err := s.chat.ReplaceMembers(ctx, s.threadID, members.expand())
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not change members", err)
	}
	for _, r := range rejected {
		addNotReadmitted(members.find(r.Object).path(), r, diags)
	}
	if err == nil && len(rejected) == 0 {
		return true
	}
	actual, listErr := s.chat.ListMembers(ctx, s.threadID) // which the client knows, as a rule
	for _, m := range members {
		out := listErr == nil && !slices.ContainsFunc(actual, func(a client.Member) bool { return m.is(a.UserID) })
		if out && !slices.ContainsFunc(rejected, func(r *client.Error) bool { return m.is(r.Object) }) {
			addNotReadmitted(m.path(), err, diags)
		}
	}
	return err == nil
}

// addNotReadmitted reports a member that was removed to be added again with other attributes, and is out.
func addNotReadmitted(at path.Path, err error, diags *diag.Diagnostics) {
	diags.AddAttributeError(at, "A member was removed and not added again", "The member is no longer in the thread: the service changes a member only by removing it and "+
		"adding it again, and adding it failed. The next apply tries again.\n\n"+detail(err))
}

// update is run for a resource that exists, and returns what the attribute members is then. When it fails, what was done so far
// is in the value that it returns.
func (s memberSync) update(ctx context.Context, want, prior types.Map, diags *diag.Diagnostics) types.Map {
	acting := s.chat.ActingUserID()
	members, before := membersOf(want, acting), membersOf(prior, acting)
	checkMemberKeys(want, path.Root("members"), diags)
	if diags.HasError() {
		return prior
	}
	rejected := s.run(ctx, members, before, diags)
	members.report(rejected, diags)
	if !diags.HasError() {
		return want
	}
	// The client knows the members by now: this makes no call.
	actual, err := s.chat.ListMembers(ctx, s.threadID)
	if err != nil {
		return prior
	}
	return refreshThreadMembers(members.orElse(before), actual, acting, s.exclusive)
}

// orElse returns the elements, and of others those whose user and key they do not have.
func (ms threadMembers) orElse(others threadMembers) threadMembers {
	users, keys := ms.byUser(), map[string]bool{}
	for _, m := range ms {
		keys[m.key] = true
	}
	all := slices.Clone(ms)
	for _, m := range others {
		if users[client.UserKey(m.user.ValueString())] != nil {
			continue
		}
		if keys[m.key] { // it is another member's by now
			m.key, m.UserID = m.user.ValueString(), types.StringNull()
		}
		all = append(all, m)
	}
	return all
}

// reportDifferent says that a user who is listed is a participant already, with other attributes.
func (s memberSync) reportDifferent(d differentMember, diags *diag.Diagnostics) {
	diags.AddAttributeError(d.listed.path(), "The user is already a member of the thread", fmt.Sprintf(
		"%s is a participant of %s with different attributes (display name %q, share history time %s). The service can change them only by removing the "+
			"member. List the member with those attributes, or import all the members of the thread with\n\n"+
			"  terraform import <address of this resource> '%s'\n\nSet exclusive = true to have Terraform manage every member.",
		d.actual.UserID, s.threadID, d.actual.DisplayName, flattenTime(d.actual.ShareHistoryTime).ValueString(), s.threadID))
}

// reportActingUserFixed says that the acting user's own membership cannot change.
func reportActingUserFixed(at path.Path, actingUserID string, diags *diag.Diagnostics) {
	diags.AddAttributeError(at, "The acting user's membership cannot be changed", actingUserID+" is the user that the provider acts as. The service "+
		"changes a member only by removing it and adding it again, and without the acting user the provider could not reach the thread any more. "+
		"Set its attributes to what they are, leave them out, or recreate a chat_thread with terraform apply -replace.")
}

// syncMembers makes the wanted members those of the thread, and returns what the attribute is then.
func (r *threadResource) syncMembers(ctx context.Context, chat *client.Client, data threadResourceModel, want types.Map, diags *diag.Diagnostics) types.Map {
	held, err := r.claims.holdThread(ctx, data.ID.ValueString())
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not change the members of the thread", err)
		return data.Members
	}
	defer held.release()
	sync := memberSync{chat: chat, held: held, threadID: data.ID.ValueString(), owner: threadOwner, exclusive: true}
	return sync.update(ctx, want, data.Members, diags)
}

// hold waits until no other resource changes members of the thread. The caller must call release.
func (r *threadMembersResource) hold(ctx context.Context, chat *client.Client, data threadMembersResourceModel, owner string, diags *diag.Diagnostics) (_ memberSync, release func()) {
	held, err := r.claims.holdThread(ctx, data.ThreadID.ValueString())
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not change the members of the thread", err)
		return memberSync{}, func() {}
	}
	return memberSync{chat: chat, held: held, threadID: data.ThreadID.ValueString(), owner: owner, exclusive: data.Exclusive.ValueBool()}, held.release
}

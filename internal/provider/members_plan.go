package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// without leaves out the acting user, which is in every thread.
func (ms memberMap) without(actingUserID string) memberMap {
	return slices.DeleteFunc(slices.Clone(ms), func(m memberElement) bool { return m.is(actingUserID) })
}

// allKnown reports whether it is known of each element whose it is.
func (ms memberMap) allKnown() bool {
	return !slices.ContainsFunc(ms, func(m memberElement) bool { return m.user.IsUnknown() })
}

// checkActingUser refuses attributes of the acting user that it does not have. The refresh has listed everyone.
func checkActingUser(
	ctx context.Context, chat *client.Client, threadID types.String, want, have memberMap, diags *diag.Diagnostics,
) {
	acting := chat.ActingUserID()
	then, now := want.find(acting), have.find(acting)
	if then == nil || !then.known() || now != nil && then.sameMember(now.expand()) || threadID.IsUnknown() {
		return
	}
	actual, found, err := chat.FindMember(ctx, threadID.ValueString(), acting)
	if err != nil || !found || then.sameMember(asAsked(then.memberModel, actual)) {
		return
	}
	diags.AddAttributeError(then.path(), "The acting user's membership cannot be changed", fmt.Sprintf("%s is the user "+
		"that the provider acts as. It is in the thread with %s. The service changes a member only by removing it and "+
		"adding it again, and without the acting user the provider could not reach the thread any more. Set its attributes "+
		"to what they are, or leave them out. To have others, replace the chat_thread (terraform apply -replace), which "+
		"deletes the thread with its history.", acting, describe(actual)))
}

// warnOfUnlisted names who is in the thread and not listed, when everyone in it is managed from now on. The state does
// not have them, so this plan cannot show that they leave, and its apply leaves them: the next plan shows them. A
// failure is left to that.
func warnOfUnlisted(
	ctx context.Context, chat *client.Client, threadID string, want memberMap, diags *diag.Diagnostics,
) {
	if !want.allKnown() {
		return // they may be any of them
	}
	actual, err := chat.ListMembers(ctx, threadID)
	if err != nil {
		return
	}
	var unlisted []string
	for _, m := range participants(actual).without(chat.ActingUserID()) {
		if want.find(m.user.ValueString()) == nil {
			unlisted = append(unlisted, m.person())
		}
	}
	if len(unlisted) > 0 {
		diags.AddAttributeWarning(path.Root("members"), "Members that are not listed will be removed", fmt.Sprintf(
			"From now on, members lists everyone in %s. In the thread, but not listed (%d):\n\n%s\n\nThis apply does not "+
				"remove them. The next plan shows them as members to remove: list those who should stay before you apply it.",
			threadID, len(unlisted), onLines(unlisted)))
	}
}

// warnOfLeavingCreator warns when the user that created the thread is removed with the members that are not listed. As
// long as the provider acted as the creator, it did not have to be listed; once it acts as another user, the creator is
// a member like any other.
func warnOfLeavingCreator(want, have memberMap, createdBy types.String, actingUserID string, diags *diag.Diagnostics) {
	creator := createdBy.ValueString()
	leaves := have.find(creator) != nil && want.find(creator) == nil && want.allKnown()
	if !leaves || client.SameUser(creator, actingUserID) {
		return
	}
	diags.AddAttributeWarning(path.Root("members"), "The thread's creator will be removed", fmt.Sprintf(
		"%s created this thread and is not listed in members, so the apply removes it. If it was the acting user before "+
			"and still needs the thread, list it in members.", creator))
}

// sayThatNobodyLeaves explains a plan that shows all members as removed, because they are no longer managed.
func sayThatNobodyLeaves(have types.Map, diags *diag.Diagnostics) {
	if len(have.Elements()) > 0 {
		diags.AddAttributeWarning(path.Root("members"), "No one leaves the thread", fmt.Sprintf(
			"The plan shows %d members as removed because members is no longer set. They stay in the thread.",
			len(have.Elements())))
	}
}

// checkRoom refuses a full thread that has no room left for the acting user.
func checkRoom(want memberMap, count int, actingUserID string, diags *diag.Diagnostics) {
	for _, m := range want {
		if m.user.IsUnknown() || m.is(actingUserID) {
			return // it may be the acting user, or is
		}
	}
	if count == client.MaxMembersPerThread && count == len(want) {
		diags.AddAttributeError(path.Root("members"), "Too many members", fmt.Sprintf(
			"A thread holds at most %d participants, and the acting user %s, which is not listed, is one of them. List at "+
				"most %d others.",
			client.MaxMembersPerThread, actingUserID, client.MaxMembersPerThread-1))
	}
}

// warnOfBoth warns of members whose resource the plan destroys while another one keeps them. Terraform destroys the one
// without waiting for the other, and a resource without changes takes no part in the apply.
func warnOfBoth(threadID string, people []string, diags *diag.Diagnostics) {
	takes := "a few seconds"
	if t := (client.MembershipChange{Removed: len(people)}).ShortestTime(); t > 0 {
		takes = "at least " + t.String()
	}
	diags.AddWarning("A member is both destroyed and kept", fmt.Sprintf("In thread %s, this plan removes members that "+
		"another resource keeps or creates:\n\n"+
		"%s\n\nThey may be out of the thread for %s, until this apply or the next one adds them again. This warning stands "+
		"for every member of the thread that the plan both destroys and keeps. So that no one leaves, apply this in place "+
		"of the destruction:\n\n"+
		"removed {\n  from = chat_thread_member.<old name>\n\n  lifecycle {\n    destroy = false\n  }\n}\n\n"+
		"If you only renamed the resource, add a moved block instead. Where an element of count was dropped, for_each with "+
		"names as keys moves no one.",
		threadID, onLines(people), takes))
}

// addDuplicateMember reports that two resources manage one membership.
func addDuplicateMember(at path.Path, threadID, userID string, diags *diag.Diagnostics) {
	diags.AddAttributeError(at, duplicateMember, userID+"\n\n"+duplicateAdvice(threadID))
}

// duplicateAdvice says what to do about a membership that two resources manage.
func duplicateAdvice(threadID string) string {
	return fmt.Sprintf("Two resources manage this membership of thread %s, and destroying either would remove the "+
		"member from the other. Keep one of them. If both are in the state, forget the other with a removed block that "+
		"sets destroy = false, or with terraform state rm.", threadID)
}

// warnOfTwoOwners reports that one resource decides on everyone in a thread, and another one manages members of it too.
func warnOfTwoOwners(at path.Path, threadID string, diags *diag.Diagnostics) {
	diags.AddAttributeWarning(at, "Two resources manage the members of one thread", fmt.Sprintf(
		"One resource removes every member that it does not list from %s: a chat_thread that sets members, or a "+
			"chat_thread_members with exclusive = true. Another one adds members, so each apply would undo what the other "+
			"did. List the members in one of them, and replace the block of the other with a removed block that sets destroy "+
			"= false: destroying it would remove its members, listed or not.", threadID))
}

// longChange is how long a change of members may take before a plan warns of it.
const longChange = time.Minute

// count is how many calls for members the changes take, at least: an element whose user is not known yet may be anyone
// who would leave.
func (c memberChanges) count(want memberMap) client.MembershipChange {
	unknown := 0
	for _, m := range want {
		if m.user.IsUnknown() {
			unknown++
		}
	}
	return client.MembershipChange{Removed: max(0, len(c.leave)-unknown), Replaced: len(c.change), Added: len(c.join)}
}

// warnOfTime adds a warning when a change of members will take long under the service's limits. The timeout is that of
// the operation that makes the change, and advice is what else can be done about it; it may be empty.
func warnOfTime(
	ctx context.Context, change client.MembershipChange, operation string, timeout configuredTimeout, advice string,
	diags *diag.Diagnostics,
) {
	takes := change.ShortestTime()
	if takes <= longChange {
		return
	}
	limit, problems := timeout(ctx, defaultTimeout)
	diags.Append(problems...)
	if takes >= limit {
		advice = strings.TrimSpace(fmt.Sprintf("The %s timeout is %s: raise timeouts.%[1]s. %s", operation, limit, advice))
	}
	diags.AddAttributeWarning(path.Root("members"), "Changing the members takes a while", strings.TrimSpace(fmt.Sprintf(
		"This plan takes at least %s for one thread: it %s. The service has no call that removes several members, or "+
			"changes one, and allows 10 such calls in 10 seconds and 30 in a minute for each thread. %s", takes,
		whatChanges(change), advice)))
}

// whatChanges says in words what takes a call for each member.
func whatChanges(change client.MembershipChange) string {
	var parts []string
	if change.Removed > 0 {
		parts = append(parts, fmt.Sprintf("removes %d", change.Removed))
	}
	if change.Replaced > 0 {
		parts = append(parts, fmt.Sprintf("changes %d, which removes them and adds them again", change.Replaced))
	}
	return strings.Join(parts, ", and ")
}

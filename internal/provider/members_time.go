package provider

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// longChange is how long a change of members may take before a plan warns of it.
const longChange = time.Minute

// memberships returns participants of the service as elements that are not listed.
func memberships(actual []client.Member) threadMembers {
	members := make(threadMembers, 0, len(actual))
	for _, m := range actual {
		element := threadMember{memberModel: flattenMember(memberModel{}, m), key: m.UserID}
		element.user = element.UserID
		members = append(members, element)
	}
	return members
}

// changeTo counts what turns these members into others, at least: an element whose user is not known yet may be any of them.
func (ms threadMembers) changeTo(want threadMembers, actingUserID string) client.MembershipChange {
	var change client.MembershipChange
	wanted, had := want.byUser(), ms.byUser()
	for user, m := range had {
		w := wanted[user]
		switch {
		case m.is(actingUserID):
		case w == nil:
			change.Removed++
		case w.known() && !w.sameMember(m.expand()):
			change.Replaced++
		}
	}
	for _, m := range want {
		switch {
		case m.user.IsUnknown():
			change.Removed = max(0, change.Removed-1)
		case !m.is(actingUserID) && had[client.UserKey(m.user.ValueString())] == nil:
			change.Added++
		}
	}
	return change
}

// warnOfTime adds a warning when a change of members will take long under the service's limits. The timeout is that of the
// operation that makes the change, and advice is what else can be done about it; it may be empty.
func warnOfTime(ctx context.Context, change client.MembershipChange, operation string, timeout configuredTimeout, advice string, diags *diag.Diagnostics) {
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
		"This plan takes at least %s for one thread: it %s. The service has no call that removes several members, or changes one, and allows 10 such calls in 10 "+
			"seconds and 30 in a minute for each thread. %s", takes, whatChanges(change), advice)))
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

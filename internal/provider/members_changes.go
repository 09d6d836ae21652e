package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// memberChanges turn the members that a resource has in its state into those that it plans. They come from these two
// alone, never from who is in the thread by now: whoever joined or left since the plan is in the next plan.
type memberChanges struct {
	leave  memberMap
	change memberMap // with their new attributes, for which they are removed and added again
	join   memberMap
}

// changesBetween returns the changes. The acting user is in every thread, and the service cannot change its membership.
func changesBetween(prior, want memberMap, actingUserID string) memberChanges {
	var changes memberChanges
	before, after := prior.byUser(), want.byUser()
	for _, m := range prior {
		if !m.is(actingUserID) && after[client.UserKey(m.user.ValueString())] == nil {
			changes.leave = append(changes.leave, m)
		}
	}
	for _, m := range want {
		was := before[client.UserKey(m.user.ValueString())]
		switch {
		case m.user.IsUnknown() || m.is(actingUserID):
		case was == nil:
			changes.join = append(changes.join, m)
		case m.known() && !m.sameMember(was.expand()):
			changes.change = append(changes.change, m)
		}
	}
	return changes
}

// update changes members that a resource has in its state into those that it plans, and returns what the attribute
// members is then: the plan, or what was done of it before something failed.
func (ms *memberships) update(ctx context.Context, chat *client.Client, threadID, owner string, state, plan types.Map,
	diags *diag.Diagnostics) types.Map {
	acting := chat.ActingUserID()
	prior, want := membersOf(state, acting), membersOf(plan, acting)
	checkMemberKeys(plan, path.Root("members"), diags)
	if diags.HasError() {
		return state
	}
	ms.apply(ctx, chat, threadID, owner, changesBetween(prior, want, acting)).report(diags)
	if !diags.HasError() {
		return plan
	}
	actual, err := chat.ListMembers(ctx, threadID) // the client knows them by now
	if err != nil {
		return state
	}
	return refreshMemberMap(want.orElse(prior), actual, acting, false)
}

// apply makes changes of one resource as soon as no other one changes these members, and returns what failed. It
// removes first: a thread that is full has no room for a member before another one left.
func (ms *memberships) apply(
	ctx context.Context, chat *client.Client, threadID, owner string, changes memberChanges,
) memberFailures {
	all := slices.Concat(changes.leave, changes.change, changes.join)
	held, err := ms.hold(ctx, threadID, all)
	if err != nil {
		return failuresOf(all, "Could not change the members of the thread", err)
	}
	defer held.release()
	run := memberRun{chat, held, threadID, owner}
	if failures := run.duplicates(slices.Concat(changes.change, changes.join)); len(failures) > 0 {
		return failures
	}
	if failures := run.remove(ctx, changes.leave); len(failures) > 0 {
		return failures
	}
	return run.put(ctx, changes.change, changes.join)
}

// memberRun applies the changes of one resource to a thread, of which it holds the members.
type memberRun struct {
	chat     *client.Client
	held     heldMembers
	threadID string
	owner    string
}

// duplicates are the failures of members that another resource has claimed in this apply.
func (r memberRun) duplicates(members memberMap) memberFailures {
	var failures memberFailures
	for _, m := range members {
		if by, _ := r.held.claimant(m.user.ValueString()); areRivals(by, r.owner) {
			failures = append(failures, memberFailure{m, duplicateMember, "", duplicateAdvice(r.threadID)})
		}
	}
	return failures
}

// listed returns who is in the thread, by client.UserKey.
func (r memberRun) listed(ctx context.Context) (map[string]client.Member, error) {
	members, err := r.chat.ListMembers(ctx, r.threadID)
	listed := make(map[string]client.Member, len(members))
	for _, m := range members {
		listed[client.UserKey(m.UserID)] = m
	}
	return listed, err
}

// remove removes members, up to the first failure. One that another resource has claimed stays, and gets what that
// resource could not give it: now it is clear that this one managed the membership.
func (r memberRun) remove(ctx context.Context, leave memberMap) memberFailures {
	var there map[string]client.Member
	if len(leave) > 1 { // a listing is cheaper than removals of those who are gone
		var err error
		if there, err = r.listed(ctx); err != nil {
			if client.IsNotFound(err) {
				return nil // and the members with the thread
			}
			return failuresOf(leave, notListed, err)
		}
	}
	owed := map[string]memberMap{} // by who has claimed them
	for _, m := range leave {
		user := m.user.ValueString()
		if heir, want := r.held.claimant(user); heir != "" && heir != r.owner {
			if want != nil {
				owed[heir] = append(owed[heir], *want)
			}
			continue
		}
		if _, found := there[client.UserKey(user)]; found || len(leave) == 1 {
			if err := r.chat.RemoveMember(ctx, r.threadID, user); err != nil {
				return failuresOf(memberMap{m}, "Could not remove a member", err)
			}
		}
		r.held.drop(user, r.owner)
	}
	var failures memberFailures
	for heir, members := range owed {
		failures = append(failures, memberRun{r.chat, r.held, r.threadID, heir}.replace(ctx, members)...)
	}
	return failures
}

// put gives members new attributes, and adds those that join. One that is there already with the same attributes is
// adopted without a call.
func (r memberRun) put(ctx context.Context, change, join memberMap) memberFailures {
	all := slices.Concat(change, join)
	if len(all) == 0 {
		return nil
	}
	there, err := r.listed(ctx)
	if err != nil {
		return failuresOf(all, notListed, err)
	}
	var failures memberFailures
	var replaced, added memberMap
	for i, m := range all {
		actual, found := there[client.UserKey(m.user.ValueString())]
		switch {
		case !found:
			added = append(added, m)
		case m.sameMember(actual):
			r.claim(m)
		case i < len(change):
			replaced = append(replaced, m)
		default:
			r.held.claim(m.user.ValueString(), r.owner, &m)
			failures = append(failures, differs(m, actual))
		}
	}
	failures = append(failures, r.replace(ctx, replaced)...)
	return append(failures, r.add(ctx, added)...)
}

// replace removes members and adds them again with their new attributes.
func (r memberRun) replace(ctx context.Context, members memberMap) memberFailures {
	if len(members) == 0 {
		return nil
	}
	rejected, err := r.chat.ReplaceMembers(ctx, r.threadID, members.expand())
	return r.outcome(ctx, members, rejected, err, "Could not change a member", notReadmitted)
}

// add adds members. A single one travels with those of other resources.
func (r memberRun) add(ctx context.Context, members memberMap) memberFailures {
	var rejected []*client.Error
	var err error
	switch len(members) {
	case 0:
		return nil
	case 1:
		err = r.chat.AddMember(ctx, r.threadID, members[0].expand())
	default:
		rejected, err = r.chat.AddMembers(ctx, r.threadID, members.expand())
	}
	return r.outcome(ctx, members, rejected, err, notAdded, notAdded)
}

// outcome claims the members that are now as they were wanted, and returns the failures of the others: of those who are
// in the thread, or may be, and of those who are out.
func (r memberRun) outcome(
	ctx context.Context, members memberMap, rejected []*client.Error, err error, ofThoseIn, ofThoseOut string,
) memberFailures {
	there, listErr := map[string]client.Member{}, error(nil)
	if err != nil || len(rejected) > 0 { // the client knows them by now, as a rule
		there, listErr = r.listed(ctx)
	}
	var failures memberFailures
	for _, m := range members {
		why := rejectionOf(m, rejected, err)
		actual, found := there[client.UserKey(m.user.ValueString())]
		if why == nil || found && m.sameMember(actual) {
			r.claim(m)
			continue
		}
		summary := ofThoseOut
		if found || listErr != nil {
			summary = ofThoseIn
		}
		failures = append(failures, failuresOf(memberMap{m}, summary, why)...)
	}
	return failures
}

func (r memberRun) claim(m memberElement) { r.held.claim(m.user.ValueString(), r.owner, nil) }

// rejectionOf returns why a member was not added: its own rejection, or else the error of the whole call.
func rejectionOf(m memberElement, rejected []*client.Error, err error) error {
	for _, e := range rejected {
		if m.is(e.Object) {
			return e
		}
	}
	return err
}

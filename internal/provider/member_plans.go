package provider

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// plannedMembers knows what this command's plans so far do to each membership, to detect two resources that name the same one.
type plannedMembers struct {
	mu      sync.Mutex
	members map[membership]plannedMember
}

// membership is a user in a thread.
type membership struct{ threadID, userKey string }

type plannedMember struct {
	wanted  string // owner of the resource that keeps or creates it; empty when none does
	leaving bool   // a resource is going to be destroyed
	stays   string // owner of the resource that has the membership in the state and keeps it; empty when none does
}

func newPlannedMembers() *plannedMembers {
	return &plannedMembers{members: map[membership]plannedMember{}}
}

// want records that a resource keeps or creates a membership. When another resource does too, that is an error.
func (p *plannedMembers) want(at path.Path, threadID, userID types.String, owner string, diags *diag.Diagnostics) {
	p.change(threadID, userID, func(m *plannedMember) {
		switch {
		case m.wanted != "" && m.wanted != owner:
			addDuplicateMember(at, threadID.ValueString(), userID.ValueString(), diags)
		case m.leaving:
			warnOfMove(threadID.ValueString(), userID.ValueString(), diags)
		}
		m.wanted, m.stays = owner, ""
	})
}

// leave records that a resource is destroyed that manages a membership.
func (p *plannedMembers) leave(threadID, userID types.String, diags *diag.Diagnostics) {
	p.change(threadID, userID, func(m *plannedMember) {
		m.leaving = true
		if m.wanted != "" {
			warnOfMove(threadID.ValueString(), userID.ValueString(), diags)
		}
	})
}

// stay records that a resource has a membership in the state and keeps it.
func (p *plannedMembers) stay(threadID, userID types.String, owner string) {
	p.change(threadID, userID, func(m *plannedMember) { m.stays = owner })
}

// stayAll is stay for members that a resource lists and has in the state.
func (p *plannedMembers) stayAll(threadID types.String, planned, state types.Map, owner string) {
	have := membersOf(state, "").byUser()
	for _, m := range membersOf(planned, "") {
		if have[client.UserKey(m.user.ValueString())] != nil {
			p.stay(threadID, m.user, owner)
		}
	}
}

// planLeaving is leave, unless another resource keeps the membership. Only the plan's process may know that one: a resource without
// changes takes no part in the apply. So the private state of the planned destruction tells it to Delete.
func (p *plannedMembers) planLeaving(ctx context.Context, threadID, userID types.String, private privateState, diags *diag.Diagnostics) {
	owner, kept := privateOwner.get(ctx, private, diags), false
	p.change(threadID, userID, func(m *plannedMember) { kept = m.stays != "" && m.stays != owner })
	privateKept(userID.ValueString()).set(ctx, private, kept, diags) // what an earlier plan found out counts no more
	if !kept {
		p.leave(threadID, userID, diags)
	}
}

// applied forgets what was planned: the claims know more now.
func (p *plannedMembers) applied(threadID, userID types.String) {
	p.change(threadID, userID, func(m *plannedMember) { *m = plannedMember{} })
}

// change changes what is known of a membership, unless the ids will only be known after apply.
func (p *plannedMembers) change(threadID, userID types.String, change func(*plannedMember)) {
	if threadID.IsUnknown() || userID.IsUnknown() {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	key := membership{threadID.ValueString(), client.UserKey(userID.ValueString())}
	m := p.members[key]
	change(&m)
	p.members[key] = m
}

// addDuplicateMember reports that two resources manage one membership.
func addDuplicateMember(at path.Path, threadID, userID string, diags *diag.Diagnostics) {
	diags.AddAttributeError(at, "Duplicate member", fmt.Sprintf(
		"Two resources manage the membership of %s in thread %s, and destroying either would remove the member from the other. Keep one of them. "+
			"If both are in the state, forget the other with a removed block that sets destroy = false, or with terraform state rm.", userID, threadID))
}

// warnOfMove says that a membership leaves the state in one place and stays in another.
func warnOfMove(threadID, userID string, diags *diag.Diagnostics) {
	diags.AddWarning("A member is both destroyed and kept", fmt.Sprintf(
		"This plan destroys one resource that manages the membership of %s in thread %s, and another one keeps or creates the same membership. "+
			"The member may be removed and added again. If you renamed the resource, add a moved block: then nothing changes in the thread. "+
			"If two resources managed the member, forget one with a removed block that sets destroy = false.", userID, threadID))
}

package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestPlannedMembers_twoPlansForOneMembership(t *testing.T) {
	t.Parallel()
	type plan func(*plannedMembers, *diag.Diagnostics)
	wants := func(threadID, userID types.String, owner string) plan {
		return func(p *plannedMembers, diags *diag.Diagnostics) {
			p.want(path.Root("user_id"), threadID, userID, owner, diags)
		}
	}
	leaves := func(threadID, userID types.String) plan {
		return func(p *plannedMembers, diags *diag.Diagnostics) { p.leave(threadID, userID, diags) }
	}
	thread, user, later := types.StringValue("t"), types.StringValue(oneMember), types.StringUnknown()
	tests := map[string]struct {
		first, second    plan
		errors, warnings int
	}{
		"two owners":                       {wants(thread, user, "a"), wants(thread, types.StringValue(inCapital), "b"), 1, 0},
		"the second plan of a replacement": {wants(thread, user, "a"), wants(thread, user, "a"), 0, 0},
		"another thread":                   {wants(thread, user, "a"), wants(types.StringValue("u"), user, "b"), 0, 0},
		"another user":                     {wants(thread, user, "a"), wants(thread, types.StringValue("8:x:1"), "b"), 0, 0},
		"a thread of the same apply":       {wants(later, user, "a"), wants(later, user, "b"), 0, 0},
		"a user of the same apply":         {wants(thread, later, "a"), wants(thread, later, "b"), 0, 0},
		"a rename, new address first":      {wants(thread, user, "a"), leaves(thread, user), 0, 1},
		"a rename, old address first":      {leaves(thread, user), wants(thread, user, "a"), 0, 1},
		"two that leave":                   {leaves(thread, user), leaves(thread, user), 0, 0},
		"one that was created meanwhile": {wants(thread, user, "a"), func(p *plannedMembers, diags *diag.Diagnostics) {
			p.applied(thread, user)
			p.leave(thread, user, diags) // the object that it replaced
		}, 0, 0},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			planned := newPlannedMembers()
			var diags diag.Diagnostics
			test.first(planned, &diags)
			test.second(planned, &diags)
			if diags.ErrorsCount() != test.errors || diags.WarningsCount() != test.warnings {
				t.Errorf("want %d errors and %d warnings: %v", test.errors, test.warnings, diags)
			}
		})
	}
}

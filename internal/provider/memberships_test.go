package provider

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

const (
	oneMember = "8:acs:11111111-aaaa-1111-1111-111111111111_22222222-bbbb-2222-2222-222222222222"
	inCapital = "8:acs:11111111-AAAA-1111-1111-111111111111_22222222-BBBB-2222-2222-222222222222"
)

// someMembers are elements with nothing but a user.
func someMembers(userIDs ...string) memberMap {
	var members memberMap
	for _, id := range userIDs {
		members = append(members, singleMember(memberModel{UserID: types.StringValue(id)})...)
	}
	return members
}

func TestMemberships_oneHolderAtATime(t *testing.T) {
	t.Parallel()
	type hold func(*memberships) (heldMembers, error)
	holds := func(threadID string, userIDs ...string) hold {
		return func(ms *memberships) (heldMembers, error) {
			return ms.hold(context.Background(), threadID, someMembers(userIDs...))
		}
	}
	tests := map[string]struct {
		first, second hold
		waits         bool
	}{
		"the same member":              {holds("t", oneMember), holds("t", oneMember), true},
		"the same member in capitals":  {holds("t", oneMember), holds("t", inCapital), true},
		"another member":               {holds("t", oneMember), holds("t", "8:x:2"), false},
		"the member of another thread": {holds("t", oneMember), holds("u", oneMember), false},
		"a member and many":            {holds("t", oneMember), holds("t", "8:x:1", oneMember), true},
		"many and a member":            {holds("t", "8:x:1", oneMember), holds("t", oneMember), true},
		"many in another order":        {holds("t", "8:x:1", oneMember), holds("t", oneMember, "8:x:1"), true},
		"many and others":              {holds("t", "8:x:1", oneMember), holds("t", "8:x:2"), false},
		"one that is listed twice":     {holds("t", oneMember, inCapital), holds("t", oneMember), true},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				registry := newMemberships()
				first, err := test.first(registry)
				must(t, err)
				got := make(chan heldMembers, 1)
				go func() {
					second, err := test.second(registry)
					if err == nil {
						got <- second
					}
				}()
				synctest.Wait()
				if waits := len(got) == 0; waits != test.waits {
					t.Errorf("the second waits: %v, want %v", waits, test.waits)
				}
				first.release()
				(<-got).release()
			})
		})
	}
}

func TestMemberships_aWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		registry := newMemberships()
		held, err := registry.hold(t.Context(), "t", someMembers(oneMember))
		must(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, byMember := registry.hold(ctx, "t", someMembers(oneMember))
		_, byThread := registry.hold(ctx, "t", someMembers("8:x:1", oneMember))
		for object, err := range map[string]error{oneMember: byMember, "t": byThread} {
			var e *client.Error
			if !errors.As(err, &e) || e.Kind != client.KindTimeout || e.Object != object || e.ThreadID != "t" {
				t.Errorf("the error of %s is %v", object, err)
			}
		}
		held.release()
		again, err := registry.hold(t.Context(), "t", someMembers("8:x:1", oneMember)) // whoever gave up holds nothing
		must(t, err)
		again.release()
	})
}

func TestMemberships_claimsAreOfOneOwner(t *testing.T) {
	t.Parallel()
	registry := newMemberships()
	held, err := registry.hold(t.Context(), "t", someMembers(oneMember))
	must(t, err)
	is := func(want string, owed bool) {
		t.Helper()
		if owner, is := held.claimant(inCapital); owner != want || (is != nil) != owed {
			t.Errorf("the claim is %q's, who is owed %v", owner, is)
		}
	}
	is("", false)
	held.claim(oneMember, "a", &someMembers(oneMember)[0])
	is("a", true)
	held.claim(oneMember, "b", nil)
	is("b", false)
	held.drop(inCapital, "b")
	is("", false)
}

// TestMemberships_twoPlansForOneMembership has one resource plan, and then another one.
func TestMemberships_twoPlansForOneMembership(t *testing.T) {
	t.Parallel()
	type plan func(*memberships, *diag.Diagnostics)
	member := func(user types.String) memberMap { return singleMember(memberModel{UserID: user}) }
	keeps := func(threadID, userID types.String, owner string) plan {
		return func(ms *memberships, diags *diag.Diagnostics) { ms.planKept(threadID, owner, member(userID), diags) }
	}
	leaves := func(threadID, userID types.String) plan {
		return func(ms *memberships, diags *diag.Diagnostics) { ms.planGone(threadID, "left", member(userID), diags) }
	}
	thread, user, later := types.StringValue("t"), types.StringValue(oneMember), types.StringUnknown()
	tests := map[string]struct {
		first, second    plan
		errors, warnings int
	}{
		"two owners": {keeps(thread, user, "a"), keeps(thread, types.StringValue(inCapital), "b"), 1,
			0},
		"a thread and another owner":       {keeps(thread, user, threadOwner), keeps(thread, user, "b"), 0, 0},
		"the second plan of a replacement": {keeps(thread, user, "a"), keeps(thread, user, "a"), 0, 0},
		"another thread":                   {keeps(thread, user, "a"), keeps(types.StringValue("u"), user, "b"), 0, 0},
		"another user":                     {keeps(thread, user, "a"), keeps(thread, types.StringValue("8:x:1"), "b"), 0, 0},
		"a thread of the same apply":       {keeps(later, user, "a"), keeps(later, user, "b"), 0, 0},
		"a user of the same apply":         {keeps(thread, later, "a"), keeps(thread, later, "b"), 0, 0},
		"a rename, new address first":      {keeps(thread, user, "a"), leaves(thread, user), 0, 1},
		"a rename, old address first":      {leaves(thread, user), keeps(thread, user, "a"), 0, 1},
		"a thread lists who is destroyed":  {leaves(thread, user), keeps(thread, user, threadOwner), 0, 1},
		"two that leave":                   {leaves(thread, user), leaves(thread, user), 0, 0},
		"one that was claimed meanwhile": {keeps(thread, user, "a"), func(ms *memberships, diags *diag.Diagnostics) {
			held, err := ms.hold(context.Background(), "t", member(user))
			if err == nil {
				held.claim(oneMember, "a", nil)
				held.release()
			}
			ms.planGone(thread, "left", member(user), diags) // the object that it replaced
		}, 0, 0},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			registry := newMemberships()
			var diags diag.Diagnostics
			test.first(registry, &diags)
			test.second(registry, &diags)
			if diags.ErrorsCount() != test.errors || diags.WarningsCount() != test.warnings {
				t.Errorf("want %d errors and %d warnings: %v", test.errors, test.warnings, diags)
			}
		})
	}
}

// TestMemberships_oneWarningNamesAllWhoAreDestroyedAndKept: Terraform shows each warning of a destruction in full.
func TestMemberships_oneWarningNamesAllWhoAreDestroyedAndKept(t *testing.T) {
	t.Parallel()
	thread, users := types.StringValue("t"), make([]string, 35)
	for i := range users {
		users[i] = fmt.Sprintf("8:x:%02d", i)
	}
	for title, keepsFirst := range map[string]bool{"the destructions are planned first": false, "the thread is planned " +
		"first": true} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			registry := newMemberships()
			var diags diag.Diagnostics
			keep := func() { registry.planKept(thread, threadOwner, someMembers(users...), &diags) }
			if keepsFirst {
				keep()
			}
			for _, user := range users {
				registry.planGone(thread, "left", someMembers(user), &diags)
			}
			if !keepsFirst {
				keep()
			}
			if len(diags) != 1 {
				t.Fatalf("want one warning: %v", diags)
			}
			says := []string{"8:x:00", "stands for every member", "removed {", "destroy = false"}
			if !keepsFirst {
				says = append(says, "8:x:34", "at least 1m0s")
			}
			for _, text := range says {
				if !strings.Contains(diags[0].Detail(), text) {
					t.Errorf("the warning does not say %q: %s", text, diags[0].Detail())
				}
			}
		})
	}
}

func TestMemberships_whoDecidesOnEveryoneIsWarnedOfOthers(t *testing.T) {
	t.Parallel()
	type plan struct {
		owner   string
		decides bool
	}
	for title, test := range map[string]struct {
		plans    []plan
		warnings int
	}{
		"some and some":      {[]plan{{"a", false}, {"b", false}}, 0},
		"all and some":       {[]plan{{"a", true}, {"b", false}}, 1},
		"some and all":       {[]plan{{"a", false}, {"b", true}}, 1},
		"all twice":          {[]plan{{"a", true}, {"a", true}}, 0},
		"all and all":        {[]plan{{"a", true}, {"b", true}}, 1},
		"from some to all":   {[]plan{{"a", false}, {"a", true}}, 0},
		"two others and all": {[]plan{{"a", false}, {"b", false}, {"a", true}}, 1},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			registry := newMemberships()
			var diags diag.Diagnostics
			for _, p := range test.plans {
				registry.planOwner(path.Root("members"), types.StringValue("t"), p.owner, p.decides, &diags)
			}
			if diags.WarningsCount() != test.warnings {
				t.Errorf("want %d warnings: %v", test.warnings, diags)
			}
		})
	}
}

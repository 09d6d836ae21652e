package provider

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

const (
	oneMember = "8:acs:11111111-aaaa-1111-1111-111111111111_22222222-bbbb-2222-2222-222222222222"
	inCapital = "8:acs:11111111-AAAA-1111-1111-111111111111_22222222-BBBB-2222-2222-222222222222"
)

func TestMemberClaims_oneHolderAtATime(t *testing.T) {
	t.Parallel()
	type hold func(*memberClaims) (heldMembers, error)
	member := func(threadID, userID string) hold {
		return func(c *memberClaims) (heldMembers, error) {
			return c.holdMember(context.Background(), threadID, userID)
		}
	}
	thread := func(threadID string) hold {
		return func(c *memberClaims) (heldMembers, error) { return c.holdThread(context.Background(), threadID) }
	}
	tests := map[string]struct {
		first, second hold
		waits         bool
	}{
		"the same member":              {member("t", oneMember), member("t", oneMember), true},
		"the same member in capitals":  {member("t", oneMember), member("t", inCapital), true},
		"another member":               {member("t", oneMember), member("t", "8:x:2"), false},
		"the member of another thread": {member("t", oneMember), member("u", oneMember), false},
		"a member and its thread":      {member("t", oneMember), thread("t"), true},
		"a thread and its member":      {thread("t"), member("t", oneMember), true},
		"a thread and itself":          {thread("t"), thread("t"), true},
		"another thread":               {thread("t"), thread("u"), false},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				claims := newMemberClaims()
				first, err := test.first(claims)
				must(t, err)
				got := make(chan heldMembers, 1)
				go func() {
					second, err := test.second(claims)
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

func TestMemberClaims_aWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		claims := newMemberClaims()
		held, err := claims.holdMember(t.Context(), "t", oneMember)
		must(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, byMember := claims.holdLeavingMember(ctx, "t", oneMember)
		_, byThread := claims.holdThread(ctx, "t")
		for object, err := range map[string]error{oneMember: byMember, "t": byThread} {
			var e *client.Error
			if !errors.As(err, &e) || e.Kind != client.KindTimeout || e.Object != object || e.ThreadID != "t" {
				t.Errorf("the error of %s is %v", object, err)
			}
		}
		if held.isLeaving(oneMember) {
			t.Error("who gave up is still said to leave")
		}
		held.release()
		again, err := claims.holdThread(t.Context(), "t") // whoever gave up holds nothing
		must(t, err)
		again.release()
	})
}

func TestMemberClaims_whoHasClaimedAndWhoLeaves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		claims := newMemberClaims()
		held, err := claims.holdMember(t.Context(), "t", oneMember)
		must(t, err)
		if held.claimedByOther(oneMember, "a") || held.isLeaving(oneMember) {
			t.Error("a membership that nobody has touched is claimed or leaves")
		}
		leaving := make(chan heldMembers)
		go func() {
			second, err := claims.holdLeavingMember(t.Context(), "t", inCapital)
			if err == nil {
				leaving <- second
			}
		}()
		synctest.Wait()
		if !held.isLeaving(oneMember) {
			t.Error("a resource waits to remove the member, and isLeaving does not say so")
		}
		held.claim(oneMember, "a")
		held.release()
		second := <-leaving
		if !second.claimedByOther(inCapital, "b") || !second.claimedByOther(inCapital, "") || second.claimedByOther(inCapital, "a") {
			t.Error("a's claim must be another's to everybody but a")
		}
		second.release()
		if second.isLeaving(oneMember) {
			t.Error("what was released is still said to leave")
		}
	})
}

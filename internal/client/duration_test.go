package client

import (
	"testing"
	"time"
)

func TestMembershipChange_takesAsLongAsItSays(t *testing.T) {
	for _, test := range []struct {
		change MembershipChange
		want   time.Duration
	}{
		{MembershipChange{}, 0},
		{MembershipChange{Removed: 10}, 0},
		{MembershipChange{Removed: 31}, time.Minute},
		{MembershipChange{Removed: 50}, 70 * time.Second},
		{MembershipChange{Replaced: 27, Added: 1}, time.Minute},
	} {
		equal(t, "time", test.change.ShortestTime(), test.want)
		inVirtualTime(t, func(t *testing.T, s *service) {
			c, users := s.client(t), s.newUsers(t, 60)
			leaving, replaced, joining := users[:test.change.Removed], users[:test.change.Replaced], users[59:]
			id := s.thread(t, c, membersNamed("Old", users[:59])...)
			start := time.Now()
			for _, u := range leaving {
				if err := c.RemoveMember(t.Context(), id, u); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := c.ReplaceMembers(t.Context(), id, membersNamed("New", replaced)); err != nil {
				t.Fatal(err)
			}
			if test.change.Added > 0 {
				if _, err := c.AddMembers(t.Context(), id, membersNamed("New", joining)); err != nil {
					t.Fatal(err)
				}
			}
			if took := time.Since(start); took < test.want || took > test.want+time.Second {
				t.Errorf("%+v took %v, want %v", test.change, took, test.want)
			}
		}, withLimits)
	}
	equal(t, "time of 249 removals", MembershipChange{Removed: 249}.ShortestTime(), 8*time.Minute)
}

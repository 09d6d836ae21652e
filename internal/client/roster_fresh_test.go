package client

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestRefreshMembers_seesWhatOthersChanged(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		ours, theirs, user := s.client(t), s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, ours)
		equal(t, "found", s.isMember(t, ours, id, user), false)
		noErrors(t, []error{theirs.AddMember(t.Context(), id, Member{UserID: user})})
		s.ResetRequests()
		members, err := ours.RefreshMembers(t.Context(), id)
		noErrors(t, []error{err})
		equal(t, "members", len(members), 2)
		equal(t, "found by later reads too", s.isMember(t, ours, id, user), true)
		equal(t, "list calls", s.calls(emulator.OpListParticipants), 1)
	})
}

// A listing that is under way may have passed the place where the change is: only one that begins later counts.
func TestRefreshMembers_doesNotJoinAnEarlierListing(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		ours, theirs, user := s.client(t), s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, ours)
		s.ResetRequests()
		s.latency = func(req *http.Request) time.Duration {
			if strings.HasSuffix(req.URL.Path, "/participants") {
				return 10 * time.Second
			}
			return 0
		}
		var wg sync.WaitGroup
		wg.Go(func() { equal(t, "found by the first listing", s.isMember(t, ours, id, user), false) })
		pass(6 * time.Second) // its answer is on the way back
		noErrors(t, []error{theirs.AddMember(t.Context(), id, Member{UserID: user})})
		for range 5 {
			wg.Go(func() {
				members, err := ours.RefreshMembers(t.Context(), id)
				if err != nil || len(members) != 2 {
					t.Errorf("listed %v, %v", members, err)
				}
			})
		}
		wg.Wait()
		equal(t, "list calls", s.calls(emulator.OpListParticipants), 2)
	})
}

// What the service answered before is no answer to a call that came later, be it a list or a refusal.
func TestRefreshMembers_doesNotTakeAnEarlierRefusal(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: http.StatusForbidden})
		_, err := c.ListMembers(t.Context(), id)
		wantKind(t, err, KindForbidden)
		_, err = c.ListMembers(t.Context(), id)
		wantKind(t, err, KindForbidden) // the same one
		members, err := c.RefreshMembers(t.Context(), id)
		noErrors(t, []error{err})
		equal(t, "members", len(members), 1)
	})
}

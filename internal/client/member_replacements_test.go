package client

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const roundTrip = 200 * time.Millisecond

// newRoundTrips makes every call take roundTrip.
func (s *service) newRoundTrips() { s.latency = func(*http.Request) time.Duration { return roundTrip } }

// membersNamed are users as members with a display name.
func membersNamed(name string, users []string) []Member {
	var members []Member
	for _, u := range users {
		members = append(members, Member{UserID: u, DisplayName: name})
	}
	return members
}

// longestAbsence is how long a user was out at most: from its removal to its next add, as the emulator recorded them.
func (s *service) longestAbsence(t *testing.T, users []string) (longest time.Duration) {
	t.Helper()
	for _, u := range users {
		of := func(r emulator.Request) bool { return bytes.Contains(r.Body, []byte(u)) }
		removals, adds := s.Requests(emulator.OpRemoveParticipant), s.Requests(emulator.OpAddParticipants)
		out, in := slices.IndexFunc(removals, of), slices.IndexFunc(adds, of)
		if out < 0 || in < 0 {
			t.Fatalf("%s was not removed and added again", u)
		}
		longest = max(longest, adds[in].At.Sub(removals[out].At))
	}
	return longest
}

// allNew checks that every member but the acting user has the name "New".
func (s *service) allNew(t *testing.T, threadID string) {
	t.Helper()
	members, err := s.Members(t.Context(), threadID)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range members {
		if m.UserID != s.user && m.DisplayName != "New" {
			t.Errorf("%s is called %q, want New", m.UserID, m.DisplayName)
		}
	}
}

// TestReplaceMembers_nobodyIsOutForLong replaces members after other calls have used up the limits.
func TestReplaceMembers_nobodyIsOutForLong(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.newRoundTrips()
		c, users := s.client(t), s.newUsers(t, 50)
		id := s.thread(t, c, membersNamed("Old", users)...)
		for _, u := range users[:7] {
			if err := c.RemoveMember(t.Context(), id, u); err != nil {
				t.Fatal(err)
			}
		}
		users = users[7:]
		s.ResetRequests()
		start := time.Now()
		rejected, err := c.ReplaceMembers(t.Context(), id, membersNamed("New", users))
		if err != nil || len(rejected) > 0 {
			t.Fatal(rejected, err)
		}
		s.allNew(t, id)
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
		equal(t, "adds", s.calls(emulator.OpAddParticipants), 5)
		if absence := s.longestAbsence(t, users); absence > 2*roundTrip {
			t.Errorf("somebody was out for %v, want at most two calls", absence)
		}
		if took := time.Since(start); took > 2*time.Minute {
			t.Errorf("43 members took %v", took)
		}
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

// TestReplaceMembers_workersShareCalls replaces members one by one, as ten resources do at a time.
func TestReplaceMembers_workersShareCalls(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.newRoundTrips()
		c, users := s.client(t), s.newUsers(t, 40)
		id := s.thread(t, c, membersNamed("Old", users)...)
		s.ResetRequests()
		noErrors(t, parallel(10, users, func(u string) error {
			_, err := c.ReplaceMembers(t.Context(), id, membersNamed("New", []string{u}))
			return err
		}))
		s.allNew(t, id)
		if n := s.calls(emulator.OpAddParticipants); n > 8 {
			t.Errorf("%d adds for 40 members", n)
		}
		if absence := s.longestAbsence(t, users); absence > 2*roundTrip {
			t.Errorf("somebody was out for %v, want at most two calls", absence)
		}
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

func TestReplaceMembers_interruptedReplacesWhomItRemoved(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.newRoundTrips()
		c, users := s.client(t), s.newUsers(t, 20)
		id := s.thread(t, c, membersNamed("Old", users)...)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		s.after = func(*http.Request, *http.Response) error {
			if s.calls(emulator.OpRemoveParticipant) > 0 {
				cancel()
			}
			return nil
		}
		_, err := c.ReplaceMembers(ctx, id, membersNamed("New", users))
		equal(t, "kind", KindOf(err), KindTimeout)
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
		equal(t, "removals", s.calls(emulator.OpRemoveParticipant), replaceMax)
		synctest.Wait()
	}, withLimits)
}

// TestReplaceMembers_lostAnswersRemoveNobody loses the answer of a removal and fails another one.
func TestReplaceMembers_lostAnswersRemoveNobody(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		none := 0
		c, users := s.client(t, func(o *Options) { o.MaxRetries = &none }), s.newUsers(t, 3)
		id := s.thread(t, c, membersNamed("Old", users)...)
		s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, After: true, Drop: true})
		s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, Nth: 2, Status: http.StatusForbidden})
		_, err := c.ReplaceMembers(t.Context(), id, membersNamed("New", users))
		if err == nil {
			t.Error("the failures were not told")
		}
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
	})
}

func TestReplaceMembers_whoIsNotLetInAgainIsRejected(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 2)
		id := s.thread(t, c, membersNamed("Old", users)...)
		s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusCreated,
			Body: `{"invalidParticipants":[{"code":"403","message":"Permissions check failed","target":"` + users[0] + `"}]}`})
		rejected, err := c.ReplaceMembers(t.Context(), id, membersNamed("New", users))
		if err != nil || len(rejected) != 1 || rejected[0].Object != users[0] || rejected[0].Kind != KindMemberRejected {
			t.Errorf("rejected %v, error %v", rejected, err)
		}
	})
}

// A caller whose time is up does not take others with it, whoever came first.
func TestReplaceMembers_timeoutOfOneDoesNotEndTheOthers(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 2)
		id := s.thread(t, c, membersNamed("Old", users)...)
		s.latency = func(*http.Request) time.Duration { return 40 * time.Second }
		short, cancel := context.WithTimeout(t.Context(), 15*time.Second)
		defer cancel()
		errs := parallel(2, users, func(u string) error {
			ctx := short
			if u == users[1] {
				pass(time.Millisecond)
				ctx = t.Context()
			}
			_, err := c.ReplaceMembers(ctx, id, membersNamed("New", []string{u}))
			return err
		})
		wantKind(t, errs[0], KindTimeout)
		noErrors(t, errs[1:])
		s.allNew(t, id)
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
	})
}

// A member that is not let in again does not keep out those that were replaced with it.
func TestReplaceMembers_badMemberDoesNotKeepTheOthersOut(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 3)
		id := s.thread(t, c, membersNamed("Old", users)...)
		s.before = func(req *http.Request) (*http.Response, error) {
			if operationOf(req) == emulator.OpAddParticipants && strings.Contains(bodyOf(req), users[1]) {
				return answer(http.StatusBadRequest, `{"error":{"code":"BadRequest"}}`), nil
			}
			return nil, nil
		}
		rejected, err := c.ReplaceMembers(t.Context(), id, membersNamed("New", users))
		noErrors(t, []error{err})
		if len(rejected) != 1 || rejected[0].Object != users[1] {
			t.Errorf("rejected %v", rejected)
		}
		equalSlices(t, "members", s.memberIDs(t, id), sorted([]string{users[0], users[2]}))
	})
}

// A pause of one 429 is a pause of whoever is being replaced then, and of nobody after that.
func TestReplaceMembers_a429KeepsNobodyOutForLong(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.newRoundTrips()
		c, users := s.client(t), s.newUsers(t, 10)
		id := s.thread(t, c, membersNamed("Old", users)...)
		s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, Status: http.StatusTooManyRequests,
			Header: http.Header{"Retry-After": {"5"}}})
		noErrors(t, []error{c.RemoveMember(t.Context(), id, users[0])})
		users = users[1:]
		s.ResetRequests()
		_, err := c.ReplaceMembers(t.Context(), id, membersNamed("New", users))
		noErrors(t, []error{err})
		s.allNew(t, id)
		if absence := s.longestAbsence(t, users); absence > 2*roundTrip {
			t.Errorf("someone was out for %v, want at most two calls", absence)
		}
	}, withLimits)
}

// The add after a removal is refused: the member is out for the pause, and no longer, though others use the limit too.
func TestReplaceMembers_refusedAddWaitsForThePauseOnly(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.newRoundTrips()
		c, users := s.client(t), s.newUsers(t, 8)
		id := s.thread(t, c, membersNamed("Old", users)...)
		s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusTooManyRequests,
			Header: http.Header{"Retry-After": {"5"}}})
		s.ResetRequests()
		var leaving sync.WaitGroup
		for _, u := range users[4:] { // they wait for the same limit
			leaving.Go(func() {
				pass(roundTrip / 2)
				noErrors(t, []error{c.RemoveMember(t.Context(), id, u)})
			})
		}
		_, err := c.ReplaceMembers(t.Context(), id, membersNamed("New", users[:4]))
		noErrors(t, []error{err})
		leaving.Wait()
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users[:4]))
		adds := s.Requests(emulator.OpAddParticipants)
		equal(t, "adds", len(adds), 2)
		atLeast(t, "pause", adds[1].At.Sub(adds[0].At), 5*time.Second, 3*time.Second)
	})
}

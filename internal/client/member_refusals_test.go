package client

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// refuseAdds answers all adds in the service's place.
func (s *service) refuseAdds(status int, body string) (calls *int) {
	calls = new(int)
	s.before = func(req *http.Request) (*http.Response, error) {
		if operationOf(req) == emulator.OpAddParticipants {
			*calls++
			return answer(status, body), nil
		}
		return nil, nil
	}
	return calls
}

// A refusal that is not about the content says the same of each member.
func TestAddMember_otherRefusalsAreNotSplit(t *testing.T) {
	for _, status := range []int{401, 403, 404, 405, 409, 410, 415, 422} {
		inVirtualTime(t, func(t *testing.T, s *service) {
			users := s.newUsers(t, 20)
			userToken, err := s.IssueToken(t.Context(), s.user) // which a 401 does not replace
			noErrors(t, []error{err})
			c := s.client(t, func(o *Options) { o.AccessKey, o.AccessToken = "", userToken })
			id := s.thread(t, c)
			pass(newFor)
			calls := s.refuseAdds(status, `{"error":{"code":"Refused"}}`)
			for _, err := range parallel(20, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) }) {
				wantKind(t, err, kindOfStatus(status))
			}
			equal(t, "add calls", *calls, 1)
		})
	}
}

// What is refused for the same reason alone as together is not any member's fault.
func TestAddMember_commonCauseIsFoundOut(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 200)
		id := s.thread(t, c)
		calls := s.refuseAdds(http.StatusBadRequest, "")
		for i, err := range parallel(200, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) }) {
			wantKind(t, err, KindInvalidRequest)
			equal(t, "object", asError(err).Object, users[i])
		}
		if *calls > 30 {
			t.Errorf("%d add calls for 200 members, want at most 30", *calls)
		}
	}, withLimits)
}

// More members at fault than maxRefusedAlone, but with others between them, are no common cause.
func TestAddMember_severalBadMembersDoNotKeepTheOthersOut(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t, func(o *Options) { o.DisableThrottling = true }), s.newUsers(t, 64)
		id := s.thread(t, c)
		bad := map[string]bool{}
		for i := 0; i < len(users); i += 64 / (maxRefusedAlone + 3) {
			bad[users[i]] = true
		}
		s.before = func(req *http.Request) (*http.Response, error) {
			body := bodyOf(req)
			for u := range bad {
				if operationOf(req) == emulator.OpAddParticipants && strings.Contains(body, u) {
					return answer(http.StatusBadRequest, ""), nil
				}
			}
			return nil, nil
		}
		for i, err := range parallel(64, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) }) {
			if (err != nil) != bad[users[i]] {
				t.Errorf("member %d, at fault %v, got %v", i, bad[users[i]], err)
			}
		}
	})
}

func TestAddMember_fullThreadIsFoundOutOnce(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		users := s.newUsers(t, 345)
		ours, theirs := s.client(t), s.client(t)
		id := s.thread(t, ours, members(users[:200]...)...)
		if _, err := ours.ListMembers(t.Context(), id); err != nil { // which they make out of date
			t.Fatal(err)
		}
		_, err := theirs.AddMembers(t.Context(), id, members(users[200:245]...))
		noErrors(t, []error{err})
		s.ResetRequests()
		errs := parallel(10, users[245:], func(u string) error { return ours.AddMember(t.Context(), id, Member{UserID: u}) })
		in := 0
		for i, err := range errs {
			if err == nil {
				in++
				continue
			}
			wantKind(t, err, KindInvalidRequest)
			if e := asError(err); e.Object != users[245+i] || !strings.Contains(e.Message, "members, and the service allows 250") {
				t.Errorf("member %d got %v", i, err)
			}
		}
		equal(t, "members let in", in, 4)
		equal(t, "members", len(s.memberIDs(t, id)), MaxMembersPerThread-1)
		if n := s.calls(emulator.OpAddParticipants); n > 3 {
			t.Errorf("%d add calls for 100 members of a full thread", n)
		}
		noErrors(t, []error{ours.RemoveMember(t.Context(), id, users[0])})
		late := users[245+slices.IndexFunc(errs, func(err error) bool { return err != nil })]
		noErrors(t, []error{ours.AddMember(t.Context(), id, Member{UserID: late})})
		noErrors(t, []error{ours.AddMember(t.Context(), id, Member{UserID: users[1]})}) // who is in already needs no room
	}, withLimits)
}

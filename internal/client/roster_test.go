package client

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestFindMember_oneListingAnswersAll(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		users := s.newUsers(t, 249)
		id := s.thread(t, s.client(t), members(users[:200]...)...)
		if _, err := s.client(t).AddMembers(t.Context(), id, members(users[200:]...)); err != nil {
			t.Fatal(err)
		}
		s.ResetRequests()
		c := s.client(t)
		noErrors(t, parallel(10, users, func(u string) error {
			m, found, err := c.FindMember(t.Context(), id, u)
			if err == nil && (!found || m.UserID != u || m.ShareHistoryTime == nil || m.ShareHistoryTime.Unix() != 0) {
				t.Errorf("read %+v", m)
			}
			return err
		}))
		pages := s.calls(emulator.OpListParticipants)
		all, err := c.ListMembers(t.Context(), id)
		if err != nil || len(all) != 250 {
			t.Errorf("%d members, %v", len(all), err)
		}
		if pages > 3 || s.calls(emulator.OpListParticipants) != pages {
			t.Errorf("%d list calls for 249 reads, %d with one more", pages, s.calls(emulator.OpListParticipants))
		}
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

func TestRoster_ownWritesKeepItTrue(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 3)
		id := s.thread(t, c, Member{UserID: users[0], DisplayName: "first"})
		equal(t, "found", s.isMember(t, c, id, users[1]), false)
		noErrors(t, []error{
			c.AddMember(t.Context(), id, Member{UserID: users[1], DisplayName: "second"}),
			c.AddMember(t.Context(), id, Member{UserID: users[0], DisplayName: "changes nothing"}),
			c.RemoveMember(t.Context(), id, users[2]),
		})
		for i, name := range []string{"first", "second"} {
			m, _, err := c.FindMember(t.Context(), id, users[i])
			if err != nil || m.DisplayName != name {
				t.Errorf("member %d is %+v, %v", i, m, err)
			}
		}
		noErrors(t, []error{c.RemoveMember(t.Context(), id, users[0])})
		equal(t, "found", s.isMember(t, c, id, users[0]), false)
		equal(t, "list calls", s.calls(emulator.OpListParticipants), 1)
	})
}

func TestRoster_letterCaseOfGUIDsDoesNotCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		listed, given := "8:acs:"+aGUID+"_"+userGUID, "8:acs:"+aGUID+"_"+strings.ToUpper(userGUID)
		var sent []string
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			switch {
			case strings.HasSuffix(req.URL.Path, ":add"):
				sent = append(sent, bodyOf(req))
				return answer(http.StatusCreated, "{}"), nil
			case strings.HasSuffix(req.URL.Path, ":remove"):
				return answer(http.StatusNoContent, ""), nil
			default:
				return answer(http.StatusOK, `{"value":[{"communicationIdentifier":{"rawId":"`+listed+`"},"displayName":"Ada"}]}`), nil
			}
		})
		m, found, err := c.FindMember(t.Context(), someThread, given)
		if !found || err != nil || m.DisplayName != "Ada" {
			t.Errorf("read %+v, %v", m, err)
		}
		noErrors(t, []error{c.AddMember(t.Context(), someThread, Member{UserID: given, DisplayName: "changes nothing"})})
		if m, _, err = c.FindMember(t.Context(), someThread, given); err != nil || m.DisplayName != "Ada" || !strings.Contains(sent[0], given) {
			t.Errorf("after adding %s, read %+v, %v", sent, m, err)
		}
		noErrors(t, []error{c.RemoveMember(t.Context(), someThread, given)})
		_, found, err = c.FindMember(t.Context(), someThread, listed)
		if found || err != nil {
			t.Errorf("after it was removed, found %t, %v", found, err)
		}
	})
}

func TestRoster_foreignChangeIsSeenByTheNextClient(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		ours, theirs, user := s.client(t), s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, ours, Member{UserID: user})
		equal(t, "found", s.isMember(t, ours, id, user), true)
		noErrors(t, []error{theirs.RemoveMember(t.Context(), id, user)})
		equal(t, "found", s.isMember(t, s.client(t), id, user), false)
	})
}

func TestRoster_writeDuringTheListingIsKept(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 2)
		id := s.thread(t, c, Member{UserID: users[0]})
		s.after = func(req *http.Request, _ *http.Response) error {
			if req.Method == http.MethodGet {
				pass(5 * time.Second) // the answer is on its way, and says what was true before
			}
			return nil
		}
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := c.ListMembers(t.Context(), id); err != nil {
				t.Error(err)
			}
		})
		pass(time.Second)
		noErrors(t, []error{c.AddMember(t.Context(), id, Member{UserID: users[1]}), c.RemoveMember(t.Context(), id, users[0])})
		wg.Wait()
		equal(t, "found", s.isMember(t, c, id, users[0]), false)
		equal(t, "found", s.isMember(t, c, id, users[1]), true)
		equal(t, "list calls", s.calls(emulator.OpListParticipants), 1)
	})
}

func TestRoster_anotherTakesOverWhenTheListerGivesUp(t *testing.T) {
	for name, fault := range map[string]emulator.Fault{
		"slow":      {},
		"throttled": {Operation: emulator.OpListParticipants, Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"20"}}},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				c, user := s.client(t), s.newUsers(t, 1)[0]
				id := s.thread(t, c, Member{UserID: user})
				s.latency = func(*http.Request) time.Duration { return 10 * time.Second }
				giveUp := 5 * time.Second
				if fault.Status != 0 {
					s.InjectFault(fault)
					giveUp = 15 * time.Second
				}
				short, cancel := context.WithTimeout(t.Context(), giveUp)
				defer cancel()
				errs := parallel(2, []time.Duration{0, time.Second}, func(later time.Duration) error {
					pass(later)
					ctx := t.Context()
					if later == 0 {
						ctx = short
					}
					_, _, err := c.FindMember(ctx, id, user)
					return err
				})
				if errs[0] == nil {
					t.Error("the lister did not give up: this test shows nothing")
				}
				noErrors(t, errs[1:])
			})
		})
	}
}

func TestRoster_failureIsSharedAndNotKept(t *testing.T) {
	for status, keeps := range map[int]time.Duration{http.StatusForbidden: refusalLasts, http.StatusBadRequest: 0} {
		inVirtualTime(t, func(t *testing.T, s *service) {
			c := s.client(t)
			id := s.thread(t, c)
			s.latency = func(*http.Request) time.Duration { return time.Second }
			s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: status})
			for _, err := range parallel(3, []int{1, 2, 3}, func(int) error { _, err := c.ListMembers(t.Context(), id); return err }) {
				wantKind(t, err, kindOfStatus(status))
			}
			equal(t, "list calls", s.calls(emulator.OpListParticipants), 1)
			pass(keeps)
			if _, err := c.ListMembers(t.Context(), id); err != nil {
				t.Errorf("the failure stayed: %v", err)
			}
		})
	}
}

// Each of the members of a deleted thread asks for itself.
func TestRoster_threadThatIsGoneIsNotListedForEveryMember(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		users := s.newUsers(t, 249)
		id := s.thread(t, s.client(t), members(users[:200]...)...)
		noErrors(t, []error{s.client(t).DeleteThread(t.Context(), id)})
		s.latency = func(*http.Request) time.Duration { return 100 * time.Millisecond }
		c := s.client(t)
		for _, err := range parallel(10, users, func(u string) error { _, _, err := c.FindMember(t.Context(), id, u); return err }) {
			wantKind(t, err, KindNotFound)
		}
		equal(t, "list calls", s.calls(emulator.OpListParticipants), 1)
	})
}

// The service pages by position: who is removed from a page that was read moves somebody of the next page onto it.
func TestRoster_removalBetweenTwoPagesHidesNobody(t *testing.T) {
	for name, during := range map[string]func(s *service, c *Client, id, user string) (removed chan error){
		"begun after the listing": func(s *service, c *Client, id, user string) chan error {
			removed := make(chan error, 1)
			s.after = func(req *http.Request, _ *http.Response) error {
				if operationOf(req) == emulator.OpListParticipants {
					s.after = nil
					removed <- c.RemoveMember(context.WithoutCancel(req.Context()), id, user)
				}
				return nil
			}
			return removed
		},
		"begun before the listing and answered after it": func(s *service, c *Client, id, user string) chan error {
			removed, listed := make(chan error, 1), make(chan struct{})
			var once sync.Once
			s.before = func(req *http.Request) (*http.Response, error) {
				if operationOf(req) == emulator.OpRemoveParticipant {
					<-listed
				}
				return nil, nil
			}
			s.after = func(req *http.Request, _ *http.Response) error {
				switch operationOf(req) {
				case emulator.OpListParticipants:
					once.Do(func() {
						close(listed)
						pass(time.Second)
					})
				case emulator.OpRemoveParticipant:
					pass(5 * time.Second)
				}
				return nil
			}
			go func() { removed <- c.RemoveMember(context.Background(), id, user) }()
			pass(time.Second)
			return removed
		},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				users := sorted(s.newUsers(t, 180))
				c := s.client(t)
				id := s.thread(t, c, members(users...)...)
				removed := during(s, c, id, users[0])
				if _, err := c.ListMembers(t.Context(), id); err != nil {
					t.Fatal(err)
				}
				noErrors(t, []error{<-removed})
				for i, u := range users {
					_, found, err := c.FindMember(t.Context(), id, u)
					if err != nil || found != (i > 0) {
						t.Errorf("user %d is a member: %v, %v", i, found, err)
					}
				}
				if n := s.calls(emulator.OpListParticipants); n > 2*maxListings {
					t.Errorf("%d list calls", n)
				}
			})
		})
	}
}

func TestRoster_waiterEndsWithItsContext(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.latency = func(*http.Request) time.Duration { return 30 * time.Second }
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = c.ListMembers(t.Context(), id) })
		pass(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := c.ListMembers(ctx, id)
		wantKind(t, err, KindTimeout)
		wg.Wait()
	})
}

// After a write whose outcome nobody knows, what was listed before is not the truth any more.
func TestRoster_isListedAnewAfterAWriteOfUnknownOutcome(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t, func(o *Options) { o.MaxRetries = new(0) }), s.newUsers(t, 3)
		id := s.thread(t, c, members(users[:2]...)...)
		if _, err := c.ListMembers(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		s.after = func(req *http.Request, _ *http.Response) error {
			if strings.Contains(req.URL.Path, "/:") && strings.Contains(req.URL.Path, "participants") {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		wantKind(t, c.RemoveMember(t.Context(), id, users[0]), KindUnavailable)
		equal(t, "found", s.isMember(t, c, id, users[0]), false)
		wantKind(t, c.AddMember(t.Context(), id, Member{UserID: users[2]}), KindUnavailable)
		equal(t, "found", s.isMember(t, c, id, users[2]), true)
	})
}

func TestRoster_endsWithItsThread(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		if _, err := c.ListMembers(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		noErrors(t, []error{c.DeleteThread(t.Context(), id)})
		_, err := c.ListMembers(t.Context(), id)
		wantKind(t, err, KindNotFound)
		equal(t, "status", asError(err).Status, http.StatusNotFound)
	})
}

// What a listing found is not served when it was overtaken by something that made it doubtful.
func TestRoster_listingThatWasOvertakenIsMadeAgain(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c, Member{UserID: user})
		s.latency = func(*http.Request) time.Duration { return 3 * time.Second }
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				equal(t, "found", s.isMember(t, c, id, user), true)
			})
		}
		for range 2 {
			pass(2 * time.Second)
			c.thread(id).roster.forget()
		}
		wg.Wait()
		equal(t, "list calls", s.calls(emulator.OpListParticipants), 3)
	})
}

// A listing of several pages can miss a participant: that one is gone only if a second listing does not have it either.
func TestProveMember_looksTwiceForOneThatIsMissing(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		users := s.newUsers(t, 3)
		own := s.client(t)
		id := s.thread(t, own)
		_, err := own.AddMembers(t.Context(), id, []Member{{UserID: users[0]}, {UserID: users[1]}})
		noErrors(t, []error{err})
		s.ResetRequests()
		s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: http.StatusOK, Body: `{"value":[]}`})
		c := s.client(t)
		for i, want := range []bool{true, true, false} {
			_, found, err := c.ProveMember(t.Context(), id, users[i])
			noErrors(t, []error{err})
			equal(t, "found", found, want)
		}
		equal(t, "listings", s.calls(emulator.OpListParticipants), 2)
	})
}

func TestRoster_threadIsGoneOnlyIfItSaysSoItself(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		id := s.thread(t, s.client(t))
		s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: http.StatusNotFound, Body: notFound})
		_, err := s.client(t).ListMembers(t.Context(), id)
		wantKind(t, err, KindBadAnswer)
	})
}

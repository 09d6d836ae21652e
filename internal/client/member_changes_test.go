package client

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestAddMember_tenWorkersShareCalls(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 249)
		id := s.thread(t, c)
		noErrors(t, parallel(10, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) }))
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
		if n := s.calls(emulator.OpAddParticipants); n > 27 {
			t.Errorf("%d add calls for 249 members with 10 workers, want at most 27", n)
		}
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

func TestAddMember_manyWorkersFillCalls(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 249)
		id := s.thread(t, c)
		noErrors(t, parallel(250, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) }))
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
		if n := s.calls(emulator.OpAddParticipants); n > 3 {
			t.Errorf("%d add calls for 249 members with 250 workers, want at most 3", n)
		}
	}, withLimits)
}

func TestAddMember_queuesOfThreadsAreIndependent(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		ids := []string{s.thread(t, c), s.thread(t, c)}
		start := time.Now()
		noErrors(t, parallel(2, ids, func(id string) error { return c.AddMember(t.Context(), id, Member{UserID: user}) }))
		equal(t, "add calls", s.calls(emulator.OpAddParticipants), 2)
		if took := time.Since(start); took > 2*gatherQuiet {
			t.Errorf("two threads took %v: one waited for the other", took)
		}
	})
}

// The outcome of the last caller ends the worker, and the next caller may come in just that moment.
func TestAddMember_oneAfterTheOther(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t, func(o *Options) { o.DisableThrottling = true }), s.newUsers(t, 240)
		id := s.thread(t, c)
		for i, u := range users {
			if err := c.AddMember(t.Context(), id, Member{UserID: u}); err != nil {
				t.Fatalf("member %d: %v", i, err)
			}
		}
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
	})
}

func TestAddMember_attributesArrive(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id, since := s.thread(t, c), time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
		m := Member{UserID: user, DisplayName: "Ada", ShareHistoryTime: &since, Metadata: map[string]string{"team": "red"}}
		noErrors(t, []error{c.AddMember(t.Context(), id, m)})
		there, err := s.Members(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range there {
			if got.UserID == user {
				equal(t, "display name", got.DisplayName, "Ada")
				equal(t, "share history time", got.ShareHistoryTime.UTC(), since)
				equal(t, "metadata", got.Metadata["team"], "red")
				return
			}
		}
		t.Errorf("%s is not a participant", user)
	})
}

func TestAddMember_eachCallerGetsItsOwnRefusal(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 9)
		id := s.thread(t, c)
		gone := "8:acs:" + strings.Repeat("0", 8) + "-0000-0000-0000-000000000000_00000000-0000-0000-0000-000000000001"
		errs := parallel(10, append(users, gone), func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) })
		noErrors(t, errs[:9])
		wantKind(t, errs[9], KindMemberRejected)
		equal(t, "rejected", asError(errs[9]).Object, gone)
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
		equal(t, "add calls", s.calls(emulator.OpAddParticipants), 1)
	})
}

// A refusal that names nobody in the call must not pass for success.
func TestAddMember_refusalWithoutTargetIsFoundOut(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 4)
		bad := users[2]
		s.before = func(req *http.Request) (*http.Response, error) {
			body := bodyOf(req)
			if !strings.HasSuffix(req.URL.Path, ":add") || !strings.Contains(body, bad) {
				return nil, nil
			}
			for _, u := range users { // the others of the call are let in
				if u != bad && strings.Contains(body, u) {
					req.Body = io.NopCloser(strings.NewReader(strings.ReplaceAll(body, bad, u)))
					if _, err := s.serve(req); err != nil {
						return nil, err
					}
				}
			}
			return answer(http.StatusCreated, `{"invalidParticipants":[{"code":"403","message":"Permissions check failed"}]}`), nil
		}
		id := s.thread(t, c)
		errs := parallel(4, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) })
		noErrors(t, append(errs[:2:2], errs[3]))
		wantKind(t, errs[2], KindMemberRejected)
		equal(t, "found", s.isMember(t, c, id, bad), false)
	})
}

func TestAddMember_badIDDoesNotKeepTheOthersOut(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 199)
		id := s.thread(t, c)
		errs := parallel(200, append(users, "8:acs:invalidUserId"), func(u string) error {
			return c.AddMember(t.Context(), id, Member{UserID: u})
		})
		noErrors(t, errs[:199])
		wantKind(t, errs[199], KindInvalidRequest)
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
		if n := s.calls(emulator.OpAddParticipants); n > 3 {
			t.Errorf("%d add calls although the service named the bad id, want at most 3", n)
		}
	})
}

func TestAddMember_badMemberThatIsNotNamedIsFoundByHalving(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t, func(o *Options) { o.DisableThrottling = true }), s.newUsers(t, 20)
		s.before = func(req *http.Request) (*http.Response, error) {
			if strings.HasSuffix(req.URL.Path, ":add") && strings.Contains(bodyOf(req), users[7]) {
				return answer(http.StatusBadRequest, `{"error":{"code":"BadRequest"}}`), nil
			}
			return nil, nil
		}
		id := s.thread(t, c)
		errs := parallel(20, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) })
		wantKind(t, errs[7], KindInvalidRequest)
		others := append(users[:7:7], users[8:]...)
		noErrors(t, append(errs[:7:7], errs[8:]...))
		equalSlices(t, "members", s.memberIDs(t, id), sorted(others))
	})
}

func TestAddMember_failureReachesEveryCaller(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 3)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusForbidden})
		for i, err := range parallel(3, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) }) {
			wantKind(t, err, KindForbidden)
			equal(t, "object", asError(err).Object, users[i])
		}
		equal(t, "add calls", s.calls(emulator.OpAddParticipants), 1)
	})
}

func TestAddMember_whoGivesUpWhileWaitingIsNotAdded(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 2)
		id := s.thread(t, c)
		ctx, cancel := context.WithTimeout(t.Context(), gatherQuiet/2)
		defer cancel()
		errs := parallel(2, users, func(u string) error {
			if u == users[0] {
				return c.AddMember(ctx, id, Member{UserID: u})
			}
			return c.AddMember(t.Context(), id, Member{UserID: u})
		})
		wantKind(t, errs[0], KindTimeout)
		equal(t, "message", asError(errs[0]).Message, timedOutWaiting)
		noErrors(t, errs[1:])
		equalSlices(t, "members", s.memberIDs(t, id), users[1:])
	})
}

func TestAddMember_whoGivesUpAfterTheCallWentOutLearnsTheOutcome(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c)
		s.latency = func(*http.Request) time.Duration { return 5 * time.Second }
		ctx, cancel := context.WithTimeout(t.Context(), 6*time.Second) // the token takes five, the call is under way
		defer cancel()
		if err := c.AddMember(ctx, id, Member{UserID: user}); err != nil {
			t.Errorf("the member was added, and the caller got %v", err)
		}
		equalSlices(t, "members", s.memberIDs(t, id), []string{user})
	})
}

func TestAddMember_hangingCallEndsWithTheLastCaller(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c)
		s.before = func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		start := time.Now()
		wantKind(t, c.AddMember(ctx, id, Member{UserID: user}), KindTimeout)
		if took := time.Since(start); took > 5*time.Second+graceAfterCancel {
			t.Errorf("it took %v to give up", took)
		}
		synctest.Wait() // the worker is gone, or the bubble would report a deadlock
	})
}

func TestAddMember_waitsForItsTurnTogether(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 40)
		id := s.thread(t, c)
		for _, u := range users[:10] { // uses up the ten calls of ten seconds
			noErrors(t, []error{c.RemoveMember(t.Context(), id, u)})
		}
		noErrors(t, parallel(30, users[10:], func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) }))
		equal(t, "add calls", s.calls(emulator.OpAddParticipants), 1)
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

// On a busy machine Terraform needs a while between one resource and the next.
func TestAddMember_slowWorkersShareCallsToo(t *testing.T) {
	for _, test := range []struct {
		slowest time.Duration // of what a worker takes from one member to the next
		calls   int
	}{{400 * time.Millisecond, 27}, {4 * time.Second, 35}} {
		inVirtualTime(t, func(t *testing.T, s *service) {
			c, users := s.client(t), s.newUsers(t, 249)
			id := s.thread(t, c)
			s.latency = func(*http.Request) time.Duration { return 250 * time.Millisecond }
			var started atomic.Int32
			noErrors(t, parallel(10, users, func(u string) error {
				if n := started.Add(1); n > 10 {
					pass(time.Duration(rand.New(rand.NewPCG(uint64(n), 1)).Int64N(int64(test.slowest))))
				}
				return c.AddMember(t.Context(), id, Member{UserID: u})
			}))
			if n := s.calls(emulator.OpAddParticipants); n > test.calls {
				t.Errorf("%d add calls for 249 members with 10 workers that take up to %v, want at most %d",
					n, test.slowest, test.calls)
			}
		}, withLimits)
	}
}

// When all workers wait there is nobody left to wait for.
func TestAddMember_fullWavesGoAtOnce(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 50)
		id := s.thread(t, c)
		s.latency = func(*http.Request) time.Duration { return time.Second }
		start := time.Now()
		noErrors(t, parallel(10, users, func(u string) error { return c.AddMember(t.Context(), id, Member{UserID: u}) }))
		equal(t, "add calls", s.calls(emulator.OpAddParticipants), 5)
		equal(t, "time", time.Since(start), 5*time.Second+gatherQuiet)
	})
}

// A first wave that was torn apart, as on a busy machine, does not tear apart those after it.
func TestAddMember_tornWavesComeTogether(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 100)
		id := s.thread(t, c)
		s.latency = func(*http.Request) time.Duration { return time.Second }
		var entered atomic.Int32
		noErrors(t, parallel(10, users, func(u string) error {
			if n := entered.Add(1); n > 3 && n <= 10 {
				pass(2 * gatherQuiet)
			}
			return c.AddMember(t.Context(), id, Member{UserID: u})
		}))
		if n := s.calls(emulator.OpAddParticipants); n > 12 {
			t.Errorf("%d add calls for ten waves", n)
		}
	})
}

// Members of a refused call wait with the others: who gives up meanwhile does so at once and learns why, and who comes
// meanwhile goes out with them.
func TestAddMember_refusedMembersWaitInTheQueue(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 6)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusTooManyRequests,
			Header: http.Header{"Retry-After": {"60"}}})
		short, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		start := time.Now()
		errs := parallel(6, []int{0, 1, 2, 3, 4, 5}, func(i int) error {
			switch i {
			case 0:
				err := c.AddMember(short, id, Member{UserID: users[i]})
				equal(t, "time until who gives up is gone", time.Since(start), 10*time.Second)
				return err
			case 5:
				pass(30 * time.Second)
			}
			return c.AddMember(t.Context(), id, Member{UserID: users[i]})
		})
		wantKind(t, errs[0], KindThrottled)
		equal(t, "object", asError(errs[0]).Object, users[0])
		noErrors(t, errs[1:])
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users[1:]))
		equal(t, "add calls", s.calls(emulator.OpAddParticipants), 2)
		atLeast(t, "time", time.Since(start), time.Minute, 5*time.Second)
	})
}

// A caller that gives up while its refused call is still on its way learns of the refusal too.
func TestAddMember_refusedAfterGivingUp(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 2)
		id := s.thread(t, c)
		s.latency = func(*http.Request) time.Duration { return 10 * time.Second }
		s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusTooManyRequests})
		short, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		errs := parallel(2, users, func(u string) error {
			ctx := t.Context()
			if u == users[0] {
				ctx = short
			}
			return c.AddMember(ctx, id, Member{UserID: u})
		})
		wantKind(t, errs[0], KindThrottled)
		noErrors(t, errs[1:])
		equalSlices(t, "members", s.memberIDs(t, id), users[1:])
	})
}

// One member's fault is not the thread's: AddMembers lets the others in, as one AddMember after the other does.
func TestAddMembers_badMemberDoesNotKeepTheOthersOut(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 3)
		s.before = func(req *http.Request) (*http.Response, error) {
			if strings.HasSuffix(req.URL.Path, ":add") && strings.Contains(bodyOf(req), users[1]) {
				return answer(http.StatusBadRequest, `{"error":{"code":"BadRequest"}}`), nil
			}
			return nil, nil
		}
		id := s.thread(t, c)
		rejected, err := c.AddMembers(t.Context(), id, members(users...))
		noErrors(t, []error{err})
		if len(rejected) != 1 || rejected[0].Object != users[1] || rejected[0].ThreadID != id {
			t.Errorf("rejected %v", rejected)
		}
		equalSlices(t, "members", s.memberIDs(t, id), sorted([]string{users[0], users[2]}))
	})
}

// What is everyone's fault, such as the thread's, is said once and not of each member.
func TestAddMembers_failureIsOneError(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 3)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusForbidden})
		rejected, err := c.AddMembers(t.Context(), id, members(users...))
		wantKind(t, err, KindForbidden)
		equal(t, "rejected", len(rejected), 0)
	})
}

// Callers that bring all their members do not wait for others.
func TestAddMembers_goAtOnce(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 30)
		id, start := s.thread(t, c), time.Now()
		_, err := c.AddMembers(t.Context(), id, members(users...))
		noErrors(t, []error{err})
		equal(t, "time", time.Since(start), 0)
		equal(t, "add calls", s.calls(emulator.OpAddParticipants), 1)
	})
}

// An error that no call made names the thread as any other does.
func TestMemberChanges_errorsWithoutACallNameTheThread(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		_, replaceErr := c.ReplaceMembers(ended, id, members(user))
		for _, err := range []error{c.AddMember(ended, id, Member{UserID: user}), replaceErr} {
			wantKind(t, err, KindTimeout)
			e := asError(err)
			equal(t, "thread", e.ThreadID, id)
			equal(t, "object", e.Object, user)
			equal(t, "acting user", e.ActingUser, s.user)
			equal(t, "message", e.Message, timedOutWaiting)
		}
	})
}

package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// sharedWork is what several clients do at the same time on one limit.
type sharedWork struct {
	name   string
	each   int // pieces of work for each client
	limits []limit
	op     emulator.Operation
	do     func(ctx context.Context, c *Client, threadID, user string) error
}

func sharedWorks() []sharedWork {
	perMinute := []limit{{max: 10, window: 10 * time.Second}, {max: 30, window: time.Minute}}
	return []sharedWork{
		{"updates", 30, []limit{{max: 5, window: 10 * time.Second}}, emulator.OpUpdateThread,
			func(ctx context.Context, c *Client, threadID, _ string) error {
				return c.UpdateThread(ctx, threadID, ThreadPatch{Topic: new("x")})
			}},
		{"sends", 60, perMinute, emulator.OpSendMessage, func(ctx context.Context, c *Client, threadID, user string) error {
			_, err := c.SendMessage(ctx, threadID, "", NewMessage{Content: user})
			return err
		}},
		{"removals", 60, perMinute, emulator.OpRemoveParticipant, func(ctx context.Context, c *Client, threadID, user string) error {
			return c.RemoveMember(ctx, threadID, user)
		}},
		{"lists", 60, []limit{{max: 10, window: 10 * time.Second}}, emulator.OpListParticipants,
			func(ctx context.Context, c *Client, threadID, _ string) error {
				_, err := onePage[wireMember](ctx, c.caller, membersCall(opListMembers, http.MethodGet, threadID, ""))
				return err
			}},
		{"reads", 300, []limit{{max: 50, window: 10 * time.Second}}, emulator.OpGetThread,
			func(ctx context.Context, c *Client, threadID, _ string) error {
				_, err := c.GetThread(ctx, threadID)
				return err
			}},
	}
}

// Several commands of one user know nothing of each other, and the service counts the calls that it refuses too. They
// must not starve each other, whether or not the service says how long to wait and whatever went before.
func TestLimiter_severalClientsShareALimit(t *testing.T) {
	for _, work := range sharedWorks() {
		for _, clients := range []int{1, 2, 4, 8} {
			for _, says := range []bool{true, false} {
				for _, full := range []bool{false, true} {
					t.Run(fmt.Sprintf("%s by %d, Retry-After %t, full %t", work.name, clients, says, full), func(t *testing.T) {
						t.Parallel()
						work.isShared(t, clients, says, full)
					})
				}
			}
		}
	}
}

// isShared checks that the work takes about twice the least possible time at most. Clients keep apart by chance, so if it
// takes longer once, the middle one of five times counts, and the bar leaves room for what chance makes of that.
func (work sharedWork) isShared(t *testing.T, clients int, says, full bool) {
	most := 2.0
	switch {
	case clients >= 4 && work.op == emulator.OpUpdateThread:
		most = 2.6 // each has a call in eight or sixteen seconds
	case clients > 1:
		most = 2.3
	}
	var times []float64
	for len(times) == 0 || len(times) < 5 && times[0] > most {
		s := newService(t, withLimits)
		users := s.newUsers(t, work.each)
		if !says {
			s.after = func(_ *http.Request, resp *http.Response) error {
				resp.Header.Del("Retry-After")
				return nil
			}
		}
		synctest.Test(t, func(t *testing.T) { times = append(times, work.share(t, s, clients, full, users)) })
	}
	slices.Sort(times)
	if middle := times[len(times)/2]; middle > most {
		t.Errorf("it took %.2f times the floor", middle)
	}
}

// share does the work, and returns how many times the least possible time it took.
func (work sharedWork) share(t *testing.T, s *service, clients int, full bool, users []string) float64 {
	const operationTimeout = 20 * time.Minute // the provider's default
	first := s.client(t)
	id := s.thread(t, first)
	pass(2 * time.Minute) // nothing of the preparation counts any more
	before, begun := 0, time.Now()
	if full {
		before = work.limits[len(work.limits)-1].max
		noErrors(t, parallel(before, make([]int, before), func(int) error {
			return work.do(t.Context(), first, id, users[0])
		}))
	}
	filled := time.Since(begun)
	s.ResetRequests()
	s.latency = func(req *http.Request) time.Duration { return typical(operationOf(req)) }
	start := time.Now()
	var failed atomic.Int64
	var wg sync.WaitGroup
	for i := range clients {
		c := s.client(t)
		wg.Go(func() {
			pass(time.Duration(i) * 1700 * time.Millisecond) // out of phase
			failed.Add(int64(countErrors(parallel(terraformParallelism, users, func(user string) error {
				ctx, cancel := context.WithTimeout(t.Context(), operationTimeout)
				defer cancel()
				return work.do(ctx, c, id, user)
			}))))
		})
	}
	wg.Wait()
	equal(t, "failed", failed.Load(), 0)
	took, calls := time.Since(start), clients*work.each
	floor := schedule(before+calls, before+calls, typical(work.op), work.limits) - filled
	ratio := float64(took) / float64(floor)
	t.Logf("%s: %d calls, %d of them refused, in %v: %.2f times the floor of %v",
		t.Name(), s.calls(work.op), s.refusals(), took, ratio, floor)
	return ratio
}

func countErrors(errs []error) (n int) {
	for _, err := range errs {
		if err != nil {
			n++
		}
	}
	return n
}

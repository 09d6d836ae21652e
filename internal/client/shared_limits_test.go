package client

import (
	"context"
	"fmt"
	"net/http"
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
		{"sends", 45, perMinute, emulator.OpSendMessage, func(ctx context.Context, c *Client, threadID, user string) error {
			_, err := c.SendMessage(ctx, threadID, "", NewMessage{Content: user})
			return err
		}},
		{"removals", 45, perMinute, emulator.OpRemoveParticipant, func(ctx context.Context, c *Client, threadID, user string) error {
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
// must not starve each other.
func TestLimiter_severalClientsShareALimit(t *testing.T) {
	for _, work := range sharedWorks() {
		for _, clients := range []int{1, 2, 4, 8} {
			t.Run(fmt.Sprintf("%s by %d", work.name, clients), func(t *testing.T) {
				t.Parallel()
				s := newService(t, withLimits)
				users := s.newUsers(t, work.each)
				synctest.Test(t, func(t *testing.T) { work.share(t, s, clients, users) })
			})
		}
	}
}

func (work sharedWork) share(t *testing.T, s *service, clients int, users []string) {
	const operationTimeout = 20 * time.Minute // the provider's default
	id := s.thread(t, s.client(t))
	pass(2 * time.Minute) // nothing of the preparation counts any more
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
	floor := schedule(calls, calls, typical(work.op), work.limits)
	t.Logf("%d calls, %d of them refused, in %v: %.2f times the floor of %v", s.calls(work.op), s.refusals(), took,
		float64(took)/float64(floor), floor)
	if took > 3*floor {
		t.Errorf("it took %v, which is more than three times the floor of %v", took, floor)
	}
}

func countErrors(errs []error) (n int) {
	for _, err := range errs {
		if err != nil {
			n++
		}
	}
	return n
}

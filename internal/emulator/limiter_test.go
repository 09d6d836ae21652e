package emulator

import (
	"context"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

func TestLimiter_ForgetsWhatIsIdle(t *testing.T) {
	t.Parallel()
	l := newLimiter(true, documentedLimits())
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for i := range 20 * firstSweep {
		now = now.Add(time.Second)
		if err := l.check(OpGetThread, strconv.Itoa(i), "", now); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(l.windows); n > 2*firstSweep {
		t.Errorf("%d windows are kept", n)
	}
}

func TestPause_TakesItsTimeUnlessNobodyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Server{closing: make(chan struct{})}
		begin := time.Now()
		if whole := s.pause(t.Context(), typicalLatency(OpCreateThread)); !whole || time.Since(begin) != 570*time.Millisecond {
			t.Errorf("paused for %v", time.Since(begin))
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if s.pause(ctx, time.Hour) {
			t.Error("the client's going away did not end the pause")
		}
		close(s.closing)
		if s.pause(t.Context(), time.Hour) {
			t.Error("closing did not end the pause")
		}
	})
}

func TestTypicalLatency_KnowsEveryCall(t *testing.T) {
	t.Parallel()
	for _, route := range routes() {
		if d := typicalLatency(route.operation); d < 50*time.Millisecond || d > time.Second {
			t.Errorf("%s takes %v", route.operation, d)
		}
	}
}

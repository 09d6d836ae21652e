package client

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestGate_letsOneInAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, start := newGate(), time.Now()
		noErrors(t, parallel(3, make([]int, 3), func(int) error {
			defer g.leave()
			err := g.enter(t.Context())
			pass(time.Second)
			return err
		}))
		equal(t, "time", time.Since(start), 3*time.Second)
	})
}

func TestGate_waitEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		noErrors(t, []error{g.enter(t.Context())})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		equal(t, "error", g.enter(ctx), context.DeadlineExceeded)
		g.leave()
		noErrors(t, []error{g.enter(t.Context())})
	})
}

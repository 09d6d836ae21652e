package client

import (
	"context"
	"errors"

	"github.com/terraform-acs/terraform-provider-chat/internal/client/ratelimit"
)

// flight is work that one caller does for all that come while it is in progress. They share what came of it, its
// failure too: each of them would fail like that, one after the other.
type flight struct {
	done   chan struct{}
	err    error // set before done is closed
	gaveUp bool  // set before done is closed: err is only that of the caller that did the work
}

func newFlight() flight { return flight{done: make(chan struct{})} }

// wait waits for the work of another caller, or returns the context's error.
func (f *flight) wait(ctx context.Context) error {
	select {
	case <-f.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// land ends the work of the caller whose context this is.
func (f *flight) land(ctx context.Context, err error) {
	var paused *ratelimit.PausedError
	f.err, f.gaveUp = err, ctx.Err() != nil || errors.As(err, &paused)
	close(f.done)
}

// failed reports whether the work failed for a caller that did it or waited for it.
func (f *flight) failed(mine bool) bool { return f.err != nil && (mine || !f.gaveUp) }

package client

import "context"

// gate is a mutex whose wait a context ends.
type gate chan struct{}

func newGate() gate { return make(gate, 1) }

// enter waits until nobody else is inside, or returns the context's error. Whoever entered leaves.
func (g gate) enter(ctx context.Context) error {
	select {
	case g <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g gate) leave() { <-g }

package client

import (
	"context"
	"testing"
)

func TestBatch_workerThatWasStoppedTakesNothing(t *testing.T) {
	b := newBatch[int](10, nil, nil)
	b.waiting = []*item[int]{{value: 1}}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if taken := b.take(ctx, func(int) bool { return true }); taken != nil || len(b.waiting) != 1 || !b.finished(ctx) {
		t.Errorf("it took %d and left %d", len(taken), len(b.waiting))
	}
}

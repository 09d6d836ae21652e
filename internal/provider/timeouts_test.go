package provider

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestBounded_endsAfterFiveMinutes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ctx, cancel := bounded(t.Context())
		defer cancel()
		<-ctx.Done()
		if took := time.Since(start); took != 5*time.Minute || !errors.Is(ctx.Err(), context.DeadlineExceeded) {
			t.Errorf("it ended after %s with %v, want 5m and a deadline", took, ctx.Err())
		}
	})
}

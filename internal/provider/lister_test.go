package provider

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestWhileProgressing_endsFiveMinutesAfterTheLastProgress(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ctx, progress, cancel := whileProgressing(t.Context())
		defer cancel()
		for range 10 {
			<-time.After(4 * time.Minute)
			if ctx.Err() != nil {
				t.Fatalf("it ended after %s although it progressed", time.Since(start))
			}
			progress()
		}
		<-ctx.Done()
		if took := time.Since(start); took != 45*time.Minute {
			t.Errorf("it ended after %s, want 45m", took)
		}
	})
}

// A query that is over leaves no timer behind: synctest would wait for it.
func TestWhileProgressing_cancelEndsIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ctx, _, cancel := whileProgressing(t.Context())
		cancel()
		<-ctx.Done()
		if took := time.Since(start); took != 0 {
			t.Errorf("it ended after %s, want at once", took)
		}
	})
}

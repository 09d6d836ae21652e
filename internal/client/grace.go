package client

import (
	"context"
	"time"
)

// graceAfterCancel is how long a call in progress may still take after its caller was interrupted or timed out, so what it
// created is known.
const graceAfterCancel = 30 * time.Second

// withGrace returns a context that ends graceAfterCancel after ctx does.
func withGrace(ctx context.Context) (context.Context, context.CancelFunc) {
	graced, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		late := time.NewTimer(graceAfterCancel)
		defer late.Stop()
		select {
		case <-late.C:
			cancel(ctx.Err())
		case <-graced.Done():
		}
	})
	return graced, func() {
		stop()
		cancel(nil)
	}
}

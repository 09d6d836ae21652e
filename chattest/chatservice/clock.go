package chatservice

import (
	"sync/atomic"
	"time"
)

// Clock runs as the machine's clock does, ahead of it by what it was advanced. It is safe for concurrent use.
type Clock struct {
	ahead atomic.Int64 // nanoseconds
}

// Now returns the time that the clock shows.
func (c *Clock) Now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// Advance moves the clock forward: tokens expire, limits open, threads reach the end of their retention.
func (c *Clock) Advance(d time.Duration) { c.ahead.Add(int64(d)) }

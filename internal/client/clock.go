package client

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// clockPrecision is the difference between our clock and the service's that is ignored: answers give the service's time
// in whole seconds.
const clockPrecision = 2 * time.Second

// clock tells the service's time, by which signatures and tokens are judged; ours may be hours off. It is ours until
// the service has answered.
type clock struct {
	ahead atomic.Int64     // in nanoseconds
	wall  func() time.Time // of this machine, without a monotonic reading
}

func newClock() *clock { return &clock{wall: func() time.Time { return time.Now().Round(0) }} }

func (c *clock) now() time.Time { return time.Now().Add(c.offset()) }

// since returns how long ago a time of our clock was. The monotonic clock stops while a machine sleeps, and the wall
// clock can be set back, so the longer of the two counts.
func (c *clock) since(t time.Time) time.Duration { return max(time.Since(t), c.wall().Sub(t.Round(0))) }

func (c *clock) offset() time.Duration { return time.Duration(c.ahead.Load()) }

// learn takes the service's time from an answer to a request that was sent at the given time. It ignores what comes
// from a cache.
func (c *clock) learn(header http.Header, sent time.Time) {
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil || header.Get("Age") != "" {
		return
	}
	way := time.Since(sent)
	ahead := date.Add(time.Second / 2).Sub(sent.Add(way / 2))
	if ahead.Abs() < clockPrecision+way/2 {
		ahead = 0
	}
	c.ahead.Store(int64(ahead))
}

// clockPolicy learns the service's time from every answer.
type clockPolicy struct{ clock *clock }

func (p clockPolicy) Do(req *policy.Request) (*http.Response, error) {
	sent := time.Now()
	resp, err := req.Next()
	if err == nil {
		p.clock.learn(resp.Header, sent)
	}
	return resp, err
}

// Package emulatortest gives tests an emulator and a clock.
package emulatortest

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// ChoicesVariable is the environment variable that holds the Choices of every emulator whose test does not make its
// own: NAME=VALUE, or several with commas between. scripts/test-choices sets it.
const ChoicesVariable = "CHAT_EMULATOR_CHOICES"

// New starts an emulator with its data in memory, changed by opts, and closes it when the test ends.
func New(t testing.TB, opts ...func(*emulator.Options)) *emulator.Server {
	t.Helper()
	options := emulator.Options{Choices: emulator.Choices{}}
	if text := os.Getenv(ChoicesVariable); text != "" {
		if err := options.Choices.Set(text); err != nil {
			t.Fatalf("reading %s: %v", ChoicesVariable, err)
		}
	}
	for _, opt := range opts {
		opt(&options)
	}
	server, err := emulator.New(options)
	if err != nil {
		t.Fatalf("starting the emulator: %v", err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Errorf("closing the emulator: %v", err)
		}
	})
	return server
}

// Clock is a clock that stands still until it is advanced. It is safe for concurrent use.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock that shows start.
func NewClock(start time.Time) *Clock { return &Clock{now: start} }

// Now returns the time that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock forward.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

package provider

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
)

// sixty is a configuration of sixty objects: users, threads with members managed in each way, and messages.
func sixty() desired {
	d := nothing()
	d.Users = map[string]bool{"q0": true, "q1": true}
	modes := []managedBy{oneByOne, inline, together, exclusive, oneByOne, oneByOne}
	for i, mode := range modes {
		thread := fmt.Sprintf("t%d", i)
		d.Threads[thread] = desiredThread{Topic: thread, Mode: mode, Metadata: map[string]string{"number": fmt.Sprint(i)},
			Members: map[string]string{}}
		for _, person := range persons() {
			if mode == oneByOne {
				d.Members[thread+person] = desiredMember{thread, person, person}
			} else {
				d.Threads[thread].Members[person] = person
			}
		}
		for j := range 6 {
			// The first two are the same, and both are wanted.
			content := fmt.Sprintf("Message %d", max(j, 1))
			d.Messages[fmt.Sprintf("%s-%d", thread, j)] = desiredMessage{Thread: thread, Content: content}
		}
	}
	return d
}

// However far an apply of sixty objects came when its process was killed: the next one completes it, with nothing
// twice and nothing left behind. What only a lost answer told, no one can know again: of a thread, a message or a user
// whose creation had just been carried out there is a second one then. The guides say how to find it.
func TestHistories_aKilledApplyIsCompletedByTheNext(t *testing.T) {
	t.Parallel()
	want := sixty()
	if n := len(want.blocks()); n < 60 {
		t.Fatalf("the configuration has %d objects", n)
	}
	calls := 0
	killAt(t, want, 0, func(h *story) { calls = h.wire.calls })
	if calls < 60 {
		t.Fatalf("an apply makes only %d calls", calls)
	}
	for call := 1; call <= calls; call += killEvery {
		t.Run(fmt.Sprint(call), func(t *testing.T) {
			t.Parallel()
			killAt(t, want, call, func(*story) {})
		})
	}
}

// killAt applies, has the process killed at a call that the service carries out, and applies again.
func killAt(t *testing.T, want desired, call int, applied func(*story)) {
	t.Helper()
	s := newTestService(t)
	people := s.people(t)
	seen := &witness{}
	synctest.Test(t, func(t *testing.T) {
		seen.TB = t
		done := make(chan struct{})
		go func() {
			defer close(done)
			h := newStory(seen, s, people)
			h.terraform.workers, h.terraform.random = 10, rand.New(rand.NewPCG(uint64(call), 0))
			blocks := want.blocks()
			h.wire.begin(trouble{}, func() {})
			planned, diags := h.terraform.planFor(blocks, options{})
			if hasErrors(diags) {
				seen.Fatalf("the plan fails:%s", told(diags))
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			h.wire.begin(trouble{Call: call, After: true, Kind: "killed"}, cancel)
			h.terraform.apply(ctx, planned, h.wire.killed)
			applied(h)
			h.settle(context.Background(), blocks, want, false)
		}()
		<-done
	})
	if len(seen.wrong) > 0 {
		t.Error(strings.Join(seen.wrong, "\n"))
	}
}

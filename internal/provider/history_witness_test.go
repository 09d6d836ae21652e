package provider

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

// witness records what goes wrong in a story instead of failing the test, so a shorter one can be looked for.
type witness struct {
	testing.TB
	mu    sync.Mutex
	wrong []string
}

func (w *witness) Errorf(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wrong = append(w.wrong, fmt.Sprintf(format, args...))
}

func (w *witness) Error(args ...any) { w.Errorf("%s", fmt.Sprintln(args...)) }

func (w *witness) Fatalf(format string, args ...any) {
	w.Errorf(format, args...)
	runtime.Goexit()
}

func (w *witness) Fatal(args ...any) { w.Fatalf("%s", fmt.Sprintln(args...)) }

func (w *witness) Helper() {}

// run runs a story against a service of its own and returns what went wrong.
func run(t *testing.T, seed uint64, all []step) []string {
	t.Helper()
	s := newTestService(t)
	people := s.people(t)
	seen := &witness{}
	synctest.Test(t, func(t *testing.T) {
		seen.TB = t // its context belongs to the bubble
		h := newStory(seen, s, people)
		h.terraform.random = rand.New(rand.NewPCG(seed, 1))
		done := make(chan struct{})
		go func() {
			defer close(done)
			for i, step := range all {
				if h.take(context.Background(), step); len(seen.wrong) > 0 {
					seen.wrong = append(seen.wrong, fmt.Sprintf("in step %d, in which the plan said:%s\nand the apply:%s",
						i+1, told(h.planned), told(h.applied)))
					return
				}
			}
		}()
		<-done
	})
	return seen.wrong
}

// people makes those of whom stories speak, by name.
func (s *testService) people(t testing.TB) map[string]string {
	t.Helper()
	people := map[string]string{}
	for i, id := range s.users(t, 4) {
		people[[]string{"p0", "p1", "p2", "stranger"}[i]] = id
	}
	return people
}

// shorter leaves out whatever the failure does not need.
func shorter(t *testing.T, seed uint64, all []step) []step {
	t.Helper()
	fails := func(trial []step) bool { return len(run(t, seed, trial)) > 0 }
	for i := 0; i < len(all); {
		if trial := slices.Delete(slices.Clone(all), i, i+1); fails(trial) {
			all = trial
			continue
		}
		for _, simplify := range []func(*step){
			func(s *step) { s.Outside = nil }, func(s *step) { s.Between = nil }, func(s *step) { s.Trouble = trouble{} },
			func(s *step) { s.Listing = listing{} }, func(s *step) { s.Replace = nil }, func(s *step) { s.Taint = nil },
			func(s *step) { s.Moved = nil }, func(s *step) { s.NewFirst = false }, func(s *step) { s.Workers = 1 },
			func(s *step) { s.Want = s.Want.clone(); clear(s.Want.Messages) },
			func(s *step) { s.Want = s.Want.clone(); clear(s.Want.Members); s.Want.prune() },
			func(s *step) { s.Want = s.Want.clone(); clear(s.Want.Counted); s.Want.prune() },
		} {
			trial := slices.Clone(all)
			if simplify(&trial[i]); fails(trial) {
				all = trial
			}
		}
		i++
	}
	return all
}

package provider

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// step is one command of a story, and what happens around it.
type step struct {
	Outside []outside // behind Terraform's back, before the command
	Between []outside // between its plan and its apply
	Trouble trouble
	Listing listing // its ThreadID is an address
	options
	Workers int
	Want    desired
}

func (s step) String() string {
	w := s.Want
	return fmt.Sprintf("outside %v, between %v, trouble %+v, listing %+v, options %+v, %d workers\n"+
		"    users %v\n    threads %+v\n    members %+v\n    counted %v\n    messages %+v", s.Outside, s.Between, s.Trouble,
		s.Listing, s.options, s.Workers, slices.Sorted(maps.Keys(w.Users)), w.Threads, w.Members, w.Counted, w.Messages)
}

// steps makes a random story.
func steps(seed uint64) []step {
	random := rand.New(rand.NewPCG(seed, 0))
	want := nothing()
	if random.IntN(4) == 0 {
		want.fill()
	}
	for range 3 {
		want = want.change(random)
	}
	all := make([]step, 2+random.IntN(5))
	for i := range all {
		before := want
		want = want.change(random)
		all[i] = someStep(random, before, want)
	}
	return all
}

func someStep(random *rand.Rand, before, want desired) step {
	s := step{Want: want, Workers: oneOf(random, 1, 4)}
	s.NewFirst = random.IntN(4) == 0
	s.Moved = someMoves(random, before.blocks(), want.blocks())
	for range random.IntN(3) {
		s.Outside = append(s.Outside, someOutside(random))
	}
	for range oneOf(random, 0, 0, 1, 2) {
		s.Between = append(s.Between, someOutside(random))
	}
	if random.IntN(2) == 0 {
		// What is refused was not carried out.
		s.Trouble = oneOf(random,
			trouble{After: random.IntN(2) == 0, Kind: oneOf(random, "dropped", "canceled", "500", "503")},
			trouble{Kind: oneOf(random, "429", "403", "400", "404 of a proxy")})
		s.Trouble.Call = 1 + random.IntN(12)
	}
	if thread, ok := pick(random, want.Threads); ok && random.IntN(2) == 0 {
		s.Listing = listing{"chat_thread." + thread, oneOf(random, "deleted", "missing", "with another topic")}
	}
	for _, addresses := range []*[]string{&s.Replace, &s.Taint} {
		for range oneOf(random, 0, 0, 0, 1, 2) {
			if address, ok := pick(random, want.blocks()); ok && !strings.HasPrefix(address, "chat_user") {
				*addresses = append(*addresses, address)
			}
		}
	}
	return s
}

// someMoves are moved blocks for some of what has another address in the next configuration.
func someMoves(random *rand.Rand, before, after map[string]block) map[string]string {
	moves, taken := map[string]string{}, map[string]bool{}
	for _, from := range slices.Sorted(maps.Keys(before)) {
		if _, stays := after[from]; stays {
			continue
		}
		for _, to := range slices.Sorted(maps.Keys(after)) {
			_, there := before[to]
			same := before[from].kind == after[to].kind &&
				fmt.Sprint(before[from].attributes) == fmt.Sprint(after[to].attributes)
			if !there && !taken[to] && same && random.IntN(2) == 0 {
				moves[from], taken[to] = to, true
				break
			}
		}
	}
	return moves
}

// filler is how the names of threads begin that are only there to be many.
const filler = "f"

// fill adds so many threads that the provider reads them in a list.
func (d desired) fill() {
	for i := range 6 {
		name := fmt.Sprintf("%s%d", filler, i)
		d.Threads[name] = desiredThread{Topic: name, Mode: oneByOne, Members: map[string]string{}}
	}
}

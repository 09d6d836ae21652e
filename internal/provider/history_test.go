package provider

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// histories is how many TestHistories_converge runs, and firstSeed where it begins: `make histories N=1000 SEED=1`.
var (
	histories = flag.Int("histories", defaultHistories, "how many random histories are run")
	firstSeed = flag.Uint64("seed", 1, "the seed of the first story")
)

// step is one command of a story, and what happens around it.
type step struct {
	Outside     []outside // behind Terraform's back, before the command
	Between     []outside // between its plan and its apply
	Trouble     trouble
	Replace     string // an address, as -replace does
	CreateFirst bool
	Workers     int
	Want        desired
}

func (s step) String() string {
	return fmt.Sprintf("outside %v, between %v, trouble %+v, replace %q, create first %v, %d workers\n    users %v\n    threads %+v\n    members %+v\n    messages %+v",
		s.Outside, s.Between, s.Trouble, s.Replace, s.CreateFirst, s.Workers, slices.Sorted(maps.Keys(s.Want.Users)), s.Want.Threads, s.Want.Members, s.Want.Messages)
}

// steps makes a random story.
func steps(seed uint64) []step {
	random := rand.New(rand.NewPCG(seed, 0))
	want := desired{map[string]bool{}, map[string]desiredThread{}, map[string]desiredMember{}, map[string]desiredMessage{}}
	for range 3 {
		want = want.change(random)
	}
	all := make([]step, 2+random.IntN(5))
	for i := range all {
		want = want.change(random)
		all[i] = step{Want: want, Workers: oneOf(random, 1, 4), CreateFirst: random.IntN(4) == 0}
		for range random.IntN(3) {
			all[i].Outside = append(all[i].Outside, someOutside(random))
		}
		if random.IntN(4) == 0 {
			all[i].Between = append(all[i].Between, someOutside(random))
		}
		if random.IntN(2) == 0 {
			// What is refused was not carried out.
			all[i].Trouble = oneOf(random,
				trouble{After: random.IntN(2) == 0, Kind: oneOf(random, "dropped", "canceled", "500", "503")},
				trouble{Kind: oneOf(random, "429", "403", "400", "404 of a proxy")})
			all[i].Trouble.Call = 1 + random.IntN(12)
		}
		if random.IntN(5) == 0 {
			if address, ok := pick(random, want.blocks()); ok && !strings.HasPrefix(address, "chat_user") {
				all[i].Replace = address
			}
		}
	}
	return all
}

// story is one run of steps.
type story struct {
	service   *testService
	wire      *wire
	terraform *miniTerraform
	excused   map[string]bool         // what the service may have beside the configuration
	said      []*tfprotov6.Diagnostic // by the last apply in trouble
}

// newStory must be called in a bubble.
func newStory(t testing.TB, s *testService, people map[string]string) *story {
	w := &wire{handler: s.Handler()}
	h := &story{service: s, wire: w, excused: map[string]bool{s.actingUser: true}}
	for _, id := range people {
		h.excused[id] = true
	}
	env := maps.Clone(s.env)
	h.terraform = &miniTerraform{t: t, known: people, state: map[string]*instance{}, random: rand.New(rand.NewPCG(0, 0)), workers: 1,
		start: func() protocol {
			server, err := providerserver.NewProtocol6WithError(&chatProvider{version: "test", entraID: s.entraID, transport: w,
				getenv: func(name string) string { return env[name] }})()
			if err != nil {
				t.Fatal(err)
			}
			return configured(t, server)
		}}
	return h
}

// configured speaks to a provider whose login comes from the environment.
func configured(t testing.TB, server tfprotov6.ProviderServer) protocol {
	schema, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{Config: jsonConfig(t, map[string]any{"client_side_throttling": false})})
	if err != nil {
		t.Fatal(err)
	}
	noErrors(t, resp.Diagnostics)
	return protocol{server, schema}
}

// take takes one step: a command in trouble, and then one that is left in peace and has to put everything right.
func (h *story) take(ctx context.Context, s step) {
	tf := h.terraform
	tf.workers = s.Workers
	for _, o := range s.Outside {
		h.wire.begin(trouble{}, func() {})
		o.make(ctx, h)
	}
	blocks := s.Want.blocks()
	h.wire.begin(trouble{}, func() {})
	planned, diags := tf.planFor(blocks, options{replace: s.Replace, createFirst: s.CreateFirst})
	if hasErrors(diags) {
		tf.t.Fatalf("the plan fails:%s", told(diags))
	}
	for _, o := range s.Between {
		o.make(ctx, h)
	}
	troubled, cancel := context.WithCancel(ctx)
	defer cancel()
	h.wire.begin(s.Trouble, cancel)
	h.said = tf.apply(troubled, planned, h.wire.killed)
	h.settle(ctx, blocks, s.Want)
}

// settle applies in peace, after which nothing is left to do and the service holds what is configured.
func (h *story) settle(ctx context.Context, blocks map[string]block, want desired) {
	tf := h.terraform
	h.wire.begin(trouble{}, func() {})
	planned, diags := tf.planFor(blocks, options{})
	if hasErrors(diags) {
		tf.t.Fatalf("the next plan fails:%s", told(diags))
	}
	if diags = tf.apply(ctx, planned, h.wire.killed); hasErrors(diags) {
		tf.t.Fatalf("the next apply (%s) fails:%s", planned, told(diags))
	}
	again, diags := tf.planFor(blocks, options{})
	if hasErrors(diags) {
		tf.t.Fatalf("the plan after it fails:%s", told(diags))
	}
	if !again.empty() {
		tf.t.Errorf("after an apply in peace (%s) a plan wants: %s", planned, again)
	}
	h.check(want)
}

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
	people := map[string]string{}
	for i, id := range s.users(t, 4) {
		people[[]string{"p0", "p1", "p2", "stranger"}[i]] = id
	}
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
					seen.wrong = append(seen.wrong, fmt.Sprintf("in step %d, in which the apply in trouble said:%s", i+1, told(h.said)))
					return
				}
			}
		}()
		<-done
	})
	return seen.wrong
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
			func(s *step) { s.Replace = "" }, func(s *step) { s.CreateFirst = false }, func(s *step) { s.Workers = 1 },
			func(s *step) { s.Want = s.Want.clone(); clear(s.Want.Messages) },
			func(s *step) { s.Want = s.Want.clone(); clear(s.Want.Members) },
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

// Whatever is configured, changed behind Terraform's back, refused, lost or interrupted: the next apply in peace puts everything
// right, and nothing is there twice or left behind.
func TestHistories_converge(t *testing.T) {
	t.Parallel()
	for i := range *histories {
		seed := *firstSeed + uint64(i)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			all := steps(seed)
			wrong := run(t, seed, all)
			if len(wrong) == 0 {
				return
			}
			short := shorter(t, seed, all)
			if again := run(t, seed, short); len(again) > 0 {
				wrong = again
			}
			t.Errorf("seed %d: %s", seed, strings.Join(wrong, "\n"))
			for i, step := range short {
				t.Logf("step %d: %v", i+1, step)
			}
		})
	}
}

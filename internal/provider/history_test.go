package provider

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// The words of the history_… files:
//
//   - A story is a random sequence of steps against a service of its own. Its seed makes it again.
//   - A step is one command: a configuration that is wanted, options such as -replace, and what happens around the command.
//   - Outside is what someone else changes before the plan, or between the plan and its apply.
//   - Trouble is what becomes of one call of the apply: refused, lost, interrupted. A listing may be wrong all along.
//   - The wire carries the calls and makes the trouble. Time is virtual, so waiting takes none.
//   - miniTerraform plays Terraform, much faster. A few stories are told by both, and must write and end the same.
//   - Promises are held in each plan and apply: no one is removed whom the plan did not show as leaving, or warn of; nothing
//     leaves the state that the service still has; what was created is in the state or in an error. A plan without trouble
//     or warnings is carried out by one apply. However a step went, an apply in peace puts everything right.
//   - A witness notes what goes wrong, so that the story can be told again, shorter, until nothing can be left out.
//
// A story: step 1 wants the thread t0 with Ada by chat_thread_member.m0. Step 2 renames it to r1 without a moved block,
// while someone else removes Ada before the apply, and the second call of the apply is lost. The plan showed the
// destruction of m0 and warned that r1 keeps Ada, so she may be away for a moment; after the next apply she is in.

// histories is how many stories are told, and firstSeed where they begin: `make histories N=1000 SEED=1`.
var (
	histories = flag.Int("histories", defaultHistories, "how many random histories are run")
	firstSeed = flag.Uint64("seed", 1, "the seed of the first story")
)

// story is one run of steps.
type story struct {
	t         testing.TB
	service   *testService
	wire      *wire
	terraform *miniTerraform                      // nil when a real one tells the story
	id        func(address string) (string, bool) // of a resource in the state
	known     map[string]string                   // people who were there before, by name
	letGo     map[string]bool                     // ids that an apply left on the service, and said so
	planned   []*tfprotov6.Diagnostic             // by the last plan
	applied   []*tfprotov6.Diagnostic             // by the last apply
	record    []string                            // the calls that wrote in this step
}

// newStory must be called in a bubble.
func newStory(t testing.TB, s *testService, people map[string]string) *story {
	w := &wire{handler: s.Handler()}
	tf := &miniTerraform{t: t, known: people, state: map[string]*instance{}, random: rand.New(rand.NewPCG(0, 0)), workers: 1,
		start: func() (protocol, []*tfprotov6.Diagnostic) {
			<-time.After(10 * time.Second) // the same message twice within seconds, by two processes, may count as one
			server, err := s.newServerOn(w)
			if err != nil {
				t.Fatal(err)
			}
			return configured(t, server)
		}}
	return &story{t: t, service: s, wire: w, terraform: tf, id: tf.id, known: people, letGo: map[string]bool{}}
}

// newServerOn is newServer for a provider whose calls a wire carries.
func (s *testService) newServerOn(w *wire) (tfprotov6.ProviderServer, error) {
	env := maps.Clone(s.env)
	return providerserver.NewProtocol6WithError(&chatProvider{version: "test", entraID: s.entraID, transport: w,
		getenv: func(name string) string { return env[name] }})()
}

// configured speaks to a provider whose login comes from the environment.
func configured(t testing.TB, server tfprotov6.ProviderServer) (protocol, []*tfprotov6.Diagnostic) {
	schema, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{
		Config: jsonConfig(t, map[string]any{"client_side_throttling": false})})
	if err != nil {
		t.Fatal(err)
	}
	return protocol{server, schema}, resp.Diagnostics
}

// take takes one step: a command in trouble, and then one that is left in peace and has to put everything right.
func (h *story) take(ctx context.Context, s step) {
	tf := h.terraform
	tf.workers = s.Workers
	h.record = nil
	for _, o := range s.Outside {
		o.make(ctx, h)
	}
	blocks := s.Want.blocks()
	h.wire.listing = s.Listing
	h.wire.listing.ThreadID, _ = h.id(s.Listing.ThreadID)
	h.wire.begin(trouble{}, func() {})
	planned, diags := h.planKeeping(blocks, s.options)
	if h.planned = diags; hasErrors(diags) {
		h.t.Fatalf("the plan fails:%s", told(diags))
	}
	for _, o := range s.Between {
		o.make(ctx, h)
	}
	troubled, cancel := context.WithCancel(ctx)
	defer cancel()
	h.wire.begin(s.Trouble, cancel)
	h.applied = h.applyKeeping(planned, func() []*tfprotov6.Diagnostic { return tf.apply(troubled, planned, h.wire.killed) })
	peaceful := s.Trouble.Call == 0 && len(s.Between) == 0 && !isWarned(planned.said)
	if peaceful && hasErrors(h.applied) {
		h.t.Errorf("the apply in peace (%s) fails", planned)
	}
	h.settle(ctx, blocks, s.Want, peaceful)
}

// settle applies in peace, after which nothing is left to do and the service holds what is configured. If the apply before
// was in peace too, nothing may have been left to do for this one. A plan that warns may need another apply: where a member
// is both destroyed and kept, the order decides, and whatever needs the member in the meantime fails.
func (h *story) settle(ctx context.Context, blocks map[string]block, want desired, done bool) {
	h.wire.begin(trouble{}, func() {})
	for range 2 {
		planned, diags := h.planKeeping(blocks, options{})
		if hasErrors(diags) {
			h.t.Fatalf("the next plan fails:%s", told(diags))
		}
		if done && !planned.empty() {
			h.t.Errorf("after an apply in peace there is still to do: %s", planned)
		}
		diags = h.applyKeeping(planned, func() []*tfprotov6.Diagnostic { return h.terraform.apply(ctx, planned, h.wire.killed) })
		if done = !isWarned(planned.said); done && hasErrors(diags) {
			h.t.Fatalf("the next apply (%s) fails:%s", planned, told(diags))
		}
		if done {
			break
		}
	}
	again, diags := h.planKeeping(blocks, options{})
	if hasErrors(diags) {
		h.t.Fatalf("the plan after it fails:%s", told(diags))
	}
	if !again.empty() {
		h.t.Errorf("after an apply in peace a plan wants: %s", again)
	}
	h.check(want)
}

// Whatever is configured, changed behind Terraform's back, refused, lost or interrupted: the promises are held, the next
// apply in peace puts everything right, and nothing is there twice or left behind.
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

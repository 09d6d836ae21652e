package provider

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// apply carries a plan out with a new provider process, and returns what the provider said. When the process is killed,
// whatever it was working on is lost.
func (tf *miniTerraform) apply(ctx context.Context, p *plan, killed func() bool) []*tfprotov6.Diagnostic {
	tf.t.Helper()
	process, all := tf.start()
	if hasErrors(all) {
		return all
	}
	work := tf.graph(process, p, killed)
	for len(work) > 0 {
		var ready []*node
		for _, n := range work {
			if n.ready(work) {
				ready = append(ready, n)
			}
		}
		if len(ready) == 0 {
			tf.t.Fatal("the order of the changes has a cycle")
		}
		slices.SortFunc(ready, func(a, b *node) int { return strings.Compare(a.name, b.name) })
		tf.random.Shuffle(len(ready), func(i, j int) { ready[i], ready[j] = ready[j], ready[i] })
		ready = ready[:min(tf.workers, len(ready))]
		var wg sync.WaitGroup
		for _, n := range ready {
			wg.Go(func() {
				if !n.failedNeed && !killed() {
					n.diags = n.do(ctx)
				}
			})
		}
		wg.Wait()
		for _, n := range ready {
			delete(work, n.name)
			all = append(all, n.diags...)
			if n.failedNeed || hasErrors(n.diags) || killed() {
				for _, other := range work {
					other.failedNeed = other.failedNeed || slices.Contains(other.needs, n.name)
				}
			}
		}
	}
	return all
}

// node is one step of an apply.
type node struct {
	name       string
	needs      []string // names of nodes
	failedNeed bool
	do         func(context.Context) []*tfprotov6.Diagnostic
	diags      []*tfprotov6.Diagnostic
}

func (n *node) ready(work map[string]*node) bool {
	return !slices.ContainsFunc(n.needs, func(name string) bool { return work[name] != nil })
}

// graph orders the steps of a plan: what is created or changed after what it refers to, what is destroyed after those
// that referred to it, and destruction before creation unless it is the other way round for everything.
func (tf *miniTerraform) graph(process protocol, p *plan, killed func() bool) map[string]*node {
	work := map[string]*node{}
	for key, c := range p.changes {
		if c.action == "delete" || c.action == "replace" {
			work["destroy "+key] = &node{name: "destroy " + key, do: func(ctx context.Context) []*tfprotov6.Diagnostic {
				return tf.destroyOne(ctx, process, c, killed)
			}}
		}
		if c.action != "delete" && c.action != "" {
			work["make "+key] = &node{name: "make " + key, do: func(ctx context.Context) []*tfprotov6.Diagnostic {
				return tf.makeOne(ctx, process, c, p, killed)
			}}
		}
	}
	for key, c := range p.changes {
		if n := work["make "+key]; n != nil {
			n.needs = c.makeNeeds(key, p)
		}
		if n := work["destroy "+key]; n != nil {
			n.needs = c.destroyNeeds(key, p)
		}
	}
	return work
}

// makeNeeds are the nodes that come before a resource is created or changed.
func (c *plannedChange) makeNeeds(key string, p *plan) []string {
	var needs []string
	for _, need := range c.block.needs() {
		needs = append(needs, "make "+need)
	}
	if p.newFirst {
		return needs
	}
	if c.action == "replace" {
		needs = append(needs, "destroy "+key)
	}
	if c.prior != nil { // what it referred to goes before it changes
		for _, need := range c.prior.needs {
			if need != key {
				needs = append(needs, "destroy "+need)
			}
		}
	}
	return needs
}

// destroyNeeds are the nodes that come before a resource is destroyed.
func (c *plannedChange) destroyNeeds(key string, p *plan) []string {
	var needs []string
	if c.action == "replace" && p.newFirst {
		needs = append(needs, "make "+key)
	}
	for otherKey, other := range p.changes {
		if other.prior == nil || other == c || !slices.Contains(other.prior.needs, c.address) {
			continue
		}
		needs = append(needs, "destroy "+otherKey)
		if p.newFirst {
			needs = append(needs, "make "+otherKey)
		}
	}
	return needs
}

// destroyOne destroys a resource, or what was replaced. A deposed one is planned again.
func (tf *miniTerraform) destroyOne(ctx context.Context, process protocol, c *plannedChange,
	killed func() bool) []*tfprotov6.Diagnostic {
	in := c.prior
	trial := *in.managed
	trial.protocol = process
	none := tftypes.NewValue(in.object(), nil)
	planned := &tfprotov6.PlanResourceChangeResponse{
		PlannedState: in.dynamic(tf.t, none), PlannedPrivate: c.planned.PlannedPrivate}
	var diags []*tfprotov6.Diagnostic
	if c.action == "delete" {
		trial.state = c.destroy
	}
	if tf.isDeposed(in) {
		if planned, diags = trial.plan(tf.t, none); hasErrors(diags) {
			return diags
		}
	}
	diags = append(diags, trial.carryOut(ctx, tf.t, none, planned)...)
	tf.mu.Lock()
	defer tf.mu.Unlock()
	if killed() {
		return diags
	}
	*in.managed = trial
	if in.state.IsNull() {
		tf.forgetDeposed(in)
		if tf.state[c.address] == in {
			delete(tf.state, c.address)
		}
	}
	return diags
}

func (tf *miniTerraform) isDeposed(in *instance) bool {
	tf.mu.Lock()
	defer tf.mu.Unlock()
	return slices.Contains(tf.deposed, in)
}

// makeOne creates or changes a resource. It is planned again, with what is known by now. Of what the first plan left in
// private state, the second one gets nothing.
func (tf *miniTerraform) makeOne(ctx context.Context, process protocol, c *plannedChange, p *plan,
	killed func() bool) []*tfprotov6.Diagnostic {
	made := &instance{managed: process.manage(tf.t, c.block.kind), address: c.address, needs: c.block.needs()}
	if c.action == "update" {
		trial := *c.prior.managed
		trial.protocol = process
		made.managed = &trial
	}
	if c.action == "replace" && p.newFirst {
		tf.mu.Lock()
		tf.deposed = append(tf.deposed, c.prior)
		tf.mu.Unlock()
	}
	diags := tf.planAgain(ctx, made, c)
	tf.mu.Lock()
	defer tf.mu.Unlock()
	if killed() || made.state.IsNull() {
		if c.action == "replace" && p.newFirst { // Terraform puts the old one back
			tf.forgetDeposed(c.prior)
		}
		return diags
	}
	made.tainted = hasErrors(diags) && c.action != "update"
	tf.state[c.address] = made
	return diags
}

// planAgain plans a second time and carries that out, and fails the test for a second plan that Terraform would refuse.
func (tf *miniTerraform) planAgain(ctx context.Context, made *instance, c *plannedChange) []*tfprotov6.Diagnostic {
	config := tf.value(c.block.attributes, made.object(), tf.id)
	planned, diags := made.plan(tf.t, config)
	if hasErrors(diags) {
		return diags
	}
	if c.action == "update" && len(planned.RequiresReplace) > 0 {
		tf.t.Errorf("the final plan replaces %s, which was to be updated", c.address)
	}
	final := made.decoded(tf.t, planned.PlannedState)
	checkApplied(tf.t, "the final plan of "+c.address, made.decoded(tf.t, c.planned.PlannedState), final)
	if final.Equal(made.state) {
		return diags
	}
	return append(diags, made.carryOut(ctx, tf.t, config, planned)...)
}

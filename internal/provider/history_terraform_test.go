package provider

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// miniTerraform does what Terraform does with a provider: it refreshes, plans and applies whole configurations, in the order that
// references ask for, several resources at a time, and keeps a state between commands. Each command has a provider process of
// its own. Terraform's rules are those of its documents "resource instance change lifecycle" and "destroying".
type miniTerraform struct {
	t       testing.TB
	start   func() protocol // a provider process
	known   map[string]string
	random  *rand.Rand
	workers int

	mu      sync.Mutex
	state   map[string]*instance
	deposed []*instance // replaced, and not destroyed yet
}

// instance is one resource in the state.
type instance struct {
	*managed
	address string
	needs   []string // the addresses that its configuration referred to
	tainted bool
}

// block is a resource block.
type block struct {
	kind       string
	attributes map[string]any
}

// reference is the id of another resource. existing is the id of a person who was there before.
type (
	reference string
	existing  string
)

// needs are the addresses that a block refers to.
func (b block) needs() []string {
	found := map[string]bool{}
	var walk func(any)
	walk = func(value any) {
		switch value := value.(type) {
		case reference:
			found[string(value)] = true
		case map[string]any:
			for _, inner := range value {
				walk(inner)
			}
		}
	}
	walk(b.attributes)
	return slices.Sorted(maps.Keys(found))
}

// plannedChange is what a plan wants of one resource.
type plannedChange struct {
	address string
	action  string // "" for nothing, create, update, replace, delete
	block   block
	planned *tfprotov6.PlanResourceChangeResponse
	prior   *instance
	create  *tfprotov6.PlanResourceChangeResponse // the second half of a replacement
}

// plan is what a command wants to do.
type plan struct {
	changes     map[string]*plannedChange
	createFirst bool // create_before_destroy, for everything
}

func (p *plan) empty() bool {
	for _, c := range p.changes {
		if c.action != "" {
			return false
		}
	}
	return true
}

func (p *plan) String() string {
	var lines []string
	for _, address := range slices.Sorted(maps.Keys(p.changes)) {
		if c := p.changes[address]; c.action != "" {
			lines = append(lines, c.action+" "+address)
		}
	}
	return strings.Join(lines, ", ")
}

// options of one command.
type options struct {
	replace     string // an address, as -replace does
	createFirst bool
}

// planFor refreshes and plans. A nil plan comes with what was wrong.
func (tf *miniTerraform) planFor(blocks map[string]block, o options) (*plan, []*tfprotov6.Diagnostic) {
	tf.t.Helper()
	process := tf.start()
	for _, address := range slices.Sorted(maps.Keys(tf.state)) {
		in := tf.state[address]
		in.protocol = process
		if diags := in.refresh(tf.t); hasErrors(diags) {
			return nil, diags
		}
		if in.state.IsNull() {
			delete(tf.state, address)
		}
	}
	for _, in := range tf.deposed {
		in.protocol = process
		if diags := in.refresh(tf.t); hasErrors(diags) {
			return nil, diags
		}
	}
	tf.deposed = slices.DeleteFunc(tf.deposed, func(in *instance) bool { return in.state.IsNull() })

	p := &plan{changes: map[string]*plannedChange{}, createFirst: o.createFirst}
	for _, address := range inOrder(blocks) {
		c, diags := tf.planOne(process, p, address, blocks[address], o.replace == address)
		if hasErrors(diags) {
			return nil, diags
		}
		p.changes[address] = c
	}
	for address, in := range tf.state {
		if _, configured := blocks[address]; configured {
			continue
		}
		planned, diags := in.plan(tf.t, tftypes.NewValue(in.object(), nil))
		if hasErrors(diags) {
			return nil, diags
		}
		p.changes[address] = &plannedChange{address: address, action: "delete", planned: planned, prior: in}
	}
	for i, in := range tf.deposed {
		planned, diags := in.plan(tf.t, tftypes.NewValue(in.object(), nil))
		if hasErrors(diags) {
			return nil, diags
		}
		p.changes[fmt.Sprintf("%s (deposed %d)", in.address, i)] = &plannedChange{address: in.address, action: "delete", planned: planned, prior: in}
	}
	return p, nil
}

func (tf *miniTerraform) planOne(process protocol, p *plan, address string, b block, replace bool) (*plannedChange, []*tfprotov6.Diagnostic) {
	prior := tf.state[address]
	c := &plannedChange{address: address, block: b, prior: prior}
	if prior == nil {
		fresh := process.manage(tf.t, b.kind)
		planned, diags := fresh.plan(tf.t, tf.lower(fresh, b, p))
		c.action, c.planned = "create", planned
		return c, diags
	}
	planned, diags := prior.plan(tf.t, tf.lower(prior.managed, b, p))
	if hasErrors(diags) {
		return nil, diags
	}
	c.planned = planned
	switch {
	case len(planned.RequiresReplace) > 0 || replace || prior.tainted:
		fresh := process.manage(tf.t, b.kind)
		fresh.private = planned.PlannedPrivate // as Terraform hands it on
		c.action = "replace"
		c.create, diags = fresh.plan(tf.t, tf.lower(fresh, b, p))
		return c, diags
	case !prior.decoded(tf.t, planned.PlannedState).Equal(prior.state):
		c.action = "update"
	}
	return c, nil
}

// lower makes a value of a block. Ids of what is still to be made are not known.
func (tf *miniTerraform) lower(m *managed, b block, p *plan) tftypes.Value {
	return tf.value(b.attributes, m.object(), func(address string) (string, bool) {
		if c := p.changes[address]; c != nil && (c.action == "create" || c.action == "replace") {
			return "", false
		}
		return tf.id(address)
	})
}

// id returns the id of a resource in the state.
func (tf *miniTerraform) id(address string) (string, bool) {
	tf.mu.Lock()
	defer tf.mu.Unlock()
	in := tf.state[address]
	if in == nil || in.state.IsNull() {
		return "", false
	}
	id, ok := in.attributes(tf.t)["id"].(string)
	return id, ok
}

func (tf *miniTerraform) value(from any, as tftypes.Type, id func(string) (string, bool)) tftypes.Value {
	switch from := from.(type) {
	case nil:
		return tftypes.NewValue(as, nil)
	case reference:
		if known, ok := id(string(from)); ok {
			return tftypes.NewValue(as, known)
		}
		return tftypes.NewValue(as, tftypes.UnknownValue)
	case existing:
		return tftypes.NewValue(as, tf.known[string(from)])
	case map[string]string:
		values := map[string]tftypes.Value{}
		for key, text := range from {
			values[key] = tftypes.NewValue(tftypes.String, text)
		}
		return tftypes.NewValue(as, values)
	case map[string]any:
		values := map[string]tftypes.Value{}
		switch as := as.(type) {
		case tftypes.Object:
			for name, of := range as.AttributeTypes {
				values[name] = tf.value(from[name], of, id)
			}
		case tftypes.Map:
			for key, inner := range from {
				values[key] = tf.value(inner, as.ElementType, id)
			}
		}
		return tftypes.NewValue(as, values)
	default:
		return tftypes.NewValue(as, from)
	}
}

// inOrder sorts addresses so that each comes after those that it refers to.
func inOrder(blocks map[string]block) []string {
	var order []string
	var visit func(string)
	visit = func(address string) {
		if b, ok := blocks[address]; ok && !slices.Contains(order, address) {
			for _, need := range b.needs() {
				visit(need)
			}
			order = append(order, address)
		}
	}
	for _, address := range slices.Sorted(maps.Keys(blocks)) {
		visit(address)
	}
	return order
}

// apply carries a plan out with a new provider process, and returns what went wrong. When the process is killed, whatever it was
// working on is lost.
func (tf *miniTerraform) apply(ctx context.Context, p *plan, killed func() bool) []*tfprotov6.Diagnostic {
	tf.t.Helper()
	process := tf.start()
	work := tf.graph(process, p, killed)
	var all []*tfprotov6.Diagnostic
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

// graph orders the steps of a plan: what is created or changed after what it refers to, what is destroyed after those that
// referred to it, and destruction before creation unless it is the other way round for everything.
func (tf *miniTerraform) graph(process protocol, p *plan, killed func() bool) map[string]*node {
	work := map[string]*node{}
	for key, c := range p.changes {
		if c.action == "" {
			continue
		}
		if c.action == "delete" || c.action == "replace" {
			n := &node{name: "destroy " + key}
			n.do = func(ctx context.Context) []*tfprotov6.Diagnostic { return tf.destroyOne(ctx, process, c, p, killed) }
			work[n.name] = n
		}
		if c.action != "delete" {
			n := &node{name: "make " + key}
			n.do = func(ctx context.Context) []*tfprotov6.Diagnostic { return tf.makeOne(ctx, process, c, p, killed) }
			work[n.name] = n
		}
	}
	for key, c := range p.changes {
		if n := work["make "+key]; n != nil {
			for _, need := range c.block.needs() {
				n.needs = append(n.needs, "make "+need)
			}
			if c.action == "replace" && !p.createFirst {
				n.needs = append(n.needs, "destroy "+key)
			}
			if c.prior != nil && !p.createFirst {
				for _, need := range c.prior.needs { // what it referred to goes before it changes
					if need != key {
						n.needs = append(n.needs, "destroy "+need)
					}
				}
			}
		}
		n := work["destroy "+key]
		if n == nil {
			continue
		}
		if c.action == "replace" && p.createFirst {
			n.needs = append(n.needs, "make "+key)
		}
		for otherKey, other := range p.changes {
			if other.prior == nil || other == c || !slices.Contains(other.prior.needs, c.address) {
				continue
			}
			n.needs = append(n.needs, "destroy "+otherKey)
			if p.createFirst {
				n.needs = append(n.needs, "make "+otherKey)
			}
		}
	}
	return work
}

func (tf *miniTerraform) destroyOne(ctx context.Context, process protocol, c *plannedChange, p *plan, killed func() bool) []*tfprotov6.Diagnostic {
	in := c.prior
	trial := *in.managed
	trial.protocol = process
	planned := c.planned
	if c.action == "replace" {
		private := in.private
		null := in.dynamic(tf.t, tftypes.NewValue(in.object(), nil))
		planned = &tfprotov6.PlanResourceChangeResponse{PlannedState: null, PlannedPrivate: private}
	}
	diags := trial.carryOut(ctx, tf.t, tftypes.NewValue(in.object(), nil), planned)
	tf.mu.Lock()
	defer tf.mu.Unlock()
	if killed() {
		return diags
	}
	*in.managed = trial
	if !hasErrors(diags) || in.state.IsNull() {
		tf.deposed = slices.DeleteFunc(tf.deposed, func(other *instance) bool { return other == in })
		if tf.state[c.address] == in {
			delete(tf.state, c.address)
		}
	}
	_ = p
	return diags
}

func (tf *miniTerraform) makeOne(ctx context.Context, process protocol, c *plannedChange, p *plan, killed func() bool) []*tfprotov6.Diagnostic {
	made := &instance{managed: process.manage(tf.t, c.block.kind), address: c.address, needs: c.block.needs()}
	replaced := c.action == "replace"
	switch {
	case c.action == "update":
		trial := *c.prior.managed
		trial.protocol = process
		made.managed = &trial
	case replaced:
		made.private = c.create.PlannedPrivate
	}
	config := tf.value(c.block.attributes, made.object(), tf.id)
	planned, diags := made.plan(tf.t, config)
	if hasErrors(diags) {
		return diags
	}
	if replaced && p.createFirst {
		tf.mu.Lock()
		tf.deposed = append(tf.deposed, c.prior)
		tf.mu.Unlock()
	}
	diags = made.carryOut(ctx, tf.t, config, planned)
	tf.mu.Lock()
	defer tf.mu.Unlock()
	if killed() || made.state.IsNull() {
		if replaced && p.createFirst { // Terraform puts the old one back
			tf.deposed = slices.DeleteFunc(tf.deposed, func(other *instance) bool { return other == c.prior })
		}
		return diags
	}
	made.tainted = hasErrors(diags) && c.action != "update"
	tf.state[c.address] = made
	return diags
}

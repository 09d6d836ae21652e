package provider

import (
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

// miniTerraform does what Terraform does with a provider: it refreshes, plans and applies whole configurations, in an
// order that references allow, several resources at a time, and keeps a state between commands. Each command has a
// provider process of its own. What it does in which order was read in Terraform 1.11, and
// TestAccHistories_areWhatTerraformDoes holds it against a real one.
type miniTerraform struct {
	t       testing.TB
	start   func() (protocol, []*tfprotov6.Diagnostic) // a provider process
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

// options of one command.
type options struct {
	Replace  []string          // addresses, as -replace does
	Taint    []string          // addresses, tainted before
	Moved    map[string]string // as moved blocks do
	NewFirst bool              // create_before_destroy, for everything
}

// plannedChange is what a plan wants of one resource.
type plannedChange struct {
	address string
	action  string // "" for nothing, create, update, replace, delete
	block   block
	prior   *instance
	before  map[string]any                        // of the prior state
	destroy tftypes.Value                         // the state that a deletion starts from: not refreshed
	planned *tfprotov6.PlanResourceChangeResponse // of what is made; of a deletion, the deletion itself
}

// plan is what a command wants to do.
type plan struct {
	changes  map[string]*plannedChange
	newFirst bool
	said     []*tfprotov6.Diagnostic
}

func (p *plan) empty() bool { return p.String() == "" }

func (p *plan) String() string {
	var lines []string
	for _, key := range slices.Sorted(maps.Keys(p.changes)) {
		if c := p.changes[key]; c.action != "" {
			lines = append(lines, c.action+" "+key)
		}
	}
	return strings.Join(lines, ", ")
}

// shown are the changes as Terraform prints them.
func (p *plan) shown(t testing.TB) []shownChange {
	var changes []shownChange
	for _, c := range p.changes {
		shown := shownChange{address: c.address, kind: c.block.kind, before: c.before, actions: []string{c.action}}
		if c.action == "replace" {
			shown.actions = []string{"delete", "create"}
		}
		if c.prior != nil {
			shown.kind = c.prior.name
		}
		if c.action != "delete" && c.prior != nil {
			shown.after, _ = plain(t, withoutUnknowns(c.prior.decoded(t, c.planned.PlannedState))).(map[string]any)
		}
		changes = append(changes, shown)
	}
	return changes
}

// withoutUnknowns has null in place of what is not known yet.
func withoutUnknowns(value tftypes.Value) tftypes.Value {
	known, err := tftypes.Transform(value, func(_ *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		if !v.IsKnown() {
			return tftypes.NewValue(v.Type(), nil), nil
		}
		return v, nil
	})
	if err != nil {
		panic(err) // the function above returns none
	}
	return known
}

// planFor refreshes and plans. A nil plan comes with what was wrong. Each resource is refreshed right before it is
// planned, after those that it refers to; those that are not configured any more come at any time.
func (tf *miniTerraform) planFor(blocks map[string]block, o options) (*plan, []*tfprotov6.Diagnostic) {
	tf.t.Helper()
	process, diags := tf.start()
	if hasErrors(diags) {
		return nil, diags
	}
	for from, to := range o.Moved {
		if in := tf.state[from]; in != nil && tf.state[to] == nil {
			in.address = to
			tf.state[to] = in
			delete(tf.state, from)
		}
	}
	for _, address := range o.Taint {
		if in := tf.state[address]; in != nil {
			in.tainted = true
		}
	}
	p := &plan{changes: map[string]*plannedChange{}, newFirst: o.NewFirst}
	deposed := map[string]*instance{}
	for i, in := range tf.deposed {
		deposed[fmt.Sprintf("%s (deposed %d)", in.address, i)] = in
	}
	for _, key := range tf.inSomeOrder(blocks, deposed) {
		var c *plannedChange
		var diags []*tfprotov6.Diagnostic
		switch b, configured := blocks[key]; {
		case configured:
			c, diags = tf.planOne(process, p, key, b, slices.Contains(o.Replace, key))
		case deposed[key] != nil:
			c, diags = tf.planDeposed(process, deposed[key])
		default:
			c, diags = tf.planOrphan(process, tf.state[key])
		}
		p.said = append(p.said, diags...)
		if hasErrors(diags) {
			return nil, p.said
		}
		if c != nil {
			p.changes[key] = c
		}
	}
	return p, p.said
}

// inSomeOrder returns what is configured, in the state or deposed, so that each comes after those that it refers to.
func (tf *miniTerraform) inSomeOrder(blocks map[string]block, deposed map[string]*instance) []string {
	all := slices.Collect(maps.Keys(deposed))
	for address := range blocks {
		all = append(all, address)
	}
	for address := range tf.state {
		if _, configured := blocks[address]; !configured {
			all = append(all, address)
		}
	}
	slices.Sort(all)
	tf.random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var order []string
	var visit func(string)
	visit = func(key string) {
		if slices.Contains(order, key) {
			return
		}
		for _, need := range blocks[key].needs() {
			if _, configured := blocks[need]; configured {
				visit(need)
			}
		}
		order = append(order, key)
	}
	for _, key := range all {
		visit(key)
	}
	return order
}

// planOne refreshes and plans a resource that is configured.
func (tf *miniTerraform) planOne(process protocol, p *plan, address string, b block, replace bool) (*plannedChange,
	[]*tfprotov6.Diagnostic) {
	c := &plannedChange{address: address, action: "create", block: b, prior: tf.state[address]}
	if c.prior != nil {
		c.prior.protocol = process
		if diags := c.prior.refresh(tf.t); hasErrors(diags) {
			return nil, diags
		}
		if c.prior.state.IsNull() {
			delete(tf.state, address)
			c.prior = nil
		}
	}
	fresh := process.manage(tf.t, b.kind)
	var diags []*tfprotov6.Diagnostic
	if c.prior == nil {
		c.planned, diags = fresh.plan(tf.t, tf.lower(fresh, b, p))
		return c, diags
	}
	c.before = c.prior.attributes(tf.t)
	if c.prior.tainted { // the provider plans a creation, and does not hear of the old one
		c.action = "replace"
		c.planned, diags = fresh.plan(tf.t, tf.lower(fresh, b, p))
		return c, diags
	}
	c.planned, diags = c.prior.plan(tf.t, tf.lower(c.prior.managed, b, p))
	switch {
	case hasErrors(diags):
	case len(c.planned.RequiresReplace) > 0 || replace:
		c.action = "replace"
		fresh.private = c.planned.PlannedPrivate
		second, more := fresh.plan(tf.t, tf.lower(fresh, b, p))
		c.planned = second
		if hasErrors(more) { // warnings of the second plan are not shown
			return nil, append(diags, more...)
		}
	case c.prior.decoded(tf.t, c.planned.PlannedState).Equal(c.prior.state):
		c.action = ""
	default:
		c.action = "update"
	}
	return c, diags
}

// planOrphan plans to destroy what is not configured anymore. It is refreshed after that, only to see whether it exists.
func (tf *miniTerraform) planOrphan(process protocol, in *instance) (*plannedChange, []*tfprotov6.Diagnostic) {
	in.protocol = process
	planned, diags := in.plan(tf.t, tftypes.NewValue(in.object(), nil))
	if hasErrors(diags) {
		return nil, diags
	}
	c := in.destruction(tf.t, planned)
	if more := in.refresh(tf.t); hasErrors(more) {
		return nil, append(diags, more...)
	}
	if in.state.IsNull() {
		delete(tf.state, in.address)
		return nil, diags
	}
	return c, diags
}

// destruction is the change that destroys an instance.
func (in *instance) destruction(t testing.TB, planned *tfprotov6.PlanResourceChangeResponse) *plannedChange {
	return &plannedChange{address: in.address, action: "delete", planned: planned, prior: in, before: in.attributes(t),
		destroy: in.state}
}

func (tf *miniTerraform) planDeposed(process protocol, in *instance) (*plannedChange, []*tfprotov6.Diagnostic) {
	in.protocol = process
	if diags := in.refresh(tf.t); hasErrors(diags) {
		return nil, diags
	}
	if in.state.IsNull() {
		tf.forgetDeposed(in)
		return nil, nil
	}
	planned, diags := in.plan(tf.t, tftypes.NewValue(in.object(), nil))
	return in.destruction(tf.t, planned), diags
}

func (tf *miniTerraform) forgetDeposed(in *instance) {
	tf.deposed = slices.DeleteFunc(tf.deposed, func(other *instance) bool { return other == in })
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

// value makes a value of what a configuration says.
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

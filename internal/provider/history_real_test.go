package provider

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// realHistories is how many stories a real Terraform tells too. A few are enough to notice that miniTerraform does
// something else; fifty were told by hand: go test ./internal/provider -run TestAccHistories -real-histories 50
var realHistories = flag.Int("real-histories", 3, "how many random histories are told by a real Terraform too")

// orders is in how many orders miniTerraform tells a story. Where the order matters to what is written, as after a
// rename without a moved block, the real Terraform's must be one of them.
const orders = 8

// A story told by a real Terraform makes the same calls that write as one told by miniTerraform, and has the same end.
// There is no trouble: which call it strikes depends on the order.
func TestAccHistories_areWhatTerraformDoes(t *testing.T) {
	t.Parallel()
	for i := range *realHistories {
		seed := *firstSeed + uint64(i)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			all := steps(seed)
			for i := range all {
				all[i].Trouble, all[i].Listing = trouble{}, listing{}
			}
			var small []telling
			for order := range uint64(orders) {
				small = append(small, tellSmall(t, order, all))
			}
			big := tellReal(t, all)
			for i := range big.writes {
				big.wantOneOf(t, fmt.Sprintf("writes in step %d, %v", i+1, all[i]), big.writes[i], func(other telling) []string {
					return other.writes[i]
				}, small)
			}
			big.wantOneOf(t, "end", big.end, func(other telling) []string { return other.end }, small)
		})
	}
}

// telling is what came of a story.
type telling struct {
	writes [][]string // of each step
	end    []string
}

func (telling) wantOneOf(t *testing.T, what string, got []string, of func(telling) []string, all []telling) {
	t.Helper()
	if slices.ContainsFunc(all, func(other telling) bool { return slices.Equal(of(other), got) }) {
		return
	}
	var others []string
	for _, other := range all {
		if text := strings.Join(of(other), "\n  "); !slices.Contains(others, text) {
			others = append(others, text)
		}
	}
	t.Errorf("the %s:\nTerraform\n  %s\nminiTerraform\n  %s",
		what, strings.Join(got, "\n  "), strings.Join(others, "\nor\n  "))
}

// tellSmall tells a story with miniTerraform.
func tellSmall(t *testing.T, order uint64, all []step) (told telling) {
	s := newTestService(t)
	people := s.people(t)
	synctest.Test(t, func(t *testing.T) {
		h := newStory(t, s, people)
		h.terraform.random = rand.New(rand.NewPCG(order, 2))
		for _, step := range all {
			h.take(context.Background(), step)
			told.writes = append(told.writes, h.record)
		}
		told.end = h.end()
	})
	return told
}

// tellReal tells a story with a real Terraform.
func tellReal(t *testing.T, all []step) (told telling) {
	s := newTestService(t)
	wire := &wire{handler: s.Handler()}
	w := newWorkspace(t, func() (tfprotov6.ProviderServer, error) { return s.newServerOn(wire) })
	h := &story{t: t, service: s, wire: wire, id: w.id, known: s.people(t), letGo: map[string]bool{}}
	for _, step := range all {
		h.takeReal(w, step)
		told.writes = append(told.writes, h.record)
	}
	told.end = h.end()
	return told
}

// takeReal is take without trouble.
func (h *story) takeReal(w *workspace, s step) {
	for _, o := range s.Outside {
		o.make(h.t.Context(), h)
	}
	w.configure("main.tf.json", h.json(s.Want.blocks(), s.options))
	w.taint(s.Taint...)
	var arguments []string
	for _, address := range s.Replace {
		arguments = append(arguments, "-replace="+address)
	}
	w.must(append([]string{"plan", "-out=plan"}, arguments...)...)
	for _, o := range s.Between {
		o.make(h.t.Context(), h)
	}
	h.service.ResetRequests()
	w.apply() // an error is for the next apply to put right, because of what happened in between
	h.record = h.writes()
	w.configure("main.tf.json", h.json(s.Want.blocks(), options{}))
	if _, empty := w.run("plan", "-out=plan", "-detailed-exitcode"); empty {
		return
	}
	h.service.ResetRequests()
	w.must("apply", "plan")
	h.record = append(h.record, h.writes()...)
	if next, empty := w.run("plan", "-detailed-exitcode", "-no-color"); !empty {
		h.t.Errorf("after an apply in peace a plan wants:\n%s", next)
	}
}

// json is a configuration for a real Terraform.
func (h *story) json(blocks map[string]block, o options) string {
	resources := map[string]map[string]map[string]any{}
	for address, b := range blocks {
		kind, label, _ := strings.Cut(address, ".")
		label, element, counted := strings.Cut(label, "[")
		if resources[kind] == nil {
			resources[kind] = map[string]map[string]any{}
		}
		if counted && element != "0]" {
			continue // the first one stands for all
		}
		body := map[string]any{"lifecycle": map[string]any{"create_before_destroy": o.NewFirst}}
		for name, value := range b.attributes {
			body[name] = h.expression(value)
		}
		if counted {
			h.count(body, kind+"."+label, blocks)
		}
		var after []string
		for _, need := range b.after {
			whole, _, _ := strings.Cut(need, "[")
			after = append(after, whole)
		}
		slices.Sort(after)
		if after = slices.Compact(after); len(after) > 0 {
			body["depends_on"] = after
		}
		resources[kind][label] = body
	}
	var moves []map[string]string
	for _, from := range slices.Sorted(maps.Keys(o.Moved)) {
		moves = append(moves, map[string]string{"from": from, "to": o.Moved[from]})
	}
	all := map[string]any{}
	if len(resources) > 0 {
		all["resource"] = resources
	}
	if len(moves) > 0 {
		all["moved"] = moves
	}
	text, err := json.Marshal(all)
	if err != nil {
		h.t.Fatal(err)
	}
	return string(text)
}

// count makes a block of all elements of a count.
func (h *story) count(body map[string]any, address string, blocks map[string]block) {
	n := 0
	lists := map[string][]string{}
	for ; ; n++ {
		b, there := blocks[fmt.Sprintf("%s[%d]", address, n)]
		if !there {
			break
		}
		for name, value := range b.attributes {
			text := strings.TrimSuffix(strings.TrimPrefix(fmt.Sprint(h.expression(value)), "${"), "}")
			if _, refers := value.(reference); !refers {
				text = fmt.Sprintf("%q", text)
			}
			lists[name] = append(lists[name], text)
		}
	}
	body["count"] = n
	for name, list := range lists {
		body[name] = fmt.Sprintf("${[%s][count.index]}", strings.Join(list, ", "))
	}
}

// expression is a value as Terraform's JSON syntax has it.
func (h *story) expression(value any) any {
	switch value := value.(type) {
	case reference:
		return "${" + string(value) + ".id}"
	case existing:
		return h.known[string(value)]
	case map[string]any:
		all := map[string]any{}
		for key, inner := range value {
			all[key] = h.expression(inner)
		}
		return all
	default:
		return value
	}
}

package provider

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// object is a thing on the service or in a state: a thread, a user, a message, or the place of a user in a thread.
type object struct{ kind, threadID, id string }

// objects are what there is, or what a state has.
type objects map[object]bool

// census returns what is on the service, as nothing but its own data tells. The acting user is in every thread.
func (h *story) census() objects {
	all := objects{}
	ctx := h.t.Context()
	users, err := h.service.Users(ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, user := range users {
		all[object{"user", "", user}] = true
	}
	threads, err := h.service.Threads(ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, thread := range threads {
		if thread.DeletedOn != nil {
			continue
		}
		all[object{"thread", "", thread.ID}] = true
		for _, member := range h.service.members(h.t, thread.ID) {
			if member.UserID != h.service.actingUser {
				all[object{"member", thread.ID, member.UserID}] = true
			}
		}
		for _, message := range h.live(thread.ID) {
			all[object{"message", thread.ID, message.ID}] = true
		}
	}
	return all
}

// inventory returns what the state has.
func (tf *miniTerraform) inventory() objects {
	all := objects{}
	for _, in := range slices.Concat(slices.Collect(maps.Values(tf.state)), tf.deposed) {
		attributes, _ := plain(tf.t, withoutUnknowns(in.state)).(map[string]any)
		text := func(name string) string { value, _ := attributes[name].(string); return value }
		threadID := text("thread_id")
		switch in.name {
		case "chat_user":
			all[object{"user", "", text("id")}] = true
		case "chat_message":
			all[object{"message", threadID, text("id")}] = true
		case "chat_thread_member":
			all[object{"member", threadID, text("user_id")}] = true
		case "chat_thread":
			threadID = text("id")
			all[object{"thread", "", threadID}] = true
		}
		for user := range elements(attributes) {
			all[object{"member", threadID, user}] = true
		}
	}
	return all
}

// planKeeping plans, and holds the plan to the promise that nothing leaves the state that the service still has.
func (h *story) planKeeping(blocks map[string]block, o options) (*plan, []*tfprotov6.Diagnostic) {
	before := h.terraform.inventory()
	planned, diags := h.terraform.planFor(blocks, o)
	after, there := h.terraform.inventory(), h.census()
	for thing := range before {
		if !after[thing] && there[thing] {
			h.t.Errorf("the refresh took the %s %s from the state, and it is there", thing.kind, thing.id)
		}
	}
	return planned, diags
}

// applyKeeping applies a plan, and holds the apply to three promises: no one is removed whom the plan did not show as
// leaving, or warn of; what leaves the state is gone, or the plan or the apply says that it stays; and what is created
// is in the state, or in an error or a warning.
func (h *story) applyKeeping(planned *plan, apply func() []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	h.service.ResetRequests()
	shown, had, there, found := planned.shown(h.t), h.terraform.inventory(), h.census(), planned.foundByRefresh(h.t)
	diags := apply()
	h.service.checkRemovals(h.t, shown, told(planned.said))
	h.record = append(h.record, h.writes()...)
	text := told(slices.Concat(planned.said, diags))
	has, now := h.terraform.inventory(), h.census()
	unmanaged := noLongerManaged(shown)
	maps.Copy(unmanaged, found)
	for thing := range had {
		if has[thing] || !now[thing] || unmanaged[thing] {
			continue
		}
		if !strings.Contains(text, thing.id) {
			h.t.Errorf("the apply took the %s %s from the state, it is there, and nothing says so", thing.kind, thing.id)
		}
		h.letGo[thing.id] = true
	}
	for thing := range now {
		if !there[thing] && !has[thing] && !slices.Contains(h.wire.lost, thing.id) && !strings.Contains(text, thing.id) {
			h.t.Errorf("the %s %s was created, and is in neither the state nor an error", thing.kind, thing.id)
		}
	}
	return diags
}

// noLongerManaged are the members of those threads whose plan shows that members becomes null.
func noLongerManaged(shown []shownChange) objects {
	all := objects{}
	for _, c := range shown {
		if c.kind == "chat_thread" && c.does("update") && c.after["members"] == nil {
			id, _ := c.before["id"].(string)
			for user := range elements(c.before) {
				all[object{"member", id, user}] = true
			}
		}
	}
	return all
}

// foundByRefresh are members that a destruction leaves alone, because only the refresh found them, and the plan did not
// show them.
func (p *plan) foundByRefresh(t testing.TB) objects {
	all := objects{}
	for _, c := range p.changes {
		if c.action != "delete" {
			continue
		}
		refreshed := c.prior.attributes(t)
		for user := range elements(refreshed) {
			if _, shown := elements(c.before)[user]; !shown {
				id, _ := refreshed["thread_id"].(string)
				all[object{"member", id, user}] = true
			}
		}
	}
	return all
}

// isWarned reports whether one of the diagnostics is a warning.
func isWarned(diags []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diags, func(d *tfprotov6.Diagnostic) bool {
		return d.Severity == tfprotov6.DiagnosticSeverityWarning
	})
}

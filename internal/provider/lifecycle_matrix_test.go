package provider

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// lifecycle is what becomes of a resource from one configuration to the next.
type lifecycle string

const (
	renamed  lifecycle = "renamed" // without a moved block
	moved    lifecycle = "moved"
	replaced lifecycle = "replaced" // by -replace
	tainted  lifecycle = "tainted"
	changed  lifecycle = "changed" // attributes alone
	shifted  lifecycle = "shifted" // the first element of a count is dropped, so each one gets the values of its neighbor
	rekeyed  lifecycle = "rekeyed" // for_each has another key for the same
)

// lifecycleCase is a cell of the matrix. Each has a thread of its own, so those of one kind share a configuration.
type lifecycleCase struct {
	kind     string
	becomes  lifecycle
	newFirst bool // create_before_destroy
	others   bool // attributes change at the same time
}

// lifecycleCases are all cells of a kind that make sense.
func lifecycleCases(kind string) []lifecycleCase {
	var cases []lifecycleCase
	for _, becomes := range []lifecycle{renamed, moved, replaced, tainted, changed, shifted, rekeyed} {
		for _, newFirst := range []bool{false, true} {
			for _, others := range []bool{false, true} {
				if others && kind == "chat_user" || !others && becomes == changed { // which change nothing
					continue
				}
				cases = append(cases, lifecycleCase{kind, becomes, newFirst, others})
			}
		}
	}
	return cases
}

func (c lifecycleCase) name() string {
	name := string(c.becomes)
	if c.newFirst {
		name += "_new_first"
	}
	if c.others {
		name += "_other_attributes"
	}
	return name
}

// address is the resource's, before or after.
func (c lifecycleCase) address(after bool) string {
	if after && (c.becomes == renamed || c.becomes == moved) {
		return c.kind + "." + c.name() + "_new"
	}
	return c.kind + "." + c.name()
}

// value is what a resource is made of: two people and a text.
type value struct{ text, ann, bob string }

// values are the elements of the count, or the only one, before or after.
func (c lifecycleCase) values(after bool) []value {
	all := []value{{"0", "p0", "p1"}, {"1", "p2", "p3"}, {"2", "p4", "p5"}}
	if c.becomes != shifted {
		all = all[:1]
	} else if after {
		all = all[1:]
	}
	for i := range all {
		all[i].text = c.name() + " " + all[i].text
		if c.others && after {
			all[i].text += " changed"
		}
	}
	return all
}

// configuration is the HCL of a case, before or after.
func (c lifecycleCase) configuration(after bool, people map[string]string) string {
	var b strings.Builder
	_, label, _ := strings.Cut(c.address(after), ".")
	fmt.Fprintf(&b, "locals {\n%s = [\n", c.name())
	for _, v := range c.values(after) {
		fmt.Fprintf(&b, "{ text = %q, ann = %q, bob = %q },\n", v.text, people[v.ann], people[v.bob])
	}
	index, meta, each := "0", "", ""
	switch {
	case c.becomes == shifted:
		index, each = "count.index", "[count.index]"
		meta = fmt.Sprintf("count = length(local.%s)", c.name())
	case c.becomes == rekeyed && after:
		meta, each = `for_each = toset(["new"])`, `["new"]`
	case c.becomes == rekeyed:
		meta, each = `for_each = toset(["old"])`, `["old"]`
	}
	body := strings.ReplaceAll(c.body(), "VALUE", fmt.Sprintf("local.%s[%s]", c.name(), index))
	fmt.Fprintf(&b, "]\n}\nresource %q %q {\n%s\n%s\nlifecycle { create_before_destroy = %v }\n}\n",
		c.kind, label, meta, body, c.newFirst)
	if c.kind != "chat_thread" {
		fmt.Fprintf(&b, "resource \"chat_thread\" %q {\ntopic = %[1]q\n}\n", c.name()+"_thread")
	}
	if c.kind == "chat_user" {
		fmt.Fprintf(&b, "resource \"chat_thread_member\" %q {\ncount = length(local.%[1]s)\n"+
			"thread_id = chat_thread.%[1]s_thread.id\nuser_id = %[2]s%[3]s.id\n"+
			"display_name = local.%[1]s[count.index].text\n}\n", c.name(), c.address(after), each)
	}
	if c.becomes == moved && after {
		fmt.Fprintf(&b, "moved {\nfrom = %s\nto = %s\n}\n", c.address(false), c.address(true))
	}
	return b.String()
}

// body is what a block of the kind holds.
func (c lifecycleCase) body() string {
	const members = "members = { ann = { user_id = VALUE.ann, display_name = VALUE.text }, bob = { user_id = VALUE.bob } }"
	thread := fmt.Sprintf("thread_id = chat_thread.%s_thread.id\n", c.name())
	return map[string]string{
		"chat_thread":         "topic = VALUE.text\n" + members,
		"chat_thread_member":  thread + "user_id = VALUE.ann\ndisplay_name = VALUE.text",
		"chat_thread_members": thread + members,
		"chat_message":        thread + "content = VALUE.text",
		"chat_user":           "",
	}[c.kind]
}

// wanted are the members of a thread with their names, as they must be in the end, and the messages.
func (c lifecycleCase) wanted(topic string) (members, messages []string) {
	for _, v := range c.values(true) {
		switch c.kind {
		case "chat_thread":
			if v.text == topic {
				members = append(members, v.ann+" "+v.text, v.bob+" ")
			}
		case "chat_thread_member":
			members = append(members, v.ann+" "+v.text)
		case "chat_thread_members":
			members = append(members, v.ann+" "+v.text, v.bob+" ")
		case "chat_user":
			members = append(members, "user "+v.text)
		case "chat_message":
			messages = append(messages, v.text)
		}
	}
	return members, messages
}

// topics are the threads that must be there in the end.
func (c lifecycleCase) topics() []string {
	if c.kind != "chat_thread" {
		return []string{c.name() + "_thread"}
	}
	var topics []string
	for _, v := range c.values(true) {
		topics = append(topics, v.text)
	}
	return topics
}

// Whatever becomes of a resource, alone or with other attributes, the old one first or the new one: one apply does it,
// the next plan is empty, everyone is in, and no one was removed whom the plan did not show as leaving, or warn of.
func TestAccLifecycles_convergeInOneApply(t *testing.T) {
	t.Parallel()
	kinds := []string{"chat_thread", "chat_thread_member", "chat_thread_members", "chat_message", "chat_user"}
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			people := map[string]string{}
			for i, id := range s.users(t, 6) {
				people[fmt.Sprintf("p%d", i)] = id
			}
			w := newWorkspace(t, s.newServer)
			configure := func(after bool) {
				all := ""
				for _, c := range lifecycleCases(kind) {
					all += c.configuration(after, people)
				}
				w.configure("main.tf", all)
			}
			configure(false)
			w.must("apply", "-auto-approve")
			var taints, arguments []string
			for _, c := range lifecycleCases(kind) {
				switch c.becomes {
				case tainted:
					taints = append(taints, c.address(false))
				case replaced:
					arguments = append(arguments, "-replace="+c.address(false))
				}
			}
			w.taint(taints...)
			configure(true)
			planned := w.plan(arguments...)
			s.ResetRequests()
			if said, succeeded := w.apply(); !succeeded {
				t.Errorf("the apply fails: %v", said)
			}
			s.checkRemovals(t, planned.changes, fmt.Sprint(planned.diagnostics))
			if next, empty := w.run("plan", "-detailed-exitcode", "-no-color"); !empty {
				t.Errorf("the next plan is not empty:\n%s", next)
			}
			for _, c := range lifecycleCases(kind) {
				t.Run(c.name(), func(t *testing.T) { c.check(t, s, people) })
			}
		})
	}
}

// check compares the threads of a case with what they must be.
func (c lifecycleCase) check(t *testing.T, s *testService, people map[string]string) {
	names := map[string]string{}
	for name, id := range people {
		names[id] = name
	}
	threads, err := s.Threads(t.Context())
	must(t, err)
	for _, topic := range c.topics() {
		live := slices.DeleteFunc(slices.Clone(threads), func(thread emulator.Thread) bool {
			return thread.DeletedOn != nil || thread.Topic != topic
		})
		if len(live) != 1 {
			t.Fatalf("there are %d threads %q, want 1", len(live), topic)
		}
		var members, messages []string
		for _, m := range s.members(t, live[0].ID) {
			name := names[m.UserID]
			if name == "" {
				name = "user"
			}
			if m.UserID != s.actingUser {
				members = append(members, name+" "+m.DisplayName)
			}
		}
		all, err := s.Messages(t.Context(), live[0].ID)
		must(t, err)
		for _, m := range all {
			if m.DeletedOn == nil && m.SenderID != "" {
				messages = append(messages, m.Content)
			}
		}
		wantMembers, wantMessages := c.wanted(topic)
		slices.Sort(members)
		slices.Sort(wantMembers)
		slices.Sort(messages)
		slices.Sort(wantMessages)
		if !slices.Equal(members, wantMembers) || !slices.Equal(messages, wantMessages) {
			t.Errorf("the thread %q has members %q and messages %q, want %q and %q",
				topic, members, messages, wantMembers, wantMessages)
		}
	}
}

package provider

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// desired is a whole configuration, as the author of a story sees it. Maps are keyed by the last part of an address.
type desired struct {
	Users    map[string]bool // persons whose chat_user is configured; the others were made by somebody else
	Threads  map[string]desiredThread
	Members  map[string]desiredMember
	Messages map[string]desiredMessage
}

type desiredThread struct {
	Topic    string
	Metadata map[string]string // nil is null
	Days     int               // 0 is null
	Mode     managedBy
	Members  map[string]string // display names by person, for all but the one by one mode
	Prefix   string            // of the keys of members
}

// managedBy says how the members of a thread are managed.
type managedBy string

const (
	oneByOne  managedBy = "one by one" // by chat_thread_member, or not at all
	inline    managedBy = "inline"     // by members of chat_thread
	together  managedBy = "together"   // by chat_thread_members
	exclusive managedBy = "exclusive"  // the same, and nobody else may be in the thread
)

type desiredMember struct{ Thread, Person, Name string }

type desiredMessage struct {
	Thread, Content string
	HTML            bool
	Metadata        map[string]string
}

// A person is somebody that configurations speak of: p… exist, q… are made by a chat_user.
func persons() []string { return []string{"p0", "p1", "p2", "q0", "q1"} }

func (d desired) clone() desired {
	c := desired{maps.Clone(d.Users), maps.Clone(d.Threads), maps.Clone(d.Members), maps.Clone(d.Messages)}
	for name, thread := range c.Threads {
		thread.Metadata, thread.Members = maps.Clone(thread.Metadata), maps.Clone(thread.Members)
		c.Threads[name] = thread
	}
	return c
}

// exists reports whether a configuration can speak of a person.
func (d desired) exists(person string) bool { return strings.HasPrefix(person, "p") || d.Users[person] }

// blocks are the resource blocks of the configuration.
func (d desired) blocks() map[string]block {
	blocks := map[string]block{}
	add := func(kind, name string, attributes map[string]any) { blocks[kind+"."+name] = block{kind, attributes} }
	for user := range d.Users {
		add("chat_user", user, map[string]any{})
	}
	for name, thread := range d.Threads {
		attributes := map[string]any{"topic": thread.Topic}
		if thread.Metadata != nil {
			attributes["metadata"] = thread.Metadata
		}
		if thread.Days > 0 {
			attributes["delete_after_days"] = thread.Days
		}
		switch thread.Mode {
		case inline:
			attributes["members"] = thread.elements()
		case together, exclusive:
			add("chat_thread_members", name, map[string]any{
				"thread_id": reference("chat_thread." + name), "members": thread.elements(), "exclusive": thread.Mode == exclusive})
		case oneByOne:
		}
		add("chat_thread", name, attributes)
	}
	for name, member := range d.Members {
		add("chat_thread_member", name, withName(map[string]any{
			"thread_id": reference("chat_thread." + member.Thread), "user_id": personID(member.Person)}, member.Name))
	}
	for name, message := range d.Messages {
		attributes := map[string]any{"thread_id": reference("chat_thread." + message.Thread), "content": message.Content}
		if message.HTML {
			attributes["type"] = "html"
		}
		if message.Metadata != nil {
			attributes["metadata"] = message.Metadata
		}
		add("chat_message", name, attributes)
	}
	return blocks
}

func (thread desiredThread) elements() map[string]any {
	elements := map[string]any{}
	for person, name := range thread.Members {
		elements[thread.Prefix+person] = withName(map[string]any{"user_id": personID(person)}, name)
	}
	return elements
}

func withName(attributes map[string]any, name string) map[string]any {
	if name != "" {
		attributes["display_name"] = name
	}
	return attributes
}

// personID is the id of a person: a reference to the chat_user, or one that the story fills in.
func personID(person string) any {
	if strings.HasPrefix(person, "q") {
		return reference("chat_user." + person)
	}
	return existing(person)
}

// change makes a random change that leaves the configuration valid.
func (d desired) change(random *rand.Rand) desired {
	d = d.clone()
	changes := []func(*rand.Rand){
		d.changeThread, d.changeThread, d.changeMembers, d.changeMembers, d.changeMembers, d.changeMode,
		d.changeMember, d.changeMember, d.changeMember, d.renameMember, d.changeMessage, d.changeMessage, d.changeUser, d.renameThread,
	}
	for range 1 + random.IntN(3) {
		changes[random.IntN(len(changes))](random)
	}
	d.prune()
	return d
}

// prune takes out what refers to something that is not configured any more, and whatever would claim a member twice.
func (d desired) prune() {
	maps.DeleteFunc(d.Messages, func(_ string, m desiredMessage) bool { return d.Threads[m.Thread].Topic == "" })
	claimed := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(d.Members)) {
		m := d.Members[name]
		thread := d.Threads[m.Thread]
		claim := m.Thread + "/" + m.Person
		if thread.Topic == "" || thread.Mode != oneByOne || !d.exists(m.Person) || claimed[claim] {
			delete(d.Members, name)
		}
		claimed[claim] = true
	}
	for _, thread := range d.Threads {
		maps.DeleteFunc(thread.Members, func(person, _ string) bool { return !d.exists(person) })
	}
}

func pick[V any](random *rand.Rand, from map[string]V) (string, bool) {
	if len(from) == 0 {
		return "", false
	}
	keys := slices.Sorted(maps.Keys(from))
	return keys[random.IntN(len(keys))], true
}

func oneOf[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }

func someMetadata(random *rand.Rand) map[string]string {
	return oneOf(random, nil, nil, map[string]string{}, map[string]string{"team": "a"}, map[string]string{"team": "b", "tier": "1"})
}

func someName(random *rand.Rand) string { return oneOf(random, "", "Ada", "Grace") }

func (d desired) changeThread(random *rand.Rand) {
	name := oneOf(random, "t0", "t1", "t2")
	thread, there := d.Threads[name]
	switch {
	case !there:
		thread = desiredThread{Topic: name, Mode: oneOf(random, oneByOne, inline, together, exclusive), Members: map[string]string{},
			Metadata: someMetadata(random), Days: oneOf(random, 0, 30)}
	case random.IntN(6) == 0:
		delete(d.Threads, name)
		return
	default:
		switch random.IntN(3) {
		case 0:
			thread.Topic = name + oneOf(random, "", " renamed", " again")
		case 1:
			thread.Metadata = someMetadata(random)
		default:
			thread.Days = oneOf(random, 0, 30, 60)
		}
	}
	d.Threads[name] = thread
}

func (d desired) renameThread(random *rand.Rand) {
	if from, ok := pick(random, d.Threads); ok && random.IntN(2) == 0 {
		to := oneOf(random, "t0", "t1", "t2")
		if _, taken := d.Threads[to]; !taken {
			d.Threads[to] = d.Threads[from]
			delete(d.Threads, from)
			for name, member := range d.Members {
				if member.Thread == from {
					member.Thread = to
					d.Members[name] = member
				}
			}
		}
	}
}

func (d desired) changeMembers(random *rand.Rand) {
	name, ok := pick(random, d.Threads)
	if !ok {
		return
	}
	thread := d.Threads[name]
	switch person := oneOf(random, persons()...); random.IntN(5) {
	case 0:
		delete(thread.Members, person)
	case 1:
		thread.Prefix = oneOf(random, "", "m-")
		d.Threads[name] = thread
	default:
		thread.Members[person] = someName(random)
	}
}

// changeMode has other resources manage the members, and keeps everybody in.
func (d desired) changeMode(random *rand.Rand) {
	name, ok := pick(random, d.Threads)
	if !ok {
		return
	}
	thread := d.Threads[name]
	to := oneOf(random, oneByOne, inline, together, exclusive)
	if thread.Mode == oneByOne {
		thread.Members = map[string]string{}
		for _, member := range d.Members {
			if member.Thread == name {
				thread.Members[member.Person] = member.Name
			}
		}
	} else if to == oneByOne {
		for person, display := range thread.Members {
			d.Members[name+person] = desiredMember{name, person, display}
		}
	}
	thread.Mode = to
	d.Threads[name] = thread
}

func (d desired) changeMember(random *rand.Rand) {
	thread, ok := pick(random, d.Threads)
	if !ok {
		return
	}
	name := fmt.Sprintf("m%d", random.IntN(4))
	if _, there := d.Members[name]; there && random.IntN(4) == 0 {
		delete(d.Members, name)
		return
	}
	d.Members[name] = desiredMember{thread, oneOf(random, persons()...), someName(random)}
}

// renameMember moves a member to another address, as if somebody had forgotten the moved block.
func (d desired) renameMember(random *rand.Rand) {
	if from, ok := pick(random, d.Members); ok {
		member := d.Members[from]
		delete(d.Members, from)
		d.Members[fmt.Sprintf("r%d", random.IntN(4))] = member
	}
}

func (d desired) changeMessage(random *rand.Rand) {
	thread, ok := pick(random, d.Threads)
	if !ok {
		return
	}
	name := fmt.Sprintf("n%d", random.IntN(3))
	if _, there := d.Messages[name]; there && random.IntN(5) == 0 {
		delete(d.Messages, name)
		return
	}
	d.Messages[name] = desiredMessage{thread, oneOf(random, "Hello", "Welcome", "<b>Hello</b>"), random.IntN(3) == 0, someMetadata(random)}
}

func (d desired) changeUser(random *rand.Rand) {
	user := oneOf(random, "q0", "q1")
	if d.Users[user] && random.IntN(3) == 0 {
		delete(d.Users, user)
		return
	}
	d.Users[user] = true
}

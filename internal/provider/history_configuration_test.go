package provider

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// desired is a whole configuration, as the author of a story sees it. Maps are keyed by the last part of an address.
type desired struct {
	Users    map[string]bool // people whose chat_user is configured; the others were made by someone else
	Threads  map[string]desiredThread
	Members  map[string]desiredMember
	Counted  map[string][]string // people by thread: chat_thread_member with count over a list
	Messages map[string]desiredMessage
}

type desiredThread struct {
	Topic    string
	Metadata map[string]string // nil is null
	Days     int               // 0 is null
	Mode     managedBy
	Also     bool              // beside inline members, a chat_thread_members lists the same
	Members  map[string]string // display names by person, for all but the one by one mode
	Prefix   string            // of the keys of members
}

// managedBy says how the members of a thread are managed.
type managedBy string

const (
	oneByOne  managedBy = "one by one" // by chat_thread_member, or not at all
	inline    managedBy = "inline"     // by members of chat_thread
	together  managedBy = "together"   // by chat_thread_members
	exclusive managedBy = "exclusive"  // the same, and no one else may be in the thread
)

type desiredMember struct{ Thread, Person, Name string }

type desiredMessage struct {
	Thread, Content string
	Sender          string // a person; "" is the acting user
	HTML            bool
	Metadata        map[string]string
}

func nothing() desired {
	return desired{map[string]bool{}, map[string]desiredThread{}, map[string]desiredMember{}, map[string][]string{},
		map[string]desiredMessage{}}
}

// A person is someone whom configurations speak of: p… exist, q… are made by a chat_user.
func persons() []string { return []string{"p0", "p1", "p2", "q0", "q1"} }

func (d desired) clone() desired {
	c := desired{maps.Clone(d.Users), maps.Clone(d.Threads), maps.Clone(d.Members), maps.Clone(d.Counted),
		maps.Clone(d.Messages)}
	for name, thread := range c.Threads {
		thread.Metadata, thread.Members = maps.Clone(thread.Metadata), maps.Clone(thread.Members)
		c.Threads[name] = thread
	}
	for thread, people := range c.Counted {
		c.Counted[thread] = slices.Clone(people)
	}
	return c
}

// exists reports whether a configuration can speak of a person.
func (d desired) exists(person string) bool { return strings.HasPrefix(person, "p") || d.Users[person] }

// names are the display names of the members of a thread, by person.
func (d desired) names(thread string) map[string]string {
	names := map[string]string{}
	if d.Threads[thread].Mode != oneByOne {
		maps.Copy(names, d.Threads[thread].Members)
		return names
	}
	for _, member := range d.Members {
		if member.Thread == thread {
			names[member.Person] = member.Name
		}
	}
	for _, person := range d.Counted[thread] {
		names[person] = person
	}
	return names
}

// block is a resource block.
type block struct {
	kind       string
	attributes map[string]any
	after      []string // addresses, as in depends_on
}

// reference is the id of another resource. existing is the id of a person who was there before.
type (
	reference string
	existing  string
)

// needs are the addresses that a block refers to.
func (b block) needs() []string {
	found := map[string]bool{}
	for _, address := range b.after {
		found[address] = true
	}
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

// blocks are the resource blocks of the configuration, by address.
func (d desired) blocks() map[string]block {
	blocks := map[string]block{}
	for user := range d.Users {
		blocks["chat_user."+user] = block{"chat_user", map[string]any{}, nil}
	}
	for name, thread := range d.Threads {
		d.addThread(blocks, name, thread)
	}
	for name, member := range d.Members {
		blocks["chat_thread_member."+name] = member.block()
	}
	for thread, people := range d.Counted {
		for i, person := range people {
			blocks[counted(thread, i)] = desiredMember{thread, person, person}.block()
		}
	}
	for name, message := range d.Messages {
		blocks["chat_message."+name] = d.message(message)
	}
	return blocks
}

// counted is the address of an element of the count over the members of a thread.
func counted(thread string, i int) string {
	return fmt.Sprintf("chat_thread_member.%s_each[%d]", thread, i)
}

func (d desired) addThread(blocks map[string]block, name string, thread desiredThread) {
	attributes := map[string]any{"topic": thread.Topic}
	if thread.Metadata != nil {
		attributes["metadata"] = thread.Metadata
	}
	if thread.Days > 0 {
		attributes["delete_after_days"] = thread.Days
	}
	many := map[string]any{"thread_id": reference("chat_thread." + name), "members": thread.elements()}
	switch {
	case thread.Mode == inline && thread.Also:
		blocks["chat_thread_members."+name] = block{"chat_thread_members", many, nil}
		fallthrough
	case thread.Mode == inline:
		attributes["members"] = thread.elements()
	case thread.Mode != oneByOne:
		many["exclusive"] = thread.Mode == exclusive
		blocks["chat_thread_members."+name] = block{"chat_thread_members", many, nil}
	}
	blocks["chat_thread."+name] = block{"chat_thread", attributes, nil}
}

func (m desiredMember) block() block {
	return block{"chat_thread_member", withName(map[string]any{
		"thread_id": reference("chat_thread." + m.Thread), "user_id": personID(m.Person)}, m.Name), nil}
}

// message is the block of a message. It depends on the membership of its sender.
func (d desired) message(message desiredMessage) block {
	attributes := map[string]any{"thread_id": reference("chat_thread." + message.Thread), "content": message.Content}
	if message.HTML {
		attributes["type"] = "html"
	}
	if message.Metadata != nil {
		attributes["metadata"] = message.Metadata
	}
	b := block{"chat_message", attributes, nil}
	if message.Sender == "" {
		return b
	}
	attributes["sender_id"] = personID(message.Sender)
	switch thread := d.Threads[message.Thread]; thread.Mode {
	case oneByOne:
		for name, member := range d.Members {
			if member.Thread == message.Thread && member.Person == message.Sender {
				b.after = append(b.after, "chat_thread_member."+name)
			}
		}
		if slices.Contains(d.Counted[message.Thread], message.Sender) {
			for i := range d.Counted[message.Thread] { // Terraform waits for all elements
				b.after = append(b.after, counted(message.Thread, i))
			}
		}
	case together, exclusive:
		b.after = append(b.after, "chat_thread_members."+message.Thread)
	case inline: // the thread itself
	}
	return b
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

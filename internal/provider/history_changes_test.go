package provider

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// change makes a random change that leaves the configuration valid.
func (d desired) change(random *rand.Rand) desired {
	d = d.clone()
	changes := []func(*rand.Rand){
		d.changeThread, d.changeThread, d.changeMembers, d.changeMembers, d.changeMembers, d.changeMode,
		d.changeMember, d.changeMember, d.changeMember, d.renameMember, d.changeMessage, d.changeMessage, d.changeUser,
		d.renameThread, d.shareMember, d.changeCount, d.changeCount,
	}
	for range 1 + random.IntN(3) {
		changes[random.IntN(len(changes))](random)
	}
	d.prune()
	return d
}

// prune takes out what refers to something that is not configured anymore, and whatever would claim a member twice,
// except beside a thread that lists its members.
func (d desired) prune() {
	maps.DeleteFunc(d.Counted, func(thread string, _ []string) bool {
		return d.Threads[thread].Topic == "" || d.Threads[thread].Mode != oneByOne
	})
	claimed := map[string]bool{}
	for thread, people := range d.Counted {
		d.Counted[thread] = slices.DeleteFunc(people, func(person string) bool { return !d.exists(person) })
		for _, person := range d.Counted[thread] {
			claimed[thread+"/"+person] = true
		}
	}
	for name, thread := range d.Threads {
		maps.DeleteFunc(thread.Members, func(person, _ string) bool { return !d.exists(person) })
		thread.Also = thread.Also && thread.Mode == inline
		d.Threads[name] = thread
	}
	for _, name := range slices.Sorted(maps.Keys(d.Members)) {
		m := d.Members[name]
		thread, claim := d.Threads[m.Thread], m.Thread+"/"+m.Person
		_, lists := thread.Members[m.Person]
		fits := thread.Mode == oneByOne || thread.Mode == inline && lists && !thread.Also
		if thread.Topic == "" || !fits || !d.exists(m.Person) || claimed[claim] {
			delete(d.Members, name)
			continue
		}
		if thread.Mode == inline {
			m.Name = thread.Members[m.Person]
			d.Members[name] = m
		}
		claimed[claim] = true
	}
	maps.DeleteFunc(d.Messages, func(_ string, m desiredMessage) bool { return d.Threads[m.Thread].Topic == "" })
	for name, m := range d.Messages {
		if _, in := d.names(m.Thread)[m.Sender]; !in && m.Sender != "" {
			m.Sender = ""
			d.Messages[name] = m
		}
	}
}

func pick[V any](random *rand.Rand, from map[string]V) (string, bool) {
	if len(from) == 0 {
		return "", false
	}
	keys := slices.Sorted(maps.Keys(from))
	return keys[random.IntN(len(keys))], true
}

// pickThread picks one of the threads that change.
func (d desired) pickThread(random *rand.Rand) (string, bool) {
	threads := maps.Clone(d.Threads)
	maps.DeleteFunc(threads, func(name string, _ desiredThread) bool { return strings.HasPrefix(name, filler) })
	return pick(random, threads)
}

func oneOf[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }

func someMetadata(random *rand.Rand) map[string]string {
	return oneOf(random, nil, nil, map[string]string{}, map[string]string{"team": "a"},
		map[string]string{"team": "b", "tier": "1"})
}

func someName(random *rand.Rand) string { return oneOf(random, "", "Ada", "Grace") }

func someThread(random *rand.Rand) string { return oneOf(random, "t0", "t1", "t2") }

func (d desired) changeThread(random *rand.Rand) {
	name := someThread(random)
	thread, there := d.Threads[name]
	switch {
	case !there:
		thread = desiredThread{Topic: name, Mode: oneOf(random, oneByOne, inline, together, exclusive),
			Members: map[string]string{}, Metadata: someMetadata(random), Days: oneOf(random, 0, 30)}
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
	from, ok := d.pickThread(random)
	to := someThread(random)
	if _, taken := d.Threads[to]; !ok || taken {
		return
	}
	d.Threads[to] = d.Threads[from]
	delete(d.Threads, from)
	if people, counted := d.Counted[from]; counted {
		d.Counted[to] = people
		delete(d.Counted, from)
	}
	for name, member := range d.Members {
		if member.Thread == from {
			member.Thread = to
			d.Members[name] = member
		}
	}
}

func (d desired) changeMembers(random *rand.Rand) {
	name, ok := d.pickThread(random)
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

// changeMode has other resources manage the members, and keeps everyone in.
func (d desired) changeMode(random *rand.Rand) {
	name, ok := d.pickThread(random)
	if !ok {
		return
	}
	thread := d.Threads[name]
	to := oneOf(random, oneByOne, inline, together, exclusive)
	if thread.Mode == oneByOne {
		thread.Members = d.names(name)
	} else if to == oneByOne {
		for person, display := range thread.Members {
			d.Members[name+person] = desiredMember{name, person, display}
		}
	}
	thread.Mode = to
	d.Threads[name] = thread
}

func (d desired) changeMember(random *rand.Rand) {
	thread, ok := d.pickThread(random)
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

// shareMember has a second resource manage whom a thread lists, or no longer.
func (d desired) shareMember(random *rand.Rand) {
	name, ok := d.pickThread(random)
	thread := d.Threads[name]
	if !ok || thread.Mode != inline {
		return
	}
	if random.IntN(2) == 0 {
		thread.Also = !thread.Also
		d.Threads[name] = thread
	} else if person, ok := pick(random, thread.Members); ok {
		d.Members[fmt.Sprintf("m%d", random.IntN(4))] = desiredMember{name, person, thread.Members[person]}
	}
}

// changeCount changes the list that a count is over: each element after the first change belongs to someone else then.
func (d desired) changeCount(random *rand.Rand) {
	name, ok := d.pickThread(random)
	if !ok || d.Threads[name].Mode != oneByOne {
		return
	}
	people := d.Counted[name]
	if at := random.IntN(len(persons())); at < len(people) && random.IntN(2) == 0 {
		d.Counted[name] = slices.Delete(people, at, at+1)
		return
	}
	for _, person := range persons() {
		if _, in := d.names(name)[person]; !in && d.exists(person) {
			people = append(people, person)
		}
	}
	d.Counted[name] = people
}

// renameMember moves a member to another address.
func (d desired) renameMember(random *rand.Rand) {
	if from, ok := pick(random, d.Members); ok {
		member := d.Members[from]
		delete(d.Members, from)
		d.Members[fmt.Sprintf("r%d", random.IntN(4))] = member
	}
}

func (d desired) changeMessage(random *rand.Rand) {
	thread, ok := d.pickThread(random)
	if !ok {
		return
	}
	name := fmt.Sprintf("n%d", random.IntN(3))
	if _, there := d.Messages[name]; there && random.IntN(5) == 0 {
		delete(d.Messages, name)
		return
	}
	message := desiredMessage{Thread: thread, Content: oneOf(random, "Hello", "Welcome", "<b>Hello</b>"),
		HTML: random.IntN(3) == 0, Metadata: someMetadata(random)}
	if random.IntN(3) == 0 {
		message.Sender, _ = pick(random, d.names(thread)) // who may leave later
	}
	d.Messages[name] = message
}

func (d desired) changeUser(random *rand.Rand) {
	user := oneOf(random, "q0", "q1")
	if d.Users[user] && random.IntN(3) == 0 {
		delete(d.Users, user)
		return
	}
	d.Users[user] = true
}

package provider

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// live returns the messages that people wrote in a thread and no one deleted.
func (h *story) live(threadID string) []emulator.Message {
	messages, err := h.service.Messages(context.Background(), threadID)
	if err != nil {
		h.t.Fatal(err)
	}
	return slices.DeleteFunc(messages, func(m emulator.Message) bool {
		return m.DeletedOn != nil || m.Type != "text" && m.Type != "html"
	})
}

// check says how the service differs from the configuration: something is missing, is there twice, or was left behind.
func (h *story) check(d desired) {
	t := h.t
	threads, err := h.service.Threads(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]emulator.Thread{}
	for _, thread := range threads {
		if thread.DeletedOn == nil {
			byID[thread.ID] = thread
		}
	}
	for name, want := range d.Threads {
		id, _ := h.id("chat_thread." + name)
		got, there := byID[id]
		delete(byID, id)
		switch {
		case !there:
			t.Errorf("chat_thread.%s is not on the service", name)
			continue
		case got.Topic != want.Topic:
			t.Errorf("chat_thread.%s has the topic %q, want %q", name, got.Topic, want.Topic)
		}
		h.checkMembers(name, id, d)
		h.checkMessages(name, id, d)
		chat := h.someone()
		read, err := chat.GetThread(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if want.Metadata != nil && !maps.Equal(read.Metadata, want.Metadata) {
			t.Errorf("chat_thread.%s has the metadata %v, want %v", name, read.Metadata, want.Metadata)
		}
		if want.Days != 0 && (read.DeleteAfterDays == nil || *read.DeleteAfterDays != want.Days) {
			t.Errorf("chat_thread.%s is deleted after %v days, want %d", name, read.DeleteAfterDays, want.Days)
		}
	}
	for id, thread := range byID {
		if !slices.Contains(h.wire.lost, id) {
			t.Errorf("the thread %q (%s) was left behind", thread.Topic, id)
		}
	}
	h.checkUsers(d)
}

func (h *story) checkMembers(name, id string, d desired) {
	t := h.t
	want, thread := map[string]string{}, d.Threads[name]
	for person, display := range d.names(name) {
		want[h.person(person)] = display
	}
	for _, member := range h.service.members(t, id) {
		display, wanted := want[member.UserID]
		delete(want, member.UserID)
		switch strict := thread.Mode == inline || thread.Mode == exclusive; {
		case member.UserID == h.service.actingUser:
		case wanted && display != member.DisplayName:
			t.Errorf("%s in chat_thread.%s is called %q, want %q", member.UserID, name, member.DisplayName, display)
		case !wanted && strict:
			t.Errorf("%s is in chat_thread.%s, and should not be", member.UserID, name)
		}
	}
	for user := range want {
		t.Errorf("%s is missing in chat_thread.%s", user, name)
	}
}

func (h *story) checkMessages(name, id string, d desired) {
	t := h.t
	messages := h.live(id)
	for key, want := range d.Messages {
		if want.Thread != name {
			continue
		}
		messageID, _ := h.id("chat_message." + key)
		i := slices.IndexFunc(messages, func(m emulator.Message) bool { return m.ID == messageID })
		if i < 0 {
			t.Errorf("chat_message.%s is not in chat_thread.%s", key, name)
			continue
		}
		if messages[i].Content != want.Content || (messages[i].Type == "html") != want.HTML ||
			want.Metadata != nil && !maps.Equal(messages[i].Metadata, want.Metadata) {
			t.Errorf("chat_message.%s is %+v, want %+v", key, messages[i], want)
		}
		messages = slices.Delete(messages, i, i+1)
	}
	for _, message := range messages {
		if !slices.Contains(h.wire.lost, message.ID) && !h.letGo[message.ID] {
			t.Errorf("the message %q in chat_thread.%s is there twice, or was left behind", message.Content, name)
		}
	}
}

func (h *story) checkUsers(d desired) {
	t := h.t
	users, err := h.service.Users(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for user := range d.Users {
		id, _ := h.id("chat_user." + user)
		if !slices.Contains(users, id) {
			t.Errorf("chat_user.%s is not on the service", user)
		}
		users = slices.DeleteFunc(users, func(other string) bool { return other == id })
	}
	for _, id := range users {
		if h.name(id) == "" && id != h.service.actingUser && !slices.Contains(h.wire.lost, id) {
			t.Errorf("the user %s was left behind", id)
		}
	}
}

// person returns the id of a person.
func (h *story) person(name string) string {
	if strings.HasPrefix(name, "q") {
		id, _ := h.id("chat_user." + name)
		return id
	}
	return h.known[name]
}

// name returns the name of someone who was there before, or "" for the others.
func (h *story) name(userID string) string {
	for name, id := range h.known {
		if id == userID {
			return name
		}
	}
	return ""
}

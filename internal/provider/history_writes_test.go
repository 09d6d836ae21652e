package provider

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// writes are the calls that wrote since the service's record was reset, in words that are the same for every service:
// topics and names in place of ids. Whoever is added is added by a line, however many went in one call. They are
// sorted.
func (h *story) writes() []string {
	words := h.words()
	var lines []string
	for _, request := range h.service.Requests() {
		if request.Method == http.MethodGet || request.Operation == emulator.OpIssueToken || request.Status >= 300 {
			continue
		}
		at := fmt.Sprintf("%s in %s: ", request.Operation, words.Replace(request.ThreadID))
		var body map[string]any
		if len(request.Body) > 0 {
			if err := json.Unmarshal(request.Body, &body); err != nil {
				h.t.Fatal(err)
			}
		}
		people, _ := body["participants"].([]any)
		delete(body, "participants")
		for _, person := range people {
			lines = append(lines, at+words.Replace(fmt.Sprint(person)))
		}
		if request.Operation != emulator.OpAddParticipants {
			lines = append(lines, at+words.Replace(fmt.Sprint(body)))
		}
	}
	slices.Sort(lines)
	return lines
}

// end is what the service holds, in the same words.
func (h *story) end() []string {
	words := h.words()
	threads, err := h.service.Threads(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	var lines []string
	for _, thread := range threads {
		if thread.DeletedOn != nil {
			continue
		}
		lines = append(lines, fmt.Sprintf("thread %s, %d days, %v", thread.Topic, thread.DeleteAfterDays, thread.Metadata))
		for _, m := range h.service.members(h.t, thread.ID) {
			lines = append(lines, words.Replace(fmt.Sprintf("in %s: %s (%s)", thread.Topic, m.UserID, m.DisplayName)))
		}
		for _, m := range h.live(thread.ID) {
			lines = append(lines, words.Replace(fmt.Sprintf("in %s: %s %q by %s", thread.Topic, m.Type, m.Content, m.SenderID)))
		}
	}
	slices.Sort(lines)
	return lines
}

// words replaces ids with topics and names.
func (h *story) words() *strings.Replacer {
	pairs := []string{h.service.actingUser, "the acting user"}
	for name, id := range h.known {
		pairs = append(pairs, id, name)
	}
	threads, err := h.service.Threads(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, thread := range threads {
		pairs = append(pairs, thread.ID, thread.Topic)
	}
	users, err := h.service.Users(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, user := range users {
		pairs = append(pairs, user, "a new user") // whoever has a name was replaced before
	}
	return strings.NewReplacer(pairs...)
}

package provider

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// shownChange is a change of one resource as a plan shows it. What is not known yet is missing in after.
type shownChange struct {
	address, kind string
	actions       []string // "create", "read", "update", "delete"
	before, after map[string]any
}

func (c shownChange) does(action string) bool { return slices.Contains(c.actions, action) }

// seat is the place of a user in a thread. Either may be "", for all of them.
type seat struct{ threadID, userID string }

// leaving are the seats that changes of a plan show as given up, if only for a moment: the service changes a member by
// removing it and adding it again.
func leaving(changes []shownChange) map[seat]bool {
	seats := map[seat]bool{}
	for _, c := range changes {
		thread, _ := c.before["thread_id"].(string)
		user, _ := c.before["user_id"].(string)
		id, _ := c.before["id"].(string)
		gone, changed := c.does("delete"), c.does("update")
		switch {
		case c.kind == "chat_thread" && gone:
			seats[seat{threadID: id}] = true
		case c.kind == "chat_user" && gone:
			seats[seat{userID: id}] = true
		case c.kind == "chat_thread_member" && (gone || changed):
			seats[seat{thread, user}] = true
		case c.kind == "chat_thread" && changed, c.kind == "chat_thread_members" && (gone || changed):
			if c.kind == "chat_thread" {
				thread = id
			}
			for user, before := range elements(c.before) {
				if after, stays := elements(c.after)[user]; gone || !stays || after != before {
					seats[seat{thread, user}] = true
				}
			}
		}
	}
	return seats
}

// elements are the members that a state lists, as text by user.
func elements(state map[string]any) map[string]string {
	listed, _ := state["members"].(map[string]any)
	byUser := map[string]string{}
	for key, element := range listed {
		attributes, _ := element.(map[string]any)
		attributes = maps.Clone(attributes)
		user, given := attributes["user_id"].(string)
		if !given {
			user = key
		}
		delete(attributes, "user_id")
		text, _ := json.Marshal(attributes) // of strings: it cannot fail
		byUser[user] = string(text)
	}
	return byUser
}

// removals are the seats that calls took from their users since the service's record was reset.
func (s *testService) removals(t testing.TB) []seat {
	t.Helper()
	var removed []seat
	for _, request := range s.Requests(emulator.OpRemoveParticipant) {
		var who struct {
			RawID             string
			CommunicationUser struct{ ID string }
		}
		if err := json.Unmarshal(request.Body, &who); err != nil {
			t.Fatal(err)
		}
		if who.RawID == "" {
			who.RawID = who.CommunicationUser.ID
		}
		removed = append(removed, seat{request.ThreadID, who.RawID})
	}
	return removed
}

// checkRemovals fails the test for everyone who was removed although the plan neither showed nor said so.
func (s *testService) checkRemovals(t testing.TB, changes []shownChange, warnings string) {
	t.Helper()
	shown := leaving(changes)
	for _, r := range s.removals(t) {
		shows := shown[r] || shown[seat{threadID: r.threadID}] || shown[seat{userID: r.userID}]
		if !shows && !strings.Contains(warnings, r.userID) {
			t.Errorf("%s was removed from %s, and the plan did not say so", r.userID, r.threadID)
		}
	}
}

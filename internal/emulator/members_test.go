package emulator_test

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAddParticipants_AddsOnceAndNotesIt(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	id := anna.thread()
	add := object{"participants": []object{{
		"communicationIdentifier": object{"rawId": ben.id}, "displayName": "Ben",
		"shareHistoryTime": "2026-02-01T00:00:00.123+01:00", "metadata": object{"role": "guest"},
	}}}
	if got := anna.chat("POST", path(id, "/participants/:add"), add).want(201); len(got) != 0 {
		t.Errorf("adding answered %v, want {}", got)
	}
	want := object{
		"communicationIdentifier": identifier(ben.id), "displayName": "Ben",
		"shareHistoryTime": "2026-01-31T23:00:00Z", "metadata": object{"role": "guest"},
	}
	if got := list(t, anna.chat("GET", path(id, "/participants"), nil).want(200), "value"); len(got) != 2 || !reflect.DeepEqual(got[1], want) {
		t.Errorf("participants are %v", got)
	}
	add["participants"].([]object)[0]["displayName"] = "Benjamin"
	anna.chat("POST", path(id, "/participants/:add"), add).want(201)
	members, err := f.Members(t.Context(), id)
	if err != nil || len(members) != 2 || members[1].DisplayName != "Ben" {
		t.Errorf("adding again left %v (%v)", members, err)
	}
	messages, err := f.Messages(t.Context(), id)
	if err != nil || len(messages) != 3 || messages[0].Type != "participantAdded" || len(messages[0].Participants) != 1 || messages[0].Participants[0].UserID != ben.id {
		t.Errorf("messages are %+v (%v)", messages, err)
	}
}

func TestRemoveParticipant_EndsAccessButKeepsHistoryUpToThen(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	id := anna.thread(ben.id)
	before := anna.say(id, "before")
	anna.chat("POST", path(id, "/participants/:remove"), object{"communicationUser": object{"id": ben.id}}).want(204)
	anna.chat("POST", path(id, "/participants/:remove"), object{"communicationUser": object{"id": ben.id}}).want(204)
	after := anna.say(id, "after")
	const refused = "The initiator is not a participant of the specified thread."
	ben.chat("GET", path(id, ""), nil).wantError(403, "Forbidden", refused)
	ben.chat("GET", path(id, "/participants"), nil).wantError(403, "Forbidden", refused)
	ben.chat("POST", path(id, "/messages"), object{"content": "?"}).wantError(403, "Forbidden", refused)
	var types []string
	for _, message := range list(t, ben.chat("GET", path(id, "/messages"), nil).want(200), "value") {
		types = append(types, message["type"].(string))
	}
	if want := []string{"participantRemoved", "text", "topicUpdated", "participantAdded"}; !slices.Equal(types, want) {
		t.Errorf("the removed participant sees %v, want %v", types, want)
	}
	ben.chat("GET", path(id, "/messages/"+before), nil).want(200)
	ben.chat("GET", path(id, "/messages/"+after), nil).wantError(404, "NotFound", "The specified chat message was not found.")
	if got := list(t, ben.chat("GET", "/threads", nil).want(200), "value"); len(got) != 1 || got[0]["id"] != id {
		t.Errorf("the removed participant's threads are %v, want the one that it was in", got)
	}
	anna.chat("POST", path(id, "/participants/:add"), object{"participants": []object{participant(ben.id)}}).want(201)
	ben.chat("GET", path(id, "/messages/"+after), nil).want(200)
}

func TestShareHistoryTime_HidesWhatWasSentEarlier(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	id := anna.thread()
	early := anna.say(id, "early")
	f.clock.Advance(time.Minute)
	late := anna.say(id, "late")
	invited := participant(ben.id)
	invited["shareHistoryTime"] = "2026-03-01T12:01:00Z"
	anna.chat("POST", path(id, "/participants/:add"), object{"participants": []object{invited}}).want(201)
	ben.chat("GET", path(id, "/messages/"+late), nil).want(200)
	ben.chat("GET", path(id, "/messages/"+early), nil).want(404)
	if got := list(t, ben.chat("GET", path(id, "/messages"), nil).want(200), "value"); len(got) != 2 {
		t.Errorf("visible are %v", got)
	}
	anna.chat("PATCH", path(id, "/messages/"+early), object{"content": "edited"}).want(204)
	if got := list(t, ben.chat("GET", path(id, "/messages"), nil).want(200), "value"); len(got) != 2 {
		t.Errorf("after an edit of hidden history, visible are %v", got)
	}
}

func TestStrangers_NeverGetIn(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, eve := f.user(), f.user()
	id := anna.thread()
	message := anna.say(id, "secret")
	for _, call := range []struct {
		method, path string
		body         any
	}{
		{"GET", "", nil}, {"PATCH", "", object{"topic": "Mine"}}, {"DELETE", "", nil},
		{"GET", "/participants", nil}, {"POST", "/participants/:add", object{"participants": []object{participant(eve.id)}}},
		{"POST", "/participants/:remove", object{"rawId": anna.id}},
		{"GET", "/messages", nil}, {"POST", "/messages", object{"content": "hi"}}, {"GET", "/messages/" + message, nil},
		{"PATCH", "/messages/" + message, object{"content": "x"}}, {"DELETE", "/messages/" + message, nil},
	} {
		eve.chat(call.method, path(id, call.path), call.body).
			wantError(403, "Forbidden", "The initiator is not a participant of the specified thread.")
	}
}

func TestListParticipants_Pages250(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	want := []string{anna.id}
	for range 2 {
		var batch []object
		for range 124 {
			other, err := f.CreateUser(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, other)
			batch = append(batch, participant(other))
		}
		anna.chat("POST", path(id, "/participants/:add"), object{"participants": batch}).want(201)
	}
	last, extra := f.user(), f.user()
	anna.chat("POST", path(id, "/participants/:add"), object{"participants": []object{participant(last.id), participant(extra.id)}}).
		wantError(400, "BadRequest", "A thread can have at most 250 participants.")
	anna.chat("POST", path(id, "/participants/:add"), object{"participants": []object{participant(last.id)}}).want(201)
	want = append(want, last.id)
	var got []string
	page := anna.chat("GET", path(id, "/participants"), nil).want(200)
	got = append(got, userIDs(t, page)...)
	if link, want := page["nextLink"].(string), f.URL()+"/chat/threads/"+id+"/participants?skip=100&api-version=2025-03-15"; link != want {
		t.Errorf("nextLink is %s, want %s", link, want)
	}
	for page["nextLink"] != nil {
		page = anna.follow("GET", page["nextLink"].(string), nil).want(200)
		got = append(got, userIDs(t, page)...)
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed %d participants, want %d in order", len(got), len(want))
	}
}

func TestRemoveParticipant_BadIdentifier(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	anna.chat("POST", path(id, "/participants/:remove"), object{"communicationUser": object{"id": "8:acs:nobody"}}).
		wantError(400, "BadRequest", "Identifier format is invalid (8:acs:nobody).")
	escaped := strings.ReplaceAll(url.PathEscape(id), ":", "%3A")
	anna.chat("POST", "/threads/"+escaped+"/participants/%3Aremove", object{"rawId": anna.id}).want(204)
	anna.chat("GET", path(id, ""), nil).want(403)
}

package emulator_test

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestMessage_LooksLikeTheServices(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	f.clock.Advance(time.Second)
	reply := anna.chat("POST", path(id, "/messages"), object{"content": "<b>Hi</b>", "type": "html", "metadata": object{"a": "1", "empty": ""}})
	message := reply.want(201)["id"].(string)
	if want := f.URL() + "/chat/threads/19%3A" + strings.TrimPrefix(id, "19:") + "/messages/" + message; reply.header.Get("Location") != want {
		t.Errorf("Location is %s, want %s", reply.header.Get("Location"), want)
	}
	want := object{
		"id": "1772366401000", "type": "html", "sequenceId": "3", "version": "1772366401000", "content": object{"message": "<b>Hi</b>"},
		"senderDisplayName": "", "createdOn": "2026-03-01T12:00:01Z", "senderCommunicationIdentifier": identifier(anna.id),
		"metadata": object{"a": "1", "empty": ""},
	}
	if got := anna.chat("GET", path(id, "/messages/"+message), nil).want(200); !reflect.DeepEqual(got, want) {
		t.Errorf("the message is %v, want %v", got, want)
	}
	f.clock.Advance(time.Second)
	anna.chat("PATCH", path(id, "/messages/"+message), object{"content": "Ho", "metadata": object{"a": "", "b": "2"}}).want(204)
	want["content"], want["metadata"] = object{"message": "Ho"}, object{"b": "2", "empty": ""}
	want["sequenceId"], want["version"], want["editedOn"] = "4", "1772366402000", "2026-03-01T12:00:02Z"
	if got := anna.chat("GET", path(id, "/messages/"+message), nil).want(200); !reflect.DeepEqual(got, want) {
		t.Errorf("the edited message is %v, want %v", got, want)
	}
	other := anna.say(id, "other")
	f.clock.Advance(time.Second)
	anna.chat("DELETE", path(id, "/messages/"+message), nil).want(204)
	want["content"] = object{"message": ""}
	delete(want, "metadata")
	want["sequenceId"], want["version"], want["deletedOn"] = "6", "1772366403000", "2026-03-01T12:00:03Z"
	listed := list(t, anna.chat("GET", path(id, "/messages"), nil).want(200), "value")
	if !reflect.DeepEqual(listed[0], want) || listed[1]["id"] != other {
		t.Errorf("the list begins with %v, want %v", listed[:2], want)
	}
}

func TestMessages_OnlyTheSenderChangesThem(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	id := anna.thread(ben.id)
	message := anna.say(id, "mine")
	const refused = "The initiator is not the sender of the specified message."
	ben.chat("PATCH", path(id, "/messages/"+message), object{"content": "yours"}).wantError(403, "Forbidden", refused)
	ben.chat("DELETE", path(id, "/messages/"+message), nil).wantError(403, "Forbidden", refused)
	stored, err := f.Messages(t.Context(), id)
	if err != nil || stored[0].Content != "mine" || stored[0].EditedOn != nil || stored[0].DeletedOn != nil {
		t.Errorf("the message is %+v (%v)", stored[0], err)
	}
	anna.chat("DELETE", path(id, "/messages/"+stored[1].ID), nil).wantError(403, "Forbidden", refused) // the service's own
}

func TestMessages_IDsNeverRepeat(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	seen := map[string]bool{}
	for range 3 {
		id := anna.thread()
		for range 5 { // all in the same millisecond
			anna.say(id, "x")
		}
		messages, err := f.Messages(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, message := range messages {
			if seen[message.ID] {
				t.Errorf("the id %s comes twice", message.ID)
			}
			seen[message.ID] = true
		}
	}
}

func TestMessages_BadRequests(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	message := anna.say(id, "x")
	post := func(body any) reply { return anna.chat("POST", path(id, "/messages"), body) }
	post(object{}).wantError(400, "BadRequest", "Value for Content is not valid.")
	post(object{"content": "x", "type": "topicUpdated"}).wantError(400, "BadRequest", "Value for Type (topicUpdated) is not valid.")
	post(object{"content": strings.Repeat("x", 28<<10+1)}).wantError(413, "RequestEntityTooLarge", "The message is larger than 28 KB.")
	post(object{"content": strings.Repeat("x", 28<<10)}).want(201)
	post(object{"content": strings.Repeat("x", 1<<20)}).wantError(413, "RequestEntityTooLarge", "The request body is too large.")
	post("{").want(400)
	post(`[]`).want(400)
	post("").want(400)
	anna.chat("PATCH", path(id, "/messages/"+message), object{"content": ""}).wantError(400, "BadRequest", "Value for Content is not valid.")
	for _, bad := range []string{"x", "-1", "1.5", "99999999999999999999"} {
		anna.chat("GET", path(id, "/messages/"+bad), nil).wantError(400, "BadRequest", fmt.Sprintf("Value for MessageId (%s) is not valid.", bad))
	}
	anna.chat("GET", path(id, "/messages/12345"), nil).wantError(404, "NotFound", "The specified chat message was not found.")
	anna.chat("GET", path(id, "/messages?syncState=zz"), nil).wantError(400, "BadRequest", "Value for syncState (zz) is not valid.")
	anna.chat("DELETE", path(id, "/messages/"+message), nil).want(204)
	anna.chat("PATCH", path(id, "/messages/"+message), object{"content": "y"}).wantError(404, "NotFound", "The specified chat message was not found.")
}

func TestListMessages_PagesNewestFirst(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	for i := range 7 {
		anna.say(id, strconv.Itoa(i))
	}
	page := anna.chat("GET", path(id, "/messages?maxPageSize=4"), nil).want(200)
	link := page["nextLink"].(string)
	pattern := "^" + regexp.QuoteMeta(f.URL()+"/chat/threads/"+id+"/messages?syncState=") + "[0-9a-f]+" +
		regexp.QuoteMeta("&startTime=1%2F1%2F1970%2012%3A00%3A00%20AM%20%2B00%3A00&maxPageSize=4&api-version=2025-03-15") + "$"
	if !regexp.MustCompile(pattern).MatchString(link) {
		t.Errorf("nextLink is %s, want %s", link, pattern)
	}
	var contents []string
	for {
		for _, message := range list(t, page, "value") {
			if text, ok := message["content"].(object)["message"].(string); ok {
				contents = append(contents, text)
			}
		}
		if page["nextLink"] == nil {
			break
		}
		page = anna.follow("GET", page["nextLink"].(string), nil).want(200)
	}
	if got := strings.Join(contents, ""); got != "6543210" {
		t.Errorf("listed %s, want 6543210", got)
	}
}

func TestListMessages_StartTimeHoldsOnEveryPage(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	anna.say(id, "early")
	f.clock.Advance(time.Hour)
	for range 3 {
		anna.say(id, "late")
	}
	page := anna.chat("GET", path(id, "/messages?maxPageSize=2&startTime=2026-03-01T12:30:00Z"), nil).want(200)
	rest := anna.follow("GET", page["nextLink"].(string), nil).want(200)
	if n := len(list(t, page, "value")) + len(list(t, rest, "value")); n != 3 || rest["nextLink"] != nil {
		t.Errorf("listed %d messages since the start time, want 3", n)
	}
}

func TestListMessages_APageHoldsAtMost200(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	for range 200 {
		anna.say(id, "x")
	}
	for query, want := range map[string]int{"": 100, "?maxPageSize=200": 200, "?maxPageSize=1000": 200} {
		page := anna.chat("GET", path(id, "/messages"+query), nil).want(200)
		if n := len(list(t, page, "value")); n != want || page["nextLink"] == nil {
			t.Errorf("with %q the page holds %d messages, want %d and more to come", query, n, want)
		}
	}
}

package emulator_test

import (
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestCreateThread_CreatorJoinsAndSystemMessagesAreWritten(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	reply := anna.chat("POST", "/threads", object{"topic": "Plans", "participants": []object{participant(ben.id)}})
	thread := reply.want(201)["chatThread"].(object)
	id := thread["id"].(string)
	want := object{
		"id": id, "topic": "Plans", "createdOn": "2026-03-01T12:00:00Z", "createdByCommunicationIdentifier": identifier(anna.id),
		"retentionPolicy": object{"kind": "none"},
	}
	if !reflect.DeepEqual(thread, want) {
		t.Errorf("created %v, want %v", thread, want)
	}
	location := f.URL() + "/chat/threads/19%3A" + strings.TrimPrefix(id, "19:")
	if got := reply.header.Get("Location"); got != location {
		t.Errorf("Location is %q, want %q", got, location)
	}
	if _, has := reply.want(201)["invalidParticipants"]; has {
		t.Error("invalidParticipants is there although all were added")
	}
	if got := userIDs(t, ben.chat("GET", path(id, "/participants"), nil).want(200)); !slices.Equal(got, []string{anna.id, ben.id}) {
		t.Errorf("participants are %v", got)
	}
	messages := list(t, ben.chat("GET", path(id, "/messages"), nil).want(200), "value")
	if len(messages) != 2 || messages[0]["type"] != "topicUpdated" || messages[0]["sequenceId"] != "2" ||
		messages[1]["type"] != "participantAdded" || messages[1]["sequenceId"] != "1" {
		t.Fatalf("messages are %v", messages)
	}
	joined := object{"communicationIdentifier": identifier(ben.id), "shareHistoryTime": "1970-01-01T00:00:00Z"}
	content := messages[1]["content"].(object)
	if got := list(t, content, "participants"); len(got) != 2 || !reflect.DeepEqual(got[1], joined) {
		t.Errorf("participantAdded names %v", got)
	}
	if want := (object{"topic": "Plans", "initiatorCommunicationIdentifier": identifier(anna.id)}); !reflect.DeepEqual(messages[0]["content"], want) {
		t.Errorf("topicUpdated says %v, want %v", messages[0]["content"], want)
	}
}

func TestEveryAnswer_CarriesTheServicesHeaders(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	header := f.user().chat("GET", "/threads", nil).header
	for name, pattern := range map[string]string{
		"Api-Supported-Versions": `^2021-03-07, .*, 2025-03-15$`, "Ms-Cv": `^[A-Za-z0-9+/]{22}\.0$`, "X-Processing-Time": `^\d+ms$`,
		"Content-Type": `^application/json; charset=utf-8$`,
	} {
		if got := header.Get(name); !regexp.MustCompile(pattern).MatchString(got) {
			t.Errorf("%s is %q", name, got)
		}
	}
}

func TestCreateThread_RepeatedRequestReturnsTheFirstThread(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	stranger := "8:orgid:" + uuid.NewString()
	create := func(u user, requestID, topic string) object {
		header := http.Header{"Authorization": {"Bearer " + u.token}, "Content-Type": {"application/json"}, "Repeatability-Request-Id": {requestID}}
		return f.send("POST", f.URL()+"/chat/threads?api-version=2025-03-15", header,
			object{"topic": topic, "participants": []object{participant(stranger)}}).want(201)
	}
	first := create(anna, "the first, of any form", "One")
	if again := create(anna, "the first, of any form", "Two"); !reflect.DeepEqual(again, first) {
		t.Errorf("the repeated request answered %v, the first one %v", again, first)
	}
	create(anna, "the second", "Three")
	create(ben, "the first, of any form", "Four")
	if threads, err := f.Threads(t.Context()); err != nil || len(threads) != 3 {
		t.Errorf("there are %d threads, want 3 (%v)", len(threads), err)
	}
}

func TestCreateThread_InvalidParticipantsAreNamedAndTheOthersAdded(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben, gone := f.user(), f.user(), f.user()
	f.identity("DELETE", "/identities/"+gone.id, nil).want(204)
	teams := "8:orgid:" + uuid.NewString()
	foreign := "8:acs:" + uuid.NewString() + "_" + uuid.NewString()
	body := anna.chat("POST", "/threads", object{"topic": "Plans", "participants": []object{
		participant(gone.id), {"communicationIdentifier": object{"microsoftTeamsUser": object{"userId": strings.TrimPrefix(teams, "8:orgid:")}}},
		participant(foreign), participant(ben.id),
	}}).want(201)
	want := []object{
		{"code": "404", "message": "Not found", "target": gone.id},
		{"code": "403", "message": "Permissions check failed", "target": teams},
		{"code": "401", "message": "Authentication failed", "target": foreign},
	}
	if got := list(t, body, "invalidParticipants"); !reflect.DeepEqual(got, want) {
		t.Errorf("invalid are %v, want %v", got, want)
	}
	members, err := f.Members(t.Context(), body["chatThread"].(object)["id"].(string))
	if err != nil || len(members) != 2 || members[1].UserID != ben.id {
		t.Errorf("members are %v (%v)", members, err)
	}
}

func TestCreateThread_ListingTheCreatorOrSomebodyTwiceAddsThemOnce(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	named := func(id, name string) object {
		p := participant(id)
		p["displayName"] = name
		return p
	}
	listed := []object{named(ben.id, "Ben"), named(ben.id, "Benjamin"), named(anna.id, "Anna")}
	id := anna.chat("POST", "/threads", object{"topic": "T", "participants": listed}).want(201)["chatThread"].(object)["id"].(string)
	members, err := f.Members(t.Context(), id)
	if err != nil || len(members) != 2 || members[0].DisplayName != "Anna" || members[1].DisplayName != "Ben" {
		t.Errorf("members are %+v (%v)", members, err)
	}
}

func TestCreateThread_BadRequests(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	tooMany := make([]object, 201)
	for i := range tooMany {
		tooMany[i] = participant("8:acs:" + uuid.NewString() + "_" + uuid.NewString())
	}
	for name, test := range map[string]struct {
		body    any
		message string
	}{
		"no topic":                {object{}, "Value for Topic is not valid."},
		"malformed participant":   {object{"topic": "T", "participants": []object{participant("8:acs:invalidUserId")}}, "Identifier format is invalid (8:acs:invalidUserId)."},
		"201 participants":        {object{"topic": "T", "participants": tooMany}, ""},
		"retention of 29 days":    {object{"topic": "T", "retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 29}}, "Value for deleteThreadAfterDays (29) is not valid: it must be between 30 and 90."},
		"retention of 91 days":    {object{"topic": "T", "retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 91}}, "Value for deleteThreadAfterDays (91) is not valid: it must be between 30 and 90."},
		"unknown retention":       {object{"topic": "T", "retentionPolicy": object{"kind": "forever"}}, "Value for retentionPolicy kind (forever) is not valid."},
		"metadata over one KB":    {object{"topic": "T", "metadata": object{"key": strings.Repeat("x", 1022)}}, "The metadata is larger than 1024 bytes."},
		"two values":              {`{"topic":"T"} {}`, "The request body is not valid: there is more than one JSON value."},
		"two halves of one id":    {object{"topic": "T", "participants": []object{{"communicationIdentifier": object{"communicationUser": object{"id": anna.id}, "phoneNumber": object{"value": "+1"}}}}}, "Only one of the identifier models should be set."},
		"participant without id":  {object{"topic": "T", "participants": []object{{}}}, "Identifier format is invalid ()."},
		"Teams user of the cloud": {object{"topic": "T", "participants": []object{{"communicationIdentifier": object{"microsoftTeamsUser": object{"userId": "u", "cloud": "mars"}}}}}, "Identifier format is invalid (u)."},
	} {
		t.Run(name, func(t *testing.T) {
			got := anna.chat("POST", "/threads", test.body)
			got.t = t
			got.wantError(400, "BadRequest", test.message)
		})
	}
	if threads, err := f.Threads(t.Context()); err != nil || len(threads) != 0 {
		t.Errorf("refused calls left %v (%v)", threads, err)
	}
}

func TestUpdateThread_MergesMetadataAndNotesTheTopic(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.chat("POST", "/threads", object{"topic": "Old", "metadata": object{"a": "1", "b": "2", "c": "3"}}).want(201)["chatThread"].(object)["id"].(string)
	anna.chat("PATCH", path(id, ""), object{"topic": "New", "metadata": object{"a": "", "b": nil, "d": "4"},
		"retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 40}}).want(204)
	thread := anna.chat("GET", path(id, ""), nil).want(200)
	if !reflect.DeepEqual(thread["metadata"], object{"c": "3", "d": "4"}) || thread["topic"] != "New" {
		t.Errorf("the thread is %v", thread)
	}
	if want := (object{"kind": "threadCreationDate", "deleteThreadAfterDays": 40.0}); !reflect.DeepEqual(thread["retentionPolicy"], want) {
		t.Errorf("the retention policy is %v", thread["retentionPolicy"])
	}
	messages, err := f.Messages(t.Context(), id)
	if err != nil || messages[0].Type != "topicUpdated" || messages[0].Content != "New" || messages[0].SequenceID != "3" {
		t.Errorf("the last message is %+v (%v)", messages[0], err)
	}
	anna.chat("PATCH", path(id, ""), object{"topic": nil}).wantError(400, "BadRequest", "Value for Topic is not valid.")
	anna.chat("PATCH", path(id, ""), object{"metadata": object{"k": strings.Repeat("x", 1024)}}).wantError(400, "BadRequest", "The metadata is larger than 1024 bytes.")
}

func TestDeletedThread_IsGoneButListed(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	f.clock.Advance(time.Minute)
	anna.chat("DELETE", path(id, ""), nil).want(204)
	for _, method := range []string{"GET", "DELETE"} {
		anna.chat(method, path(id, ""), nil).wantError(404, "NotFound", "The specified thread id was not found.")
	}
	want := []object{{"id": id, "topic": "Plans", "deletedOn": "2026-03-01T12:01:00Z", "lastMessageReceivedOn": "2026-03-01T12:00:00Z"}}
	if got := list(t, anna.chat("GET", "/threads", nil).want(200), "value"); !reflect.DeepEqual(got, want) {
		t.Errorf("listed are %v, want %v", got, want)
	}
}

func TestRetention_DeletesTheThreadWhenItsDayComes(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.chat("POST", "/threads", object{"topic": "T", "retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 30}}).want(201)["chatThread"].(object)["id"].(string)
	f.clock.Advance(30*24*time.Hour - time.Second)
	anna.token = f.tokenOf(anna.id)
	anna.chat("GET", path(id, ""), nil).want(200)
	f.clock.Advance(time.Hour) // it is noticed late, but was deleted in time
	anna.chat("GET", path(id, ""), nil).wantError(404, "NotFound", "The specified thread id was not found.")
	if got := list(t, anna.chat("GET", "/threads", nil).want(200), "value"); len(got) != 1 || got[0]["deletedOn"] != "2026-03-31T12:00:00Z" {
		t.Errorf("listed are %v", got)
	}
}

func TestListThreads_PagesAndBringsThreadsWithNewMessagesBack(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, other := f.user(), f.user()
	other.thread()
	var created []string
	for range 5 {
		created = append(created, anna.thread())
	}
	slices.Reverse(created)
	page := anna.chat("GET", "/threads?maxPageSize=3", nil).want(200)
	link := page["nextLink"].(string)
	if !strings.HasPrefix(link, f.URL()+"/chat/threads?syncState=") || !strings.HasSuffix(link, "&maxPageSize=3&api-version=2025-03-15") {
		t.Errorf("nextLink is %s", link)
	}
	anna.say(created[4], "x")
	anna.say(created[1], "x")
	var pages [][]string
	for {
		var ids []string
		for _, thread := range list(t, page, "value") {
			ids = append(ids, thread["id"].(string))
		}
		pages = append(pages, ids)
		link, more := page["nextLink"].(string)
		if !more {
			break
		}
		page = anna.follow("GET", link, nil).want(200)
	}
	want := [][]string{created[:3], {created[3]}, {created[1], created[4]}}
	if !reflect.DeepEqual(pages, want) {
		t.Errorf("the pages are %v, want %v", pages, want)
	}
}

func TestListThreads_NewestMessageFirst(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	first, second, third := anna.thread(ben.id), anna.thread(ben.id), anna.thread(ben.id)
	f.clock.Advance(time.Minute)
	message := ben.say(second, "x")
	f.clock.Advance(time.Minute)
	ben.chat("PATCH", path(second, "/messages/"+message), object{"content": "edited"}).want(204)
	anna.chat("PATCH", path(first, ""), object{"metadata": object{"k": "v"}}).want(204)
	var listed, times []string
	for _, thread := range list(t, ben.chat("GET", "/threads", nil).want(200), "value") {
		listed = append(listed, thread["id"].(string))
		times = append(times, thread["lastMessageReceivedOn"].(string))
	}
	if want := []string{second, third, first}; !slices.Equal(listed, want) {
		t.Errorf("listed are %v, want %v", listed, want)
	}
	if want := []string{"2026-03-01T12:01:00Z", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"}; !slices.Equal(times, want) {
		t.Errorf("their last messages came %v, want %v", times, want)
	}
}

func TestListThreads_StartTimeLeavesOutWhatGotNoMessageSince(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	anna.thread()
	f.clock.Advance(time.Hour)
	late := anna.thread()
	got := list(t, anna.chat("GET", "/threads?startTime=2026-03-01T12:30:00Z", nil).want(200), "value")
	if len(got) != 1 || got[0]["id"] != late {
		t.Errorf("listed are %v", got)
	}
	anna.chat("GET", "/threads?startTime=yesterday", nil).wantError(400, "BadRequest", "Value for StartTime (yesterday) is not valid.")
	anna.chat("GET", "/threads?maxPageSize=0", nil).wantError(400, "BadRequest", "Value for maxPageSize (0) is not valid.")
}

func TestThreadPath_AnyEscapingReachesTheThread(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	var every strings.Builder
	for _, b := range []byte(id) {
		fmt.Fprintf(&every, "%%%02x", b)
	}
	upper := strings.ToUpper(every.String())
	for _, escaped := range []string{id, strings.ReplaceAll(id, ":", "%3A"), strings.ReplaceAll(id, "@", "%40"), every.String(), upper} {
		anna.chat("GET", "/threads/"+escaped, nil).want(200)
	}
	for _, malformed := range []string{"x", "19:@thread.v2", "19:a%2Fb@thread.v2", "19%253Aabc@thread.v2", "%20", "19:abc@thread.v1"} {
		anna.chat("GET", "/threads/"+malformed, nil).wantError(400, "BadRequest", "")
	}
	anna.chat("GET", "/threads/19:abc@thread.v2", nil).wantError(404, "NotFound", "The specified thread id was not found.")
	anna.chat("GET", "/threads/", nil).wantError(400, "BadRequest", "")
}

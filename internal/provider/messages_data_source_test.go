package provider

import (
	"fmt"
	"net/http"
	"reflect"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// talk makes a thread in which everything has happened that makes a message, and returns its id and a member.
func (s *testService) talk(t *testing.T) (threadID, userID string) {
	t.Helper()
	user := s.users(t, 1)[0]
	thread := s.thread(t, client.NewThread{Topic: "First"})
	acting := s.clientAs(t, s.actingUser)
	must(t, acting.AddMember(t.Context(), thread, client.Member{UserID: user, DisplayName: "Ann"}))
	must(t, acting.RemoveMember(t.Context(), thread, user))
	topic, edited := "Second", "Edited"
	must(t, acting.UpdateThread(t.Context(), thread, client.ThreadPatch{Topic: &topic}))
	send := func(m client.NewMessage) client.MessageRef {
		id, err := acting.SendMessage(t.Context(), thread, "", m)
		must(t, err)
		return client.MessageRef{ThreadID: thread, ID: id}
	}
	send(client.NewMessage{Content: "Plain", Type: client.MessageText, SenderDisplayName: "Bot", Metadata: map[string]string{"priority": "high"}})
	send(client.NewMessage{Content: "<b>Rich</b>", Type: client.MessageHTML})
	must(t, acting.UpdateMessage(t.Context(), send(client.NewMessage{Content: "Draft", Type: client.MessageText}), client.MessagePatch{Content: &edited}))
	must(t, acting.DeleteMessage(t.Context(), send(client.NewMessage{Content: "Gone", Type: client.MessageText, Metadata: map[string]string{"a": "1"}})))
	return thread, user
}

// messageTypes lists the types of messages as a data source shows them.
func messageTypes(data map[string]any) []string {
	var types []string
	for _, m := range data["messages"].([]any) {
		types = append(types, m.(map[string]any)["type"].(string))
	}
	return types
}

func TestMessagesDataSource_tellsEveryTypeApart(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, user := s.talk(t)
	data := newProtocol(t, s).mustRead(t, "chat_messages", map[string]any{"thread_id": thread})
	want := []string{"text", "text", "html", "text", "topicUpdated", "participantRemoved", "participantAdded", "topicUpdated", "participantAdded"}
	if got := messageTypes(data); !reflect.DeepEqual(got, want) {
		t.Fatalf("the types are %q, want %q", got, want)
	}
	ann := []any{map[string]any{"user_id": user, "display_name": "Ann", "share_history_time": "1970-01-01T00:00:00Z", "metadata": nil}}
	says := func(message, topic, members, initiator any) map[string]any {
		return map[string]any{"message": message, "topic": topic, "members": members, "initiator_id": initiator}
	}
	rows := []map[string]any{
		{"content": says("", nil, nil, nil), "metadata": nil, "sender_id": s.actingUser},
		{"content": says("Edited", nil, nil, nil), "deleted_on": nil},
		{"content": says("<b>Rich</b>", nil, nil, nil), "edited_on": nil, "deleted_on": nil},
		{"content": says("Plain", nil, nil, nil), "metadata": map[string]any{"priority": "high"}, "sender_display_name": "Bot", "edited_on": nil},
		{"content": says(nil, "Second", nil, s.actingUser), "sender_id": nil, "sender_display_name": nil},
		{"content": says(nil, nil, ann, s.actingUser)},
		{"content": says(nil, nil, ann, s.actingUser)},
		{"content": says(nil, "First", nil, s.actingUser)},
	}
	messages := data["messages"].([]any)
	for i, row := range rows {
		got := messages[i].(map[string]any)
		for attribute, value := range row {
			if !reflect.DeepEqual(got[attribute], value) {
				t.Errorf("message %d has %s %v, want %v", i, attribute, got[attribute], value)
			}
		}
		for _, attribute := range []string{"id", "sequence_id", "version", "created_on"} {
			if got[attribute] == nil {
				t.Errorf("message %d has no %s", i, attribute)
			}
		}
	}
	if messages[0].(map[string]any)["deleted_on"] == nil || messages[1].(map[string]any)["edited_on"] == nil {
		t.Error("the deletion or the edit has no time")
	}
}

func TestMessagesDataSource_filters(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread, _ := s.talk(t)
	tests := map[string]struct {
		config map[string]any
		want   []string
	}{
		"by type":           {map[string]any{"types": []string{"html", "topicUpdated"}}, []string{"html", "topicUpdated", "topicUpdated"}},
		"not deleted":       {map[string]any{"types": []string{"text"}, "include_deleted": false}, []string{"text", "text"}},
		"deleted too":       {map[string]any{"types": []string{"text"}, "include_deleted": true}, []string{"text", "text", "text"}},
		"the newest":        {map[string]any{"max_results": 2}, []string{"text", "text"}},
		"newest of a type":  {map[string]any{"max_results": 1, "types": []string{"topicUpdated"}}, []string{"topicUpdated"}},
		"a type to come":    {map[string]any{"types": []string{"pollStarted"}}, nil},
		"since the future":  {map[string]any{"start_time": "2999-01-01T00:00:00Z"}, nil},
		"since another day": {map[string]any{"start_time": "2020-01-01T00:00:00Z", "types": []string{"html"}}, []string{"html"}},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			test.config["thread_id"] = thread
			if got := messageTypes(newProtocol(t, s).mustRead(t, "chat_messages", test.config)); !reflect.DeepEqual(got, test.want) {
				t.Errorf("the types are %q, want %q", got, test.want)
			}
		})
	}
}

func TestMessagesDataSource_asksForNoMoreThanIsWanted(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.thread(t, client.NewThread{Topic: "Long"})
	acting := s.clientAs(t, s.actingUser)
	for i := range 5 {
		_, err := acting.SendMessage(t.Context(), thread, "", client.NewMessage{Content: fmt.Sprint(i), Type: client.MessageText})
		must(t, err)
	}
	s.ResetRequests()
	data := newProtocol(t, s).mustRead(t, "chat_messages", map[string]any{"thread_id": thread, "max_results": 3, "start_time": "2020-01-01T00:00:00+01:00"})
	if got := messageTypes(data); len(got) != 3 {
		t.Errorf("%d messages, want 3", len(got))
	}
	calls := s.Requests(emulator.OpListMessages)
	if len(calls) != 1 {
		t.Fatalf("%d calls, want 1", len(calls))
	}
	if want := "api-version=2025-03-15&maxPageSize=3&startTime=2019-12-31T23%3A00%3A00Z"; calls[0].RawQuery != want {
		t.Errorf("the query was %s, want %s", calls[0].RawQuery, want)
	}
}

func TestMessagesDataSource_passesTypesToComeThrough(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.thread(t, client.NewThread{Topic: "T"})
	s.InjectFault(emulator.Fault{Operation: emulator.OpListMessages, Status: http.StatusOK, Body: `{"value":[{"id":"1","type":"pollStarted","sequenceId":"1",` +
		`"version":"1","content":{"message":"Lunch?","topic":"Food","participants":[{"communicationIdentifier":{"rawId":"` + s.actingUser + `"}}]},"createdOn":"2024-01-01T00:00:00Z"}]}`})
	data := newProtocol(t, s).mustRead(t, "chat_messages", map[string]any{"thread_id": thread})
	got := data["messages"].([]any)[0].(map[string]any)
	content := got["content"].(map[string]any)
	if got["type"] != "pollStarted" || content["message"] != "Lunch?" || content["topic"] != "Food" || len(content["members"].([]any)) != 1 {
		t.Errorf("the message is %v", got)
	}
}

func TestMessagesDataSource_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, dataKind, "chat_messages", map[string]badInput{
		"thread id":     {map[string]any{"thread_id": "general"}, "thread_id", "19:"},
		"no thread":     {map[string]any{}, "thread_id", "required"},
		"start time":    {map[string]any{"thread_id": aThread, "start_time": "yesterday"}, "start_time", "RFC3339"},
		"no types":      {map[string]any{"thread_id": aThread, "types": []string{}}, "types", "at least 1"},
		"empty type":    {map[string]any{"thread_id": aThread, "types": []string{""}}, "types", "at least 1"},
		"null type":     {map[string]any{"thread_id": aThread, "types": []any{nil}}, "types", "null"},
		"none at most":  {map[string]any{"thread_id": aThread, "max_results": 0}, "max_results", "at least 1"},
		"minus at most": {map[string]any{"thread_id": aThread, "max_results": -1}, "max_results", "at least 1"},
	})
}

func TestMessagesDataSource_failuresAreErrors(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	_, diags := newProtocol(t, s).read(t, "chat_messages", map[string]any{"thread_id": missingThread})
	wantError(t, diags, "thread_id", "The object does not exist")
	other := s.clientAs(t, s.users(t, 1)[0])
	created, _, err := other.CreateThread(t.Context(), client.NewThread{Topic: "Not ours"})
	must(t, err)
	_, diags = newProtocol(t, s).read(t, "chat_messages", map[string]any{"thread_id": created.ID})
	wantError(t, diags, "", "acts as "+s.actingUser)
}

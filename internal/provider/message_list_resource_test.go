package provider

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck/queryfilter"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestMessageList_findsWhatUsersSentNewestFirst(t *testing.T) {
	t.Parallel()
	s, clock := newTestServiceWithClock(t)
	ann := s.users(t, 1)[0]
	thread := s.thread(t, client.NewThread{Topic: "Release", Members: []client.Member{{UserID: ann}}})
	plain := s.message(t, thread, client.NewMessage{Content: "plain"})
	gone := s.message(t, thread, client.NewMessage{Content: "gone"})
	clock.Advance(time.Minute)
	rich, err := s.clientAs(t, ann).SendMessage(t.Context(), thread, "", client.NewMessage{
		Content: "<p>rich &amp; famous</p>", Type: client.MessageHTML, SenderDisplayName: "Ann", Metadata: map[string]string{"a": "b"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.clientAs(t, s.actingUser).DeleteMessage(t.Context(), client.MessageRef{ThreadID: thread, ID: gone}); err != nil {
		t.Fatal(err)
	}
	p := newProtocol(t, s)
	results := p.mustQuery(t, "chat_message", map[string]any{"thread_id": thread}, 100, true)
	p.checkResources(t, "chat_message", results)
	for i := range results {
		results[i].resource = nil
	}
	want := []found{
		{"Ann, " + shown(clock) + ": rich & famous", map[string]any{"thread_id": thread, "id": rich}, nil},
		{s.actingUser + ", " + clock.Now().Add(-time.Minute).UTC().Format(time.RFC3339) + ": plain", map[string]any{"thread_id": thread, "id": plain}, nil},
	}
	if !reflect.DeepEqual(results, want) {
		t.Errorf("got  %v\nwant %v", results, want)
	}
}

func TestMessageList_filtersByType(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.threads(t, "Release")[0]
	s.message(t, thread, client.NewMessage{Content: "plain"})
	s.message(t, thread, client.NewMessage{Content: "<p>rich</p>", Type: client.MessageHTML})
	p := newProtocol(t, s)
	for filter, want := range map[string][]string{"html": {"rich"}, "text": {"plain"}, "text html": {"plain", "rich"}} {
		types := []any{}
		for name := range strings.FieldsSeq(filter) {
			types = append(types, name)
		}
		var got []string
		for _, name := range names(p.mustQuery(t, "chat_message", map[string]any{"thread_id": thread, "types": types}, 100, false)) {
			got = append(got, name[strings.LastIndex(name, " ")+1:])
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("types %q: %q, want %q", filter, got, want)
		}
	}
}

func TestMessageList_limitStopsPaging(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.threads(t, "Release")[0]
	chat := s.clientAs(t, s.actingUser)
	for i := range 205 {
		if _, err := chat.SendMessage(t.Context(), thread, "", client.NewMessage{Content: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	p := newProtocol(t, s)
	for _, test := range []struct {
		limit        int64
		found, pages int
	}{{1, 1, 1}, {200, 200, 1}, {201, 201, 2}, {1000, 205, 2}} {
		s.ResetRequests()
		if results := p.mustQuery(t, "chat_message", map[string]any{"thread_id": thread}, test.limit, true); len(results) != test.found {
			t.Errorf("limit %d: %d results, want %d", test.limit, len(results), test.found)
		}
		if n := len(s.Requests(emulator.OpListMessages)); n != test.pages {
			t.Errorf("limit %d: %d pages, want %d", test.limit, n, test.pages)
		}
	}
}

func TestMessageList_failureIsNotLost(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.threads(t, "Release")[0]
	p := newProtocol(t, s)
	_, diags := p.query(t, "chat_message", map[string]any{"thread_id": missingThread}, 100, true)
	wantError(t, diags, "thread_id", "its id may be wrong")
	s.InjectFault(emulator.Fault{Operation: emulator.OpListMessages, Status: http.StatusOK, Body: `{"value":[{"id":"1","type":"text","content":{"message":"a"},
"createdOn":"2026-01-02T03:04:05Z","senderCommunicationIdentifier":{"rawId":"` + s.actingUser + `"}},
{"id":"2","type":"text","content":{"message":"of nobody"},"createdOn":"2026-01-02T03:04:05Z"}],"nextLink":"` + s.URL() + `/chat/threads/` + thread + `/messages?api-version=2025-03-15"}`})
	s.InjectFault(emulator.Fault{Operation: emulator.OpListMessages, Nth: 2, Status: http.StatusForbidden})
	results, diags := p.query(t, "chat_message", map[string]any{"thread_id": thread}, 100, true)
	wantError(t, diags, "", "The provider acts as "+s.actingUser)
	if len(results) != 1 {
		t.Errorf("%d results before the failure, want 1", len(results))
	}
}

func TestMessageList_displayNameIsShort(t *testing.T) {
	t.Parallel()
	on := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, test := range map[string]struct {
		message client.Message
		want    string
	}{
		"many words":   {client.Message{Type: client.MessageText, Content: client.MessageContent{Message: strings.Repeat("wörd ", 20)}}, "wörd wörd wörd wörd wörd wörd wörd wörd…"},
		"many lines":   {client.Message{Type: client.MessageText, Content: client.MessageContent{Message: "one\n\ttwo\r\nthree"}}, "one two three"},
		"just fits":    {client.Message{Type: client.MessageText, Content: client.MessageContent{Message: strings.Repeat("a", 40)}}, strings.Repeat("a", 40)},
		"markup":       {client.Message{Type: client.MessageHTML, Content: client.MessageContent{Message: "<p>one</p><p>2 &lt; 3</p>"}}, "one 2 < 3"},
		"text as text": {client.Message{Type: client.MessageText, Content: client.MessageContent{Message: "a <b> c"}}, "a <b> c"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.message.SenderDisplayName, test.message.CreatedOn = "Ann", on
			if got, want := messageDisplayName(test.message), "Ann, 2026-01-02T03:04:05Z: "+test.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestMessageList_needsTheLogin(t *testing.T) {
	t.Parallel()
	_, diags := newProtocolWithoutLogin(t, newTestService(t)).query(t, "chat_message", map[string]any{"thread_id": missingThread}, 100, false)
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestMessageList_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, listKind, "chat_message", map[string]badInput{
		"no thread":       {map[string]any{}, "thread_id", "required"},
		"wrong thread":    {map[string]any{"thread_id": "general"}, "thread_id", "a thread id looks like 19:"},
		"no type":         {map[string]any{"thread_id": missingThread, "types": []any{}}, "types", "at least 1"},
		"null type":       {map[string]any{"thread_id": missingThread, "types": []any{nil}}, "types", "null"},
		"type of service": {map[string]any{"thread_id": missingThread, "types": []any{"topicUpdated"}}, "types", `"html"`},
		"upper case type": {map[string]any{"thread_id": missingThread, "types": []any{"Text"}}, "types", `"html"`},
	})
}

func TestAccMessageList_queryFindsMessages(t *testing.T) {
	s := newTestService(t)
	thread := config.Variables{} // filled when the thread is there
	queryCase(t, s,
		resource.TestStep{Config: `
provider "chat" {}
resource "chat_thread" "t" { topic = "Release" }
resource "chat_message" "m" {
  thread_id           = chat_thread.t.id
  content             = "<p>hello</p>"
  type                = "html"
  sender_display_name = "Terraform"
}`},
		resource.TestStep{
			PreConfig:       func() { thread["thread"] = config.StringVariable(s.onlyThread(t).ID) },
			Query:           true,
			ConfigVariables: thread,
			Config: `
variable "thread" { type = string }
list "chat_message" "all" {
  provider         = chat
  include_resource = true
  config { thread_id = var.thread }
}
list "chat_message" "text" {
  provider = chat
  config {
    thread_id = var.thread
    types     = ["text"]
  }
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength("chat_message.all", 1),
				querycheck.ExpectLength("chat_message.text", 0),
				querycheck.ExpectResourceKnownValues("chat_message.all", queryfilter.ByDisplayName(knownvalue.StringFunc(func(name string) error {
					if !strings.HasPrefix(name, "Terraform, ") || !strings.HasSuffix(name, ": hello") {
						return fmt.Errorf("the display name is %q", name)
					}
					return nil
				})), []querycheck.KnownValueCheck{
					{Path: tfjsonpath.New("content"), KnownValue: knownvalue.StringExact("<p>hello</p>")},
					{Path: tfjsonpath.New("sender_id"), KnownValue: knownvalue.StringExact(s.actingUser)},
				}),
			},
		})
}

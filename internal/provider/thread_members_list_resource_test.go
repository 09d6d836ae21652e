package provider

import (
	"net/http"
	"reflect"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestThreadMembersList_findsOneObjectPerThread(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	users := s.users(t, 2)
	since := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	release := s.thread(t, client.NewThread{Topic: "Release", Members: []client.Member{
		{UserID: users[0], DisplayName: "Ann", ShareHistoryTime: &since, Metadata: map[string]string{"role": "lead"}},
		{UserID: users[1]},
	}})
	alone := s.thread(t, client.NewThread{Topic: "Release 2"})
	ids := s.threads(t, "Deleted release", "Support")
	if err := s.clientAs(t, s.actingUser).DeleteThread(t.Context(), ids[0]); err != nil {
		t.Fatal(err)
	}
	p := newProtocol(t, s)
	results := p.mustQuery(t, "chat_thread_members", map[string]any{"topic_regex": "elease"}, 100, true)
	p.checkResources(t, "chat_thread_members", results)
	got := map[string]int{}
	for _, r := range results {
		got[r.identity["thread_id"].(string)] = len(r.resource["members"].(map[string]any))
	}
	if want := map[string]int{release: 2, alone: 0}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestThreadMembersList_listsMembersOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, "A", "B", "C")
	p := newProtocol(t, s)
	for limit, want := range map[int64]int{1: 1, 100: 3} {
		if results := p.mustQuery(t, "chat_thread_members", map[string]any{}, limit, false); len(results) != want {
			t.Errorf("limit %d: %d results, want %d", limit, len(results), want)
		}
	}
	if calls := s.Requests(emulator.OpListParticipants); len(calls) > 0 {
		t.Errorf("%d lists of members were made without include_resource", len(calls))
	}
}

// A thread that the acting user has left is in its list without a mark. It is left out with a warning, and hides no
// other.
func TestThreadMembersList_aThreadThatWasLeftIsLeftOut(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, "A", "B")
	s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: http.StatusForbidden})
	results, diags := newProtocol(t, s).query(t, "chat_thread_members", map[string]any{}, 100, true)
	if len(results) != 1 || len(diags) != 1 {
		t.Errorf("%d results and %d diagnostics, want one of each: %s", len(results), len(diags), told(diags))
	}
}

func TestThreadMembersList_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, listKind, "chat_thread_members", map[string]badInput{
		"no expression": {map[string]any{"topic_regex": "("}, "topic_regex", "RE2"},
	})
}

func TestAccThreadMembersList_queryGeneratesOneBlockPerThread(t *testing.T) {
	s := newTestService(t)
	users := s.users(t, 2)
	queryCase(t, s,
		resource.TestStep{Config: `
provider "chat" {}
resource "chat_thread" "t" {
  topic   = "Release"
  members = { ann = { user_id = "` + users[0] + `", display_name = "Ann" }, "` + users[1] + `" = {} }
}`},
		resource.TestStep{
			Query:           true,
			ConfigVariables: config.Variables{},
			Config: `
list "chat_thread_members" "all" {
  provider         = chat
  include_resource = true
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength("chat_thread_members.all", 1)},
		})
}

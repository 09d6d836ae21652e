package provider

import (
	"net/http"
	"reflect"
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

func TestThreadMemberList_findsMembersButTheActingUser(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	users := s.users(t, 2)
	since := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	thread := s.thread(t, client.NewThread{Topic: "Release", Members: []client.Member{
		{UserID: users[0], DisplayName: "Ann", ShareHistoryTime: &since, Metadata: map[string]string{"role": "lead"}},
		{UserID: users[1]},
	}})
	p := newProtocol(t, s)
	results := p.mustQuery(t, "chat_thread_member", map[string]any{"thread_id": thread}, 100, true)
	p.checkResources(t, "chat_thread_member", results)
	got := map[string]any{}
	for _, r := range results {
		got[r.name] = r.identity
	}
	want := map[string]any{
		"Ann":    map[string]any{"thread_id": thread, "user_id": users[0]},
		users[1]: map[string]any{"thread_id": thread, "user_id": users[1]},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestThreadMemberList_honoursTheLimit(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	users := s.users(t, 3)
	thread := s.thread(t, client.NewThread{Topic: "Release", Members: []client.Member{{UserID: users[0]},
		{UserID: users[1]}, {UserID: users[2]}}})
	p := newProtocol(t, s)
	for limit, want := range map[int64]int{1: 1, 3: 3, 100: 3} {
		if results := p.mustQuery(t, "chat_thread_member", map[string]any{"thread_id": thread}, limit,
			false); len(results) != want {
			t.Errorf("limit %d: %d results, want %d", limit, len(results), want)
		}
	}
}

func TestThreadMemberList_failureIsNotLost(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p := newProtocol(t, s)
	_, diags := p.query(t, "chat_thread_member", map[string]any{"thread_id": missingThread}, 100, true)
	wantError(t, diags, "thread_id", "its id may be wrong")
	s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: http.StatusForbidden})
	_, diags = p.query(t, "chat_thread_member", map[string]any{"thread_id": s.threads(t, "A")[0]}, 100, true)
	wantError(t, diags, "", "The provider acts as "+s.actingUser)
}

func TestThreadMemberList_needsTheLogin(t *testing.T) {
	t.Parallel()
	_, diags := newProtocolWithoutLogin(t, newTestService(t)).query(t, "chat_thread_member",
		map[string]any{"thread_id": missingThread}, 100, false)
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestThreadMemberList_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, listKind, "chat_thread_member", map[string]badInput{
		"no thread":    {map[string]any{}, "thread_id", "required"},
		"empty thread": {map[string]any{"thread_id": ""}, "thread_id", "a thread id looks like 19:"},
		"wrong thread": {map[string]any{"thread_id": "general"}, "thread_id", "a thread id looks like 19:"},
	})
}

func TestAccThreadMemberList_queryFindsMembers(t *testing.T) {
	s := newTestService(t)
	users := s.users(t, 2)
	thread := config.Variables{} // filled when the thread is there
	queryCase(t, s,
		resource.TestStep{Config: `
provider "chat" {}
resource "chat_thread" "t" {
  topic   = "Release"
  members = { ann = { user_id = "` + users[0] + `", display_name = "Ann" }, "` + users[1] + `" = {} }
}`},
		resource.TestStep{
			PreConfig:       func() { thread["thread"] = config.StringVariable(s.onlyThread(t).ID) },
			Query:           true,
			ConfigVariables: thread,
			Config: `
variable "thread" { type = string }
list "chat_thread_member" "all" {
  provider         = chat
  include_resource = true
  config { thread_id = var.thread }
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength("chat_thread_member.all", 2),
				querycheck.ExpectResourceKnownValues("chat_thread_member.all",
					queryfilter.ByDisplayName(knownvalue.StringExact("Ann")), []querycheck.KnownValueCheck{
						{Path: tfjsonpath.New("user_id"), KnownValue: knownvalue.StringExact(users[0])},
					}),
			},
		})
}

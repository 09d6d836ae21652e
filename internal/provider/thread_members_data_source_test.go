package provider

import (
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

func TestThreadMembersDataSource_showsAllMembersInOrder(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	users := s.users(t, 120) // two pages
	thread := client.NewThread{Topic: "Crowd"}
	names := map[string]any{s.actingUser: nil}
	for _, user := range users {
		thread.Members = append(thread.Members, client.Member{UserID: user, DisplayName: "Name of " + user,
			Metadata: map[string]string{"role": "guest"}})
		names[user] = "Name of " + user
	}
	got := newProtocol(t, s).mustRead(t, "chat_thread_members", map[string]any{"thread_id": s.thread(t,
		thread)})["members"].(map[string]any)

	if len(got) != 121 {
		t.Fatalf("%d members, want 121", len(got))
	}
	for id, member := range got {
		var metadata any
		if id != s.actingUser {
			metadata = map[string]any{"role": "guest"}
		}
		want := map[string]any{"user_id": id, "display_name": names[id], "share_history_time": "1970-01-01T00:00:00Z",
			"metadata": metadata}
		if !reflect.DeepEqual(member, want) {
			t.Errorf("got %v, want %v", member, want)
		}
	}
}

func TestThreadMembersDataSource_missingThreadIsAnErrorAtItsID(t *testing.T) {
	t.Parallel()
	_, diags := newProtocol(t, newTestService(t)).read(t, "chat_thread_members",
		map[string]any{"thread_id": missingThread})
	wantError(t, diags, "thread_id", "its id may be wrong")
}

func TestThreadMembersDataSource_strangerIsToldWhoActs(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	other, _, err := s.clientAs(t, s.users(t, 1)[0]).CreateThread(t.Context(), client.NewThread{Topic: "Theirs"})
	if err != nil {
		t.Fatal(err)
	}
	_, diags := newProtocol(t, s).read(t, "chat_thread_members", map[string]any{"thread_id": other.ID})
	wantError(t, diags, "", "The provider acts as "+s.actingUser)
}

func TestThreadMembersDataSource_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, dataKind, "chat_thread_members", map[string]badInput{
		"no thread":    {map[string]any{}, "thread_id", "required"},
		"empty thread": {map[string]any{"thread_id": ""}, "thread_id", "a thread id looks like 19:"},
		"wrong thread": {map[string]any{"thread_id": "general"}, "thread_id", "a thread id looks like 19:"},
	})
}

func TestThreadMembersDataSource_needsTheLogin(t *testing.T) {
	t.Parallel()
	_, diags := newProtocolWithoutLogin(t, newTestService(t)).read(t, "chat_thread_members",
		map[string]any{"thread_id": missingThread})
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestAccThreadMembersDataSource_seesMembersOfTheSameApply(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s, resource.TestStep{
		Config: `
resource "chat_user" "ann" {}
resource "chat_thread" "t" { topic = "Release" }
resource "chat_thread_member" "ann" {
  thread_id    = chat_thread.t.id
  user_id      = chat_user.ann.id
  display_name = "Ann"
}
data "chat_thread_members" "t" {
  thread_id  = chat_thread.t.id
  depends_on = [chat_thread_member.ann]
}
output "names" { value = [for m in data.chat_thread_members.t.members : m.display_name if m.display_name != null] }`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.chat_thread_members.t", tfjsonpath.New("members"), knownvalue.MapSizeExact(2)),
			statecheck.ExpectKnownOutputValue("names", knownvalue.ListExact([]knownvalue.Check{knownvalue.StringExact("Ann")})),
		},
	})
}

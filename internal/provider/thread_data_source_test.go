package provider

import (
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// missingThread is the id of a thread that is not there.
const missingThread = "19:acsV2_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA@thread.v2"

// thread makes a thread behind Terraform's back and returns its id.
func (s *testService) thread(t testing.TB, thread client.NewThread) string {
	t.Helper()
	made, rejected, err := s.clientAs(t, s.actingUser).CreateThread(t.Context(), thread)
	if err != nil {
		t.Fatal(err)
	}
	if len(rejected) > 0 {
		t.Fatal(rejected)
	}
	return made.ID
}

func TestThreadDataSource_showsAllThatTheServiceHas(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	user := s.users(t, 1)[0]
	days, since := 45, time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	id := s.thread(t, client.NewThread{Topic: "Release", Metadata: map[string]string{"stage": "prod"}, DeleteAfterDays: &days, Members: []client.Member{
		{UserID: user, DisplayName: "Ann", ShareHistoryTime: &since, Metadata: map[string]string{"role": "lead"}},
	}})
	got := newProtocol(t, s).mustRead(t, "chat_thread", map[string]any{"id": id})

	if created, err := time.Parse(time.RFC3339, got["created_on"].(string)); err != nil || time.Since(created).Abs() > time.Minute {
		t.Errorf("created_on is %v, want about now in RFC 3339", got["created_on"])
	}
	delete(got, "created_on")
	want := map[string]any{
		"id": id, "topic": "Release", "metadata": map[string]any{"stage": "prod"}, "delete_after_days": int64(45), "created_by": s.actingUser,
		"members": map[string]any{
			s.actingUser: map[string]any{"user_id": s.actingUser, "display_name": nil, "share_history_time": "1970-01-01T00:00:00Z", "metadata": nil},
			user: map[string]any{"user_id": user, "display_name": "Ann", "share_history_time": "2026-01-02T03:04:05Z",
				"metadata": map[string]any{"role": "lead"}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestThreadDataSource_plainThreadHasNulls(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	got := newProtocol(t, s).mustRead(t, "chat_thread", map[string]any{"id": s.thread(t, client.NewThread{Topic: "Plain"})})
	if got["metadata"] != nil || got["delete_after_days"] != nil {
		t.Errorf("metadata is %v and delete_after_days %v, want null", got["metadata"], got["delete_after_days"])
	}
}

func TestThreadDataSource_missingThreadIsAnErrorAtItsID(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p := newProtocol(t, s)
	deleted := s.thread(t, client.NewThread{Topic: "Deleted"})
	if err := s.clientAs(t, s.actingUser).DeleteThread(t.Context(), deleted); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{missingThread, deleted} {
		_, diags := p.read(t, "chat_thread", map[string]any{"id": id})
		wantError(t, diags, "id", "Could not read the thread")
		wantError(t, diags, "id", "its id may be wrong")
	}
}

func TestThreadDataSource_threadThatAnswersAsDeletedIsMissing(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	id := s.thread(t, client.NewThread{Topic: "Deleted"})
	s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusOK, Body: `{"id":"` + id + `","topic":"Deleted",
"createdOn":"2026-01-01T00:00:00Z","deletedOn":"2026-02-03T04:05:06Z","createdByCommunicationIdentifier":{"rawId":"` + s.actingUser + `"}}`})
	_, diags := newProtocol(t, s).read(t, "chat_thread", map[string]any{"id": id})
	wantError(t, diags, "id", "The thread was deleted on 2026-02-03T04:05:06Z.")
}

func TestThreadDataSource_strangerIsToldWhoActs(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	other, _, err := s.clientAs(t, s.users(t, 1)[0]).CreateThread(t.Context(), client.NewThread{Topic: "Theirs"})
	if err != nil {
		t.Fatal(err)
	}
	_, diags := newProtocol(t, s).read(t, "chat_thread", map[string]any{"id": other.ID})
	wantError(t, diags, "", "The provider acts as "+s.actingUser)
}

func TestThreadDataSource_findsTheThreadByTopic(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	chat := s.clientAs(t, s.actingUser)
	s.thread(t, client.NewThread{Topic: "Release 2"})
	deleted := s.thread(t, client.NewThread{Topic: "Release"})
	if err := chat.DeleteThread(t.Context(), deleted); err != nil {
		t.Fatal(err)
	}
	left, _, err := s.clientAs(t, s.users(t, 1)[0]).CreateThread(t.Context(), client.NewThread{Topic: "Release",
		Members: []client.Member{{UserID: s.actingUser}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.clientAs(t, left.CreatedBy).RemoveMember(t.Context(), left.ID, s.actingUser); err != nil {
		t.Fatal(err)
	}
	id := s.thread(t, client.NewThread{Topic: "Release", Metadata: map[string]string{"stage": "prod"}})
	got := newProtocol(t, s).mustRead(t, "chat_thread", map[string]any{"topic": "Release"})
	if got["id"] != id || got["topic"] != "Release" || len(got["metadata"].(map[string]any)) != 1 {
		t.Errorf("got %v, want the thread %s", got, id)
	}
}

// TestThreadDataSource_aListThatCallsTheThreadDeletedIsChecked: a list entry is only a hint.
func TestThreadDataSource_aListThatCallsTheThreadDeletedIsChecked(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	id := s.thread(t, client.NewThread{Topic: "Release"})
	s.InjectFault(emulator.Fault{Operation: emulator.OpListThreads, Status: http.StatusOK,
		Body: `{"value":[{"id":"` + id + `","topic":"Release","deletedOn":"2026-02-03T04:05:06Z"}]}`})
	if got := newProtocol(t, s).mustRead(t, "chat_thread", map[string]any{"topic": "Release"}); got["id"] != id {
		t.Errorf("got %v, want the thread %s", got, id)
	}
}

func TestThreadDataSource_aTopicOfNoneOrManyIsAnError(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p := newProtocol(t, s)
	_, diags := p.read(t, "chat_thread", map[string]any{"topic": "Release"})
	wantError(t, diags, "topic", "is not a member of a thread with the topic \"Release\"")
	first := s.thread(t, client.NewThread{Topic: "Release"})
	for range 9 {
		s.thread(t, client.NewThread{Topic: "Release"})
	}
	_, diags = p.read(t, "chat_thread", map[string]any{"topic": "Release"})
	wantError(t, diags, "topic", "10 threads have the topic \"Release\"")
	wantError(t, diags, "topic", first+", created on 2")
	s.thread(t, client.NewThread{Topic: "Release"})
	_, diags = p.read(t, "chat_thread", map[string]any{"topic": "Release"})
	wantError(t, diags, "topic", "More than 10 threads have the topic")
	if lines := strings.Count(diags[0].Detail, ", created on "); lines != 10 {
		t.Errorf("%d threads are named, want 10", lines)
	}
}

func TestThreadDataSource_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, dataKind, "chat_thread", map[string]badInput{
		"no id":       {map[string]any{}, "", "id,topic"},
		"both":        {map[string]any{"id": missingThread, "topic": "Release"}, "id", "id,topic"},
		"empty topic": {map[string]any{"topic": ""}, "topic", "at least 1"},
		"empty id":    {map[string]any{"id": ""}, "id", "a thread id looks like 19:"},
		"user id":     {map[string]any{"id": "8:acs:" + resourceGUID + "_" + userGUID}, "id", "a thread id looks like 19:"},
		"path in id":  {map[string]any{"id": "19:a/../b@thread.v2"}, "id", "a thread id looks like 19:"},
		"half an id":  {map[string]any{"id": "19:abc"}, "id", "a thread id looks like 19:"},
		"endless id":  {map[string]any{"id": "19:" + strings.Repeat("a", 300) + "@thread.v2"}, "id", "a thread id looks like 19:"},
		"line in id":  {map[string]any{"id": "19:abc@thread.v2\n"}, "id", "a thread id looks like 19:"},
		"query in id": {map[string]any{"id": "19:abc@thread.v2?x=y"}, "id", "a thread id looks like 19:"},
	})
}

func TestThreadDataSource_needsTheLogin(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	_, diags := newProtocolWithoutLogin(t, s).read(t, "chat_thread", map[string]any{"id": missingThread})
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestAccThreadDataSource_waitsForItsThreadAndSeesIt(t *testing.T) {
	s := newTestService(t)
	config := `
resource "chat_user" "ann" {}
resource "chat_thread" "t" {
  topic    = "Release"
  metadata = { stage = "prod" }
  members  = { ann = { user_id = chat_user.ann.id, display_name = "Ann" } }
}
data "chat_thread" "t" { id = chat_thread.t.id }
`
	members := tfjsonpath.New("members")
	acceptance(t, s, resource.TestStep{
		Config: config,
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			plancheck.ExpectUnknownValue("data.chat_thread.t", tfjsonpath.New("topic")),
		}},
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.chat_thread.t", tfjsonpath.New("topic"), knownvalue.StringExact("Release")),
			statecheck.ExpectKnownValue("data.chat_thread.t", tfjsonpath.New("created_by"), knownvalue.StringExact(s.actingUser)),
			statecheck.ExpectKnownValue("data.chat_thread.t", members, knownvalue.MapSizeExact(2)),
			statecheck.ExpectKnownValue("data.chat_thread.t", members, knownvalue.MapPartial(map[string]knownvalue.Check{
				s.actingUser: knownvalue.ObjectPartial(map[string]knownvalue.Check{"user_id": knownvalue.StringExact(s.actingUser)}),
			})),
		},
	})
}

// loginOfTheSameApply is a provider block that is known after apply: a terraform_data stands in for the
// azurerm_communication_service.
func (s *testService) loginOfTheSameApply() string {
	return fmt.Sprintf(`
resource "terraform_data" "service" { input = %q }
provider "chat" {
  connection_string = terraform_data.service.output
  user_id           = %q
}
`, s.ConnectionString(), s.actingUser)
}

func TestAccThreadDataSource_waitsForALoginOfTheSameApply(t *testing.T) {
	s := newTestService(t, listedExactly)
	login := s.loginOfTheSameApply()
	s.env = nil
	acceptance(t, s, resource.TestStep{
		Config: login + `
resource "chat_thread" "t" { topic = "Release" }
data "chat_thread" "t" { id = chat_thread.t.id }
data "chat_threads" "all" { depends_on = [chat_thread.t] }
data "chat_thread_members" "t" { thread_id = chat_thread.t.id }
`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.chat_thread.t", tfjsonpath.New("topic"), knownvalue.StringExact("Release")),
			statecheck.ExpectKnownValue("data.chat_threads.all", tfjsonpath.New("threads"), knownvalue.ListSizeExact(1)),
			statecheck.ExpectKnownValue("data.chat_thread_members.t", tfjsonpath.New("members"), knownvalue.MapSizeExact(1)),
		},
	})
}

func TestAccThreadDataSource_thatNeedsTheLoginTooEarlySaysSo(t *testing.T) {
	s := newTestService(t)
	login := s.loginOfTheSameApply()
	s.env = nil
	acceptance(t, s, resource.TestStep{
		Config:      login + `data "chat_threads" "all" {}`,
		ExpectError: regexp.MustCompile(`(?s)The provider configuration is not known yet.*connection_string.*known\s+after\s+apply`),
	})
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("calls were made: %v", calls)
	}
}

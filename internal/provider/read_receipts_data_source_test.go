package provider

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// readUpTo lets a user read a thread up to a message. The client has no such call, since Terraform reads for nobody.
func (s *testService) readUpTo(t *testing.T, userID, threadID, messageID string) {
	t.Helper()
	token, err := s.IssueToken(t.Context(), userID)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost,
		s.URL()+"/chat/threads/"+url.PathEscape(threadID)+"/readReceipts?api-version=2025-03-15", strings.NewReader(`{"chatMessageId":"`+messageID+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusOK {
		t.Fatalf("sending a read receipt: %s %s", resp.Status, body)
	}
}

func TestReadReceiptsDataSource_showsHowFarMembersHaveRead(t *testing.T) {
	t.Parallel()
	s, clock := newTestServiceWithClock(t)
	user := s.users(t, 1)[0]
	thread := s.thread(t, client.NewThread{Topic: "Release", Members: []client.Member{{UserID: user}}})
	message := s.message(t, thread, client.NewMessage{Content: "hello"})
	clock.Advance(time.Minute)
	s.readUpTo(t, user, thread, message)

	got := newProtocol(t, s).mustRead(t, "chat_read_receipts", map[string]any{"thread_id": thread})
	want := map[string]any{"thread_id": thread, "read_receipts": []any{
		map[string]any{"sender_id": user, "message_id": message, "read_on": shown(clock)},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestReadReceiptsDataSource_followsPages(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	receipt := func(i int) string {
		return fmt.Sprintf(`{"senderCommunicationIdentifier":{"rawId":%q},"chatMessageId":"%d","readOn":"2026-01-02T03:04:05Z"}`, s.actingUser, i)
	}
	s.InjectFault(emulator.Fault{Operation: emulator.OpListReadReceipts, Status: http.StatusOK, Body: `{"value":[` + receipt(1) + `],"nextLink":"` +
		s.URL() + `/chat/threads/` + url.PathEscape(missingThread) + `/readReceipts?skip=1&api-version=2025-03-15"}`})
	s.InjectFault(emulator.Fault{Operation: emulator.OpListReadReceipts, Status: http.StatusOK, Body: `{"value":[` + receipt(2) + `]}`})
	got := newProtocol(t, s).mustRead(t, "chat_read_receipts", map[string]any{"thread_id": missingThread})
	wantColumn(t, got["read_receipts"], "message_id", "1", "2")
}

func TestReadReceiptsDataSource_noneIsAnEmptyList(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	got := newProtocol(t, s).mustRead(t, "chat_read_receipts", map[string]any{"thread_id": s.thread(t, client.NewThread{Topic: "Unread"})})
	if list, ok := got["read_receipts"].([]any); !ok || len(list) != 0 {
		t.Errorf("read_receipts is %v, want an empty list", got["read_receipts"])
	}
}

func TestReadReceiptsDataSource_missingThreadIsAnErrorAtItsID(t *testing.T) {
	t.Parallel()
	_, diags := newProtocol(t, newTestService(t)).read(t, "chat_read_receipts", map[string]any{"thread_id": missingThread})
	wantError(t, diags, "thread_id", "its id may be wrong")
}

func TestReadReceiptsDataSource_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, dataKind, "chat_read_receipts", map[string]badInput{
		"no thread":    {map[string]any{}, "thread_id", "required"},
		"empty thread": {map[string]any{"thread_id": ""}, "thread_id", "a thread id looks like 19:"},
		"wrong thread": {map[string]any{"thread_id": "general"}, "thread_id", "a thread id looks like 19:"},
	})
}

func TestReadReceiptsDataSource_needsTheLogin(t *testing.T) {
	t.Parallel()
	_, diags := newProtocolWithoutLogin(t, newTestService(t)).read(t, "chat_read_receipts", map[string]any{"thread_id": missingThread})
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestAccReadReceiptsDataSource_readsInTerraform(t *testing.T) {
	s := newTestService(t)
	config := `
resource "chat_thread" "t" { topic = "Release" }
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content   = "hello"
}
`
	acceptance(t, s,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				thread := s.onlyThread(t).ID
				messages, err := s.Messages(t.Context(), thread)
				if err != nil {
					t.Fatal(err)
				}
				s.readUpTo(t, s.actingUser, thread, messages[0].ID)
			},
			Config: config + `data "chat_read_receipts" "t" { thread_id = chat_thread.t.id }`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("data.chat_read_receipts.t", tfjsonpath.New("read_receipts"), knownvalue.ListExact([]knownvalue.Check{
					knownvalue.ObjectPartial(map[string]knownvalue.Check{"sender_id": knownvalue.StringExact(s.actingUser)}),
				})),
			},
		})
}

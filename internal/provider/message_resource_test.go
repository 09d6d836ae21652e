package provider

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const theMessage = "chat_message.m"

// messageConfig is a thread and a message in it, with further arguments.
func messageConfig(content, arguments string) string {
	return threadConfig("M", "") + fmt.Sprintf("resource \"chat_message\" \"m\" {\n  thread_id = chat_thread.t.id\n  content = %q\n  %s\n}\n", content, arguments)
}

// onlyMessage returns the one message of a user that is not deleted.
func (s *testService) onlyMessage(t *testing.T) emulator.Message {
	t.Helper()
	messages, err := s.Messages(t.Context(), s.onlyThread(t).ID)
	must(t, err)
	var found []emulator.Message
	for _, m := range messages {
		if m.SenderID != "" && m.DeletedOn == nil {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		t.Fatalf("the thread has %d messages of users, want 1", len(found))
	}
	return found[0]
}

// says checks what the only message says, and its metadata as key=value pairs in order.
func (s *testService) says(t *testing.T, content, metadata string) statecheck.StateCheck {
	return serviceCheck(func() error {
		m := s.onlyMessage(t)
		if got := pairs(m.Metadata); m.Content != content || got != metadata {
			return fmt.Errorf("the message says %q with %s, want %q with %s", m.Content, got, content, metadata)
		}
		return nil
	})
}

func pairs(metadata map[string]string) string {
	return strings.TrimSuffix(strings.TrimPrefix(fmt.Sprint(metadata), "map["), "]") // Go prints maps in order
}

func (s *testService) edits(t *testing.T, patch client.MessagePatch) func() {
	return func() {
		m := s.onlyMessage(t)
		must(t, s.clientAs(t, m.SenderID).UpdateMessage(t.Context(), client.MessageRef{ThreadID: s.onlyThread(t).ID, ID: m.ID}, patch))
	}
}

func TestAccMessage_isSentEditedInPlaceAndDeleted(t *testing.T) {
	s := newTestService(t)
	const priority = `metadata = { priority = "high" }`
	acceptance(t, s,
		s.planned(theMessage, plancheck.ResourceActionCreate, messageConfig("One", priority), s.says(t, "One", "priority:high"),
			s.writes(emulator.OpCreateThread, emulator.OpSendMessage),
			attribute(theMessage, "type", knownvalue.StringExact("text")),
			attribute(theMessage, "sender_id", knownvalue.StringExact(s.actingUser)),
			attribute(theMessage, "sender_display_name", knownvalue.Null()),
			attribute(theMessage, "edited_on", knownvalue.Null()),
			attribute(theMessage, "version", knownvalue.NotNull())),
		s.planned(theMessage, plancheck.ResourceActionUpdate, messageConfig("Two", priority), s.says(t, "Two", "priority:high"),
			s.writes(emulator.OpUpdateMessage), attribute(theMessage, "edited_on", knownvalue.NotNull()),
			serviceCheck(func() error {
				if body := string(s.Requests(emulator.OpUpdateMessage)[0].Body); body != `{"content":"Two"}` {
					return fmt.Errorf("the patch was %s", body)
				}
				return nil
			})),
		s.planned(theMessage, plancheck.ResourceActionUpdate, messageConfig("Two", `metadata = { state = "done" }`), s.says(t, "Two", "state:done"),
			s.writes(emulator.OpUpdateMessage)),
		s.planned(theMessage, plancheck.ResourceActionUpdate, messageConfig("Two", ``), s.says(t, "Two", ""), s.writes(emulator.OpUpdateMessage)),
		s.planned(theMessage, plancheck.ResourceActionUpdate, messageConfig("Two", `timeouts = { update = "1m" }`), s.writes()),
		s.planned(theMessage, plancheck.ResourceActionDestroy, threadConfig("M", ""), s.writes(emulator.OpDeleteMessage)),
	)
}

func TestAccMessage_changesOutsideShow(t *testing.T) {
	s := newTestService(t)
	edited := "Edited by hand"
	config := messageConfig("Ours", `metadata = { a = "1" }`)
	again := func(action plancheck.ResourceActionType) resource.TestStep {
		return s.planned(theMessage, action, config, s.says(t, "Ours", "a:1"))
	}
	acceptance(t, s,
		again(plancheck.ResourceActionCreate),
		before(again(plancheck.ResourceActionUpdate), s.edits(t, client.MessagePatch{Content: &edited})),
		before(again(plancheck.ResourceActionUpdate), s.edits(t, client.MessagePatch{Metadata: map[string]string{"a": "2", "b": "3"}})),
		before(again(plancheck.ResourceActionCreate), func() {
			must(t, s.clientAs(t, s.actingUser).DeleteMessage(t.Context(), client.MessageRef{ThreadID: s.onlyThread(t).ID, ID: s.onlyMessage(t).ID}))
		}),
	)
}

func TestAccMessage_unmanagedMetadataIsLeftAlone(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		resource.TestStep{Config: messageConfig("Ours", "")},
		before(s.planned(theMessage, plancheck.ResourceActionNoop, messageConfig("Ours", ""), s.says(t, "Ours", "b:3")),
			s.edits(t, client.MessagePatch{Metadata: map[string]string{"b": "3"}})),
	)
}

func TestAccMessage_whatCannotChangeInPlaceReplaces(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		resource.TestStep{Config: messageConfig("<b>One</b>", ``)},
		s.planned(theMessage, plancheck.ResourceActionDestroyBeforeCreate, messageConfig("<b>One</b>", `type = "html"`)),
		s.planned(theMessage, plancheck.ResourceActionDestroyBeforeCreate, messageConfig("<b>One</b>", `
  type = "html"
  sender_display_name = "Bot"`), serviceCheck(func() error {
			if m := s.onlyMessage(t); m.Type != "html" || m.SenderDisplayName != "Bot" {
				return fmt.Errorf("the message is %s by %q", m.Type, m.SenderDisplayName)
			}
			return nil
		})),
	)
}

func TestAccMessage_sanitisedHTMLIsNoDrift(t *testing.T) {
	s := newTestService(t)
	config := func(text string) string { return messageConfig(text, `type = "html"`) }
	cleaned := func(text string) func() {
		return func() { // the service answers with something else than was sent, every time
			s.InjectFault(emulator.Fault{Operation: emulator.OpGetMessage, Times: 1000, Status: http.StatusOK, Body: fmt.Sprintf(
				`{"id":"1","type":"html","sequenceId":"3","version":"1","content":{"message":%q},"senderDisplayName":"","createdOn":"2024-01-01T00:00:00Z",`+
					`"senderCommunicationIdentifier":{"rawId":%q,"communicationUser":{"id":%q}}}`, text, s.actingUser, s.actingUser)})
		}
	}
	acceptance(t, s,
		before(s.planned(theMessage, plancheck.ResourceActionCreate, config("<p onclick=x>Hi</p>"),
			attribute(theMessage, "content", knownvalue.StringExact("<p onclick=x>Hi</p>"))), cleaned("<p>Hi</p>")),
		s.planned(theMessage, plancheck.ResourceActionNoop, config("<p onclick=x>Hi</p>")),
		s.planned(theMessage, plancheck.ResourceActionUpdate, config("<p onclick=x>Hello</p>"), s.writes(emulator.OpUpdateMessage)),
		s.planned(theMessage, plancheck.ResourceActionNoop, config("<p onclick=x>Hello</p>")),
	)
}

func TestAccMessage_isSentAndEditedByItsSender(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 2)
	config := func(sender, text string) string {
		return threadConfig("M", fmt.Sprintf("members = { (%q) = {}, (%q) = {} }", u[0], u[1])) + fmt.Sprintf(`
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  sender_id = %q
  content   = %q
}`, sender, text)
	}
	sentBy := func(sender string) statecheck.StateCheck {
		return serviceCheck(func() error {
			if got := s.onlyMessage(t).SenderID; got != sender {
				return fmt.Errorf("the message is %s's, want %s", got, sender)
			}
			return nil
		})
	}
	acceptance(t, s,
		s.planned(theMessage, plancheck.ResourceActionCreate, config(u[0], "One"), sentBy(u[0])),
		s.planned(theMessage, plancheck.ResourceActionUpdate, config(u[0], "Two"), sentBy(u[0]), s.writes(emulator.OpUpdateMessage)),
		s.planned(theMessage, plancheck.ResourceActionDestroyBeforeCreate, config(u[1], "Two"), sentBy(u[1])),
	)
}

// TestAccMessage_anotherActingUserIsNoReason switches the acting user: the message stays its sender's.
func TestAccMessage_anotherActingUserIsNoReasonToReplace(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	first := s.actingUser
	config := func(text string) string {
		return threadConfig("M", fmt.Sprintf("members = { (%q) = {}, (%q) = {} }", first, u)) + `
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content   = "` + text + `"
}`
	}
	switched := func() { s.env[envUserID] = u }
	acceptance(t, s,
		resource.TestStep{Config: config("One")},
		before(s.planned(theMessage, plancheck.ResourceActionNoop, config("One")), switched),
		s.planned(theMessage, plancheck.ResourceActionUpdate, config("Two"), s.writes(emulator.OpUpdateMessage), s.says(t, "Two", "")),
	)
}

func TestAccMessage_importsByID(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		resource.TestStep{Config: messageConfig("Hello", `
  sender_display_name = "Bot"
  metadata = { priority = "high" }`)},
		resource.TestStep{ResourceName: theMessage, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: idOf(theMessage, "thread_id", "id")},
		resource.TestStep{ResourceName: theMessage, ImportState: true, ImportStateKind: resource.ImportBlockWithID, // whose plan must be clean
			ImportStateIdFunc: idOf(theMessage, "thread_id", "id")},
		resource.TestStep{ResourceName: theMessage, ImportState: true, ImportStateId: "19:abc@thread.v2/newest", ExpectError: regexp.MustCompile(`decimal\s+number`)},
	)
}

func TestAccMessage_senderThatIsNoLongerChosenIsTheActingUserAgain(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	config := func(sender string) string {
		return threadConfig("M", fmt.Sprintf("members = { (%q) = {} }", u)) + fmt.Sprintf(`
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content   = "hello"
  %s
}`, sender)
	}
	sender := func(userID string) plancheck.PlanCheck {
		return plancheck.ExpectKnownValue(theMessage, tfjsonpath.New("sender_id"), knownvalue.StringExact(userID))
	}
	planned := func(step resource.TestStep, check plancheck.PlanCheck) resource.TestStep {
		step.ConfigPlanChecks.PreApply = append(step.ConfigPlanChecks.PreApply, check)
		return step
	}
	acceptance(t, s,
		planned(s.planned(theMessage, plancheck.ResourceActionCreate, config(fmt.Sprintf("sender_id = %q", u))), sender(u)),
		planned(s.planned(theMessage, plancheck.ResourceActionDestroyBeforeCreate, config("")), sender(s.actingUser)),
		s.planned(theMessage, plancheck.ResourceActionNoop, config("")),
		s.planned(theMessage, plancheck.ResourceActionNoop, config(fmt.Sprintf("sender_id = %q", s.actingUser))),
	)
}

func TestAccMessage_ofAnotherSenderIsRefusedAtPlanWithAToken(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	config := threadConfig("M", fmt.Sprintf("members = { (%q) = {} }", u))
	message := func(content string) string {
		return config + fmt.Sprintf("resource \"chat_message\" \"m\" {\n  thread_id = chat_thread.t.id\n  sender_id = %q\n  content = %q\n}\n", u, content)
	}
	refused := regexp.MustCompile(`(?s)The login cannot act as another user.*` + regexp.QuoteMeta(u))
	all := map[string]string{envConnectionString: s.env[envConnectionString], envUserID: s.env[envUserID]}
	token := s.tokenLogin(t, s.actingUser)
	acceptance(t, s,
		resource.TestStep{Config: config},
		before(resource.TestStep{Config: message("x"), PlanOnly: true, ExpectError: refused}, func() { s.env = token }),
		before(resource.TestStep{Config: message("x")}, func() { s.env = all }),
		before(resource.TestStep{Config: message("x"), PlanOnly: true}, func() { s.env = token }),
		resource.TestStep{Config: message("y"), PlanOnly: true, ExpectError: refused},
		resource.TestStep{Config: message("x"), Destroy: true, ExpectError: refused},
		before(resource.TestStep{Config: message("y")}, func() { s.env = all }),
	)
}

// tokenLogin is the environment of a provider that logs in with a user's access token.
func (s *testService) tokenLogin(t *testing.T, userID string) map[string]string {
	t.Helper()
	token, err := s.IssueToken(t.Context(), userID)
	must(t, err)
	return map[string]string{envEndpoint: s.URL(), envAccessToken: token}
}

func TestAccMessage_ofANonParticipantIsRefused(t *testing.T) {
	s := newTestService(t)
	u := s.users(t, 1)[0]
	acceptance(t, s,
		resource.TestStep{Config: messageConfig("Hello", fmt.Sprintf("sender_id = %q", u)),
			ExpectError: regexp.MustCompile(`(?s)Could not send the message.*acts as\s+` + regexp.QuoteMeta(u) + `.*403`)},
	)
}

package provider

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const (
	quickstartThread  = "chat_thread.release"
	quickstartMessage = "chat_message.announcement[0]"
)

// quickstartStep applies examples/quickstart, with the variables that differ from their defaults.
func (s *testService) quickstartStep(variables config.Variables) resource.TestStep {
	return resource.TestStep{
		ConfigFile: config.StaticFile("../../examples/quickstart/main.tf"), ConfigVariables: variables,
		// The file names its provider, so the factories belong to the step.
		ProtoV6ProviderFactories: s.factories(),
	}
}

// TestAccQuickstart_stepByStep is the quickstart as a newcomer walks through it: what is planned, what is in the state
// and what the service holds, at each step.
func TestAccQuickstart_stepByStep(t *testing.T) {
	s := newTestService(t)
	variables := config.Variables{}
	step := func(name string, change config.Variables, with func(*resource.TestStep)) resource.TestStep {
		maps.Copy(variables, change)
		made := s.quickstartStep(maps.Clone(variables))
		with(&made)
		made.PreConfig = func() {
			t.Log(name)
			s.ResetRequests()
		}
		return made
	}
	people := func(names ...string) config.Variable {
		m := map[string]config.Variable{}
		for _, name := range names {
			m[strings.ToLower(name)] = config.StringVariable(name)
		}
		return config.MapVariable(m)
	}

	acceptance(t, s,
		step("everything is created", nil, func(step *resource.TestStep) {
			step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(quickstartThread, plancheck.ResourceActionCreate),
				plancheck.ExpectResourceAction(quickstartMessage, plancheck.ResourceActionCreate),
				plancheck.ExpectResourceAction(`chat_user.person["alice"]`, plancheck.ResourceActionCreate),
			}
			step.ConfigStateChecks = []statecheck.StateCheck{
				statecheck.ExpectKnownValue(quickstartThread, tfjsonpath.New("topic"), knownvalue.StringExact("Release 1.0")),
				statecheck.ExpectKnownValue(quickstartThread, tfjsonpath.New("created_by"), knownvalue.StringExact(s.actingUser)),
				statecheck.ExpectKnownValue(quickstartThread, tfjsonpath.New("members"), knownvalue.MapSizeExact(2)),
				statecheck.ExpectKnownValue(quickstartMessage, tfjsonpath.New("type"), knownvalue.StringExact("text")),
				statecheck.ExpectKnownValue(quickstartMessage, tfjsonpath.New("metadata"), knownvalue.MapExact(map[string]knownvalue.Check{"priority": knownvalue.StringExact("high")})),
				expectMessages("participantAdded", "topicUpdated", "text"),
			}
			expectService(step, func() error {
				return errors.Join(
					s.expectThread(t, "Release 1.0", "", "Alice", "Bob"),
					s.expectMessage(t, "The release starts at 14:00 UTC.", "Release bot", map[string]string{"priority": "high"}),
					s.expectCalls(map[emulator.Operation]int{emulator.OpCreateThread: 1, emulator.OpAddParticipants: 0, emulator.OpSendMessage: 1, emulator.OpCreateIdentity: 2}),
				)
			})
		}),
		step("a second plan is clean", nil, func(step *resource.TestStep) {
			step.PlanOnly = true
		}),
		step("the topic changes in place", config.Variables{"topic": config.StringVariable("Release 1.1")}, func(step *resource.TestStep) {
			step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(quickstartThread, plancheck.ResourceActionUpdate),
				plancheck.ExpectResourceAction(quickstartMessage, plancheck.ResourceActionNoop),
			}
			step.ConfigStateChecks = []statecheck.StateCheck{
				statecheck.ExpectKnownValue(quickstartThread, tfjsonpath.New("topic"), knownvalue.StringExact("Release 1.1")),
				expectMessages("participantAdded", "topicUpdated", "text", "topicUpdated"),
			}
			expectService(step, func() error {
				return errors.Join(
					s.expectThread(t, "Release 1.1", "", "Alice", "Bob"),
					s.expectWrites(emulator.OpUpdateThread),
				)
			})
		}),
		step("a member joins", config.Variables{"people": people("Alice", "Bob", "Carol")}, func(step *resource.TestStep) {
			step.ConfigStateChecks = []statecheck.StateCheck{
				statecheck.ExpectKnownValue(quickstartThread, tfjsonpath.New("members"), knownvalue.MapSizeExact(3)),
			}
			expectService(step, func() error {
				return errors.Join(
					s.expectThread(t, "Release 1.1", "", "Alice", "Bob", "Carol"),
					s.expectWrites(emulator.OpCreateIdentity, emulator.OpAddParticipants),
				)
			})
		}),
		step("a member leaves", config.Variables{"people": people("Bob", "Carol")}, func(step *resource.TestStep) {
			step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(`chat_user.person["alice"]`, plancheck.ResourceActionDestroy),
				plancheck.ExpectResourceAction(quickstartThread, plancheck.ResourceActionUpdate),
			}
			expectService(step, func() error {
				return errors.Join(
					s.expectThread(t, "Release 1.1", "", "Bob", "Carol"),
					s.expectWrites(emulator.OpDeleteIdentity, emulator.OpRemoveParticipant), // Terraform deletes what is gone before it updates what used it
				)
			})
		}),
		step("the message is edited", config.Variables{"announcement": config.StringVariable("It starts at 15:00.")}, func(step *resource.TestStep) {
			step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(quickstartMessage, plancheck.ResourceActionUpdate),
				plancheck.ExpectResourceAction(quickstartThread, plancheck.ResourceActionNoop),
			}
			step.ConfigStateChecks = []statecheck.StateCheck{
				statecheck.ExpectKnownValue(quickstartMessage, tfjsonpath.New("edited_on"), knownvalue.NotNull()),
			}
			expectService(step, func() error {
				return errors.Join(
					s.expectMessage(t, "It starts at 15:00.", "Release bot", map[string]string{"priority": "high"}),
					s.expectWrites(emulator.OpUpdateMessage),
				)
			})
		}),
		step("the quickstart is applied again", nil, func(step *resource.TestStep) {
			step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}
		}),
		step("the message is deleted", config.Variables{"announcement": nullVariable{}}, func(step *resource.TestStep) {
			step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(quickstartMessage, plancheck.ResourceActionDestroy),
			}
			expectService(step, func() error {
				messages, err := s.Messages(t.Context(), s.onlyThread(t).ID)
				for _, m := range messages {
					if m.Type == "text" && m.DeletedOn == nil {
						return fmt.Errorf("the message %q is still there", m.Content)
					}
				}
				return errors.Join(err, s.expectWrites(emulator.OpDeleteMessage))
			})
		}),
		step("everything is destroyed", nil, func(step *resource.TestStep) {
			step.Destroy = true
			expectService(step, func() error {
				return s.expectCalls(map[emulator.Operation]int{emulator.OpDeleteThread: 1, emulator.OpDeleteIdentity: 2, emulator.OpRemoveParticipant: 0})
			})
		}),
	)
}

// TestAccQuickstart_removedMemberIsPlannedAgain removes a member behind Terraform's back.
func TestAccQuickstart_removedMemberIsPlannedAgain(t *testing.T) {
	s := newTestService(t)
	gone := s.quickstartStep(nil)
	gone.PreConfig = func() {
		thread := s.onlyThread(t)
		acting := s.clientAs(t, s.actingUser)
		for _, m := range s.members(t, thread.ID) {
			if m.DisplayName == "Bob" {
				if err := acting.RemoveMember(t.Context(), thread.ID, m.UserID); err != nil {
					t.Fatal(err)
				}
			}
		}
		s.ResetRequests()
	}
	gone.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectResourceAction(quickstartThread, plancheck.ResourceActionUpdate)}
	expectService(&gone, func() error {
		return errors.Join(s.expectThread(t, "Release 1.0", "", "Alice", "Bob"), s.expectWrites(emulator.OpAddParticipants))
	})
	end := s.quickstartStep(nil)
	end.Destroy = true // the test library's own destroy cannot do for_each
	acceptance(t, s, s.quickstartStep(nil), gone, end)
}

// nullVariable is a variable that is null, which the test library has no type for.
type nullVariable struct{ config.Variable }

// MarshalJSON writes null.
func (nullVariable) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// expectMessages checks the types of the messages in the output, oldest first, and that each has a time.
func expectMessages(types ...string) statecheck.StateCheck {
	var messages []knownvalue.Check
	for _, messageType := range types {
		messages = append(messages, knownvalue.ObjectPartial(map[string]knownvalue.Check{
			"type":       knownvalue.StringExact(messageType),
			"created_on": knownvalue.NotNull(),
		}))
	}
	return statecheck.ExpectKnownOutputValue("messages", knownvalue.TupleExact(messages))
}

// displayNames returns the names of members in order.
func displayNames(members []emulator.Member) []string {
	var names []string
	for _, m := range members {
		names = append(names, m.DisplayName)
	}
	slices.Sort(names)
	return names
}

// expectMessage checks the one message of a user that is not deleted.
func (s *testService) expectMessage(t testing.TB, content, sender string, metadata map[string]string) error {
	messages, err := s.Messages(t.Context(), s.onlyThread(t).ID)
	if err != nil {
		return err
	}
	for _, m := range messages {
		if client.MessageType(m.Type) != client.MessageText || m.DeletedOn != nil {
			continue
		}
		if m.Content != content || m.SenderDisplayName != sender || !maps.Equal(m.Metadata, metadata) {
			return fmt.Errorf("the message is %q by %q with %v", m.Content, m.SenderDisplayName, m.Metadata)
		}
		return nil
	}
	return fmt.Errorf("there is no message")
}

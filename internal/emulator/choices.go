package emulator

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Choice is a case that we have no recording of, so several responses are plausible. Options.Choices says which one to
// give; README.md describes them all.
type Choice string

// The cases.
const (
	// What becomes of threads.
	ChoiceMetadataRemoval    Choice = "metadata-removal"
	ChoiceDeletedThread      Choice = "deleted-thread"
	ChoicePatchDeletedThread Choice = "patch-deleted-thread"
	ChoiceDeleteThreadAgain  Choice = "delete-thread-again"
	ChoiceFreshThread        Choice = "fresh-thread"
	ChoiceListedThread       Choice = "listed-thread"
	ChoiceSameTopic          Choice = "same-topic"
	ChoiceThreadStartTime    Choice = "thread-start-time"

	// Members and messages.
	ChoiceRemoveStranger     Choice = "remove-stranger"
	ChoiceFullThread         Choice = "full-thread"
	ChoiceForeignUser        Choice = "foreign-user"
	ChoiceEditDeletedMessage Choice = "edit-deleted-message"
	ChoiceDeleteMessageAgain Choice = "delete-message-again"
	ChoiceLargeMessage       Choice = "large-message"
	ChoiceMessageStartTime   Choice = "message-start-time"

	// Users and their tokens.
	ChoiceDeletedUserMessages  Choice = "deleted-user-messages"
	ChoiceDeleteIdentityAgain  Choice = "delete-identity-again"
	ChoiceDeletedIdentityToken Choice = "deleted-identity-token"
	ChoiceCustomIDAgain        Choice = "custom-id-again"
	ChoiceRevocation           Choice = "revocation"
	ChoiceUserIDCase           Choice = "user-id-case"

	// Every call.
	ChoiceWhiteSpace    Choice = "white-space"
	ChoiceLargePage     Choice = "large-page"
	ChoiceErrorEnvelope Choice = "error-envelope"
)

// Choices holds the answers that take the place of the defaults.
type Choices map[Choice]string

// ChoiceAnswers returns the answers to choose from, the default first.
func ChoiceAnswers() map[Choice][]string {
	return map[Choice][]string{
		ChoiceMetadataRemoval:      {"both", "empty", "null"},
		ChoiceDeletedThread:        {"404", "200"},
		ChoicePatchDeletedThread:   {"404", "204"},
		ChoiceDeleteThreadAgain:    {"404", "204"},
		ChoiceFreshThread:          {"last-message", "bare"},
		ChoiceListedThread:         {"exact", "deleted"},
		ChoiceRemoveStranger:       {"204", "404"},
		ChoiceSameTopic:            {"silent", "message"},
		ChoiceEditDeletedMessage:   {"404", "204"},
		ChoiceDeleteMessageAgain:   {"204", "404"},
		ChoiceDeletedUserMessages:  {"deleted", "kept", "removed"},
		ChoiceDeleteIdentityAgain:  {"404", "204"},
		ChoiceDeletedIdentityToken: {"404", "403"},
		ChoiceCustomIDAgain:        {"201", "409"},
		ChoiceRevocation:           {"at-once", "delayed"},
		ChoiceUserIDCase:           {"exact", "ignored"},
		ChoiceWhiteSpace:           {"kept", "trimmed"},
		ChoiceFullThread:           {"400", "partial"},
		ChoiceLargeMessage:         {"413", "400"},
		ChoiceLargePage:            {"clamped", "400"},
		ChoiceThreadStartTime:      {"last-message", "created"},
		ChoiceMessageStartTime:     {"created", "changed"},
		ChoiceForeignUser:          {"invalid", "400"},
		ChoiceErrorEnvelope:        {"error", "communication-error", "bare"},
	}
}

// ErrChoice says that there is no such case, or no such answer.
var ErrChoice = errors.New("not a choice of the emulator")

// Set chooses the answer that text names: NAME=VALUE, or several of them with commas between. The error wraps
// ErrChoice.
func (c Choices) Set(text string) error {
	for choice := range strings.SplitSeq(text, ",") {
		name, answer, _ := strings.Cut(choice, "=")
		c[Choice(strings.TrimSpace(name))] = strings.TrimSpace(answer)
	}
	return c.check()
}

// check refuses what cannot be chosen.
func (c Choices) check() error {
	all := ChoiceAnswers()
	for name, answer := range c {
		answers, known := all[name]
		if !known {
			return fmt.Errorf("%w: %q. There are, with the default first:\n%s", ErrChoice, name, listChoices(all))
		}
		if !slices.Contains(answers, answer) {
			return fmt.Errorf("%w: %s=%s. It is one of %s", ErrChoice, name, answer, strings.Join(answers, ", "))
		}
	}
	return nil
}

// listChoices returns a line for each choice.
func listChoices(all map[Choice][]string) string {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&text, "  %-22s  %s\n", name, strings.Join(all[name], ", "))
	}
	return strings.TrimRight(text.String(), "\n")
}

// gives reports whether an answer is the one to give.
func (c Choices) gives(name Choice, answer string) bool {
	chosen, ok := c[name]
	if !ok {
		chosen = ChoiceAnswers()[name][0]
	}
	return chosen == answer
}

// chose reports whether an answer is the one that the server gives.
func (s *Server) chose(name Choice, answer string) bool { return s.options.Choices.gives(name, answer) }

// text returns a text of a request as the service keeps it.
func (c *call) text(sent string) string {
	if c.choices.gives(ChoiceWhiteSpace, "trimmed") {
		return strings.TrimSpace(sent)
	}
	return sent
}

// envelope puts a refusal into the chosen one of the three envelopes that are recorded.
func (s *Server) envelope(body any) any {
	refusal, ok := body.(wireErrorEnvelope)
	switch {
	case ok && s.chose(ChoiceErrorEnvelope, "communication-error"):
		return wireCommunicationErrorEnvelope{
			wireCommunicationError{Code: refusal.Error.Code, Message: refusal.Error.Message, Details: []string{}},
		}
	case ok && s.chose(ChoiceErrorEnvelope, "bare"):
		return wireBareError{Code: refusal.Error.Code, Message: refusal.Error.Message}
	}
	return body
}

package emulator

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Choice names a case of which there is no recording, so more than one answer of the service is plausible.
// Options.Choices says which one to give; README.md describes them all.
type Choice string

// The cases.
const (
	ChoiceMetadataRemoval      Choice = "metadata-removal"
	ChoiceDeletedThread        Choice = "deleted-thread"
	ChoiceDeleteThreadAgain    Choice = "delete-thread-again"
	ChoiceRemoveStranger       Choice = "remove-stranger"
	ChoiceSameTopic            Choice = "same-topic"
	ChoiceEditDeletedMessage   Choice = "edit-deleted-message"
	ChoiceDeleteMessageAgain   Choice = "delete-message-again"
	ChoiceDeleteIdentityAgain  Choice = "delete-identity-again"
	ChoiceDeletedIdentityToken Choice = "deleted-identity-token"
	ChoiceCustomIDAgain        Choice = "custom-id-again"
	ChoiceFullThread           Choice = "full-thread"
	ChoiceLargeMessage         Choice = "large-message"
	ChoiceLargePage            Choice = "large-page"
	ChoiceThreadStartTime      Choice = "thread-start-time"
	ChoiceMessageStartTime     Choice = "message-start-time"
	ChoiceForeignUser          Choice = "foreign-user"
	ChoiceErrorEnvelope        Choice = "error-envelope"
)

// Choices holds the answers to give in place of the first ones.
type Choices map[Choice]string

// ChoiceAnswers returns the answers to choose from, the one that is given by default first.
func ChoiceAnswers() map[Choice][]string {
	return map[Choice][]string{
		ChoiceMetadataRemoval:      {"both", "empty", "null"},
		ChoiceDeletedThread:        {"404", "200"},
		ChoiceDeleteThreadAgain:    {"404", "204"},
		ChoiceRemoveStranger:       {"204", "404"},
		ChoiceSameTopic:            {"silent", "message"},
		ChoiceEditDeletedMessage:   {"404", "204"},
		ChoiceDeleteMessageAgain:   {"204", "404"},
		ChoiceDeleteIdentityAgain:  {"404", "204"},
		ChoiceDeletedIdentityToken: {"404", "403"},
		ChoiceCustomIDAgain:        {"201", "409"},
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
			return fmt.Errorf("%w: %q; there are %q", ErrChoice, name, slices.Sorted(maps.Keys(all)))
		}
		if !slices.Contains(answers, answer) {
			return fmt.Errorf("%w: %s=%q; it is one of %q", ErrChoice, name, answer, answers)
		}
	}
	return nil
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

// envelope puts a refusal into the chosen one of the three envelopes that are recorded.
func (s *Server) envelope(body any) any {
	refusal, ok := body.(wireErrorEnvelope)
	switch {
	case ok && s.chose(ChoiceErrorEnvelope, "communication-error"):
		return wireCommunicationErrorEnvelope{wireCommunicationError{Code: refusal.Error.Code, Message: refusal.Error.Message, Details: []string{}}}
	case ok && s.chose(ChoiceErrorEnvelope, "bare"):
		return wireBareError{Code: refusal.Error.Code, Message: refusal.Error.Message}
	}
	return body
}

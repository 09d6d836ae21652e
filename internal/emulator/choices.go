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
	ChoiceMetadataRemoval Choice = "metadata-removal"
	ChoiceDeletedThread   Choice = "deleted-thread"
)

// Choices holds the answers to give in place of the first ones.
type Choices map[Choice]string

// choiceAnswers returns the answers to choose from, the one that is given by default first.
func choiceAnswers() map[Choice][]string {
	return map[Choice][]string{
		ChoiceMetadataRemoval: {"both", "empty", "null"},
		ChoiceDeletedThread:   {"404", "200"},
	}
}

// ErrChoice says that there is no such case, or no such answer.
var ErrChoice = errors.New("not a choice of the emulator")

// Set chooses the answer that text names: NAME=VALUE, or several of them with commas between. The error wraps ErrChoice.
func (c Choices) Set(text string) error {
	for choice := range strings.SplitSeq(text, ",") {
		name, answer, _ := strings.Cut(choice, "=")
		c[Choice(strings.TrimSpace(name))] = strings.TrimSpace(answer)
	}
	return c.check()
}

// check refuses what cannot be chosen.
func (c Choices) check() error {
	all := choiceAnswers()
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

// chose reports whether an answer is the one to give.
func (s *Server) chose(name Choice, answer string) bool {
	chosen, ok := s.options.Choices[name]
	if !ok {
		chosen = choiceAnswers()[name][0]
	}
	return chosen == answer
}

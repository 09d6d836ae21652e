package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// source says where the expectation of a question comes from.
type source string

// The sources of expectations.
const (
	recorded   source = "recorded"   // real traffic that was published shows it
	documented source = "documented" // the API description or public documentation says it
	unknown    source = "unknown"    // several answers are plausible
)

// question is one thing that is asked of the service.
type question struct {
	name     string // subject/what, unique
	text     string // the question in words
	source   source
	expected []string // the answers that are expected; any of them will do
	// choice is the emulator's switch for this question, and values its value for each answer.
	choice string
	values map[string]string
	// reads says that the question changes nothing, so it is asked in read-only mode too.
	reads bool
	see   func(*asker) string // asks, and says in a few words what was seen
}

// finding is the answer to a question.
type finding struct {
	question
	seen string
	err  error // why it could not be asked
}

// asExpected reports whether what was seen is what was expected.
func (f finding) asExpected() bool { return f.err == nil && slices.Contains(f.expected, f.seen) }

// setting returns the emulator's switch that gives the same answer; empty when there is none.
func (f finding) setting() string {
	if value := f.values[f.seen]; value != "" {
		return f.choice + "=" + value
	}
	return ""
}

// run asks questions of one service, and remembers what it made there.
type run struct {
	service      *service
	readOnly     bool   // only questions that change nothing are asked
	users        []user // that questions share
	sharedThread string // path of the thread that questions about messages share
	made         made
}

var (
	errNoThread = errors.New("the user has no thread to look at")
	errNoUser   = errors.New("this question needs a user: set CHAT_USER_ID to one that has threads")
)

// made is what the run created.
type made struct {
	users   []string
	threads []thread
}

type thread struct {
	id    string
	owner user
}

// ask asks all questions until ctx ends; each answer is also handed to tell.
func (r *run) ask(ctx context.Context, questions []question, tell func(finding)) []finding {
	var findings []finding
	for _, q := range questions {
		if ctx.Err() != nil {
			break
		}
		if r.readOnly && !q.reads {
			continue
		}
		a := &asker{run: r, ctx: ctx}
		f := finding{question: q}
		f.seen = q.see(a)
		if f.err = a.err; f.err != nil {
			f.seen = ""
		}
		tell(f)
		findings = append(findings, f)
	}
	return findings
}

// cleanUpTime is how long cleaning up may take: threads are deleted ten in ten seconds.
const cleanUpTime = 5 * time.Minute

// cleanUp deletes what the run made, also after an interrupt. The error names what is left.
func (r *run) cleanUp(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanUpTime)
	defer cancel()
	var errs []error
	for _, t := range r.made.threads {
		errs = append(errs, r.delete(ctx, call{method: http.MethodDelete, path: pathOf(t.id), token: t.owner.token}))
	}
	for _, id := range r.made.users {
		errs = append(errs, r.delete(ctx, call{method: http.MethodDelete, path: identityPath(id)}))
	}
	return errors.Join(errs...)
}

func (r *run) delete(ctx context.Context, c call) error {
	resp, err := r.service.do(ctx, c)
	switch {
	case err != nil:
		return fmt.Errorf("deleting %s: %w", c.path, err)
	case resp.status != http.StatusNoContent && resp.status != http.StatusNotFound:
		return fmt.Errorf("deleting %s: %s", c.path, resp.refusal())
	}
	return nil
}

// questions returns all of them.
func questions() []question {
	return slices.Concat(
		identityQuestions(),
		tokenQuestions(),
		customIDQuestions(),
		threadQuestions(),
		threadChangeQuestions(),
		threadListQuestions(),
		memberQuestions(),
		messageQuestions(),
		messageChangeQuestions(),
		messageListQuestions(),
		receiptQuestions(),
		protocolQuestions(),
		limitQuestions(),
	)
}

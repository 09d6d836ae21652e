package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/chattest/chatservice"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// asked is an emulator that is asked.
type asked struct {
	*emulator.Server
	target
}

// newAsked starts an emulator with some choices; choose may be empty.
func newAsked(t *testing.T, choose string) asked {
	t.Helper()
	choices := emulator.Choices{}
	if choose != "" {
		if err := choices.Set(choose); err != nil {
			t.Fatal(err)
		}
	}
	clock := &chatservice.Clock{}
	server, err := emulator.New(emulator.Options{Clock: clock, Limits: true, Choices: choices})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	target, err := emulated(server, clock)
	if err != nil {
		t.Fatal(err)
	}
	return asked{server, target}
}

// ofChoice returns the questions that belong to a choice.
func ofChoice(name string) []question {
	return slices.DeleteFunc(questions(), func(q question) bool { return q.choice != name })
}

// left returns which threads and users of a service are not deleted.
func (a asked) left(t *testing.T) (left []string) {
	t.Helper()
	threads, err := a.Threads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, thread := range threads {
		if thread.DeletedOn == nil {
			left = append(left, thread.ID)
		}
	}
	users, err := a.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return append(left, users...)
}

func TestConformance_theEmulatorAnswersAsExpected(t *testing.T) {
	t.Parallel()
	a := newAsked(t, "")
	r := &run{service: a.service}
	findings := r.ask(t.Context(), questions(), func(f finding) {
		if !f.asExpected() {
			t.Error(progress(f))
		}
	})
	if err := r.cleanUp(t.Context()); err != nil {
		t.Error(err)
	}
	if left := a.left(t); len(left) > 0 {
		t.Errorf("the run left %q behind", left)
	}
	if len(findings) < 80 {
		t.Errorf("only %d questions were asked", len(findings))
	}
	if a.service.messages >= 200 {
		t.Errorf("the run sent %d messages", a.service.messages)
	}
}

// TestConformance_answersNameTheChoice runs the questions of each choice under each of its answers: the report must
// name
// the one that was chosen.
func TestConformance_answersNameTheChoice(t *testing.T) {
	t.Parallel()
	for name, values := range emulator.ChoiceAnswers() {
		about := ofChoice(string(name))
		if len(about) == 0 {
			t.Errorf("no question is about the choice %s", name)
		}
		for _, value := range values {
			setting := string(name) + "=" + value
			t.Run(setting, func(t *testing.T) {
				t.Parallel()
				a := newAsked(t, setting)
				r := &run{service: a.service}
				r.ask(t.Context(), about, func(f finding) {
					if f.setting() != setting {
						t.Errorf("%s: %q (%v) reads as %q", f.name, f.seen, f.err, f.setting())
					}
				})
			})
		}
	}
}

func TestConformance_questionsHaveTheirOwnNames(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, q := range questions() {
		if names[q.name] {
			t.Errorf("two questions are called %s", q.name)
		}
		names[q.name] = true
		if len(q.expected) == 0 || q.text == "" {
			t.Errorf("%s does not say what is asked and expected", q.name)
		}
		if _, known := emulator.ChoiceAnswers()[emulator.Choice(q.choice)]; q.choice != "" && !known {
			t.Errorf("%s: the emulator has no choice %s", q.name, q.choice)
		}
	}
}

func TestConformance_anInterruptLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	a := newAsked(t, "")
	ctx, interrupt := context.WithCancel(t.Context())
	r := &run{service: a.service}
	r.ask(ctx, questions(), func(finding) {
		if len(r.made.threads) > 5 {
			interrupt()
		}
	})
	if len(a.left(t)) < 5 {
		t.Fatal("there was nothing to clean up")
	}
	if err := r.cleanUp(ctx); err != nil {
		t.Error(err)
	}
	if left := a.left(t); len(left) > 0 {
		t.Errorf("the run left %q behind", left)
	}
}

func TestConformance_whatCannotBeDeletedIsNamed(t *testing.T) {
	t.Parallel()
	a := newAsked(t, "")
	r := &run{service: a.service}
	r.ask(t.Context(), questions()[:1], func(finding) {})
	a.InjectFault(emulator.Fault{Operation: emulator.OpDeleteIdentity, Status: 500})
	if err := r.cleanUp(t.Context()); err == nil || !strings.Contains(err.Error(), "deleting /identities/8:acs:") {
		t.Errorf("the clean-up says %v", err)
	}
}

func TestConformance_readOnlyChangesNothing(t *testing.T) {
	t.Parallel()
	a := newAsked(t, "")
	userID, err := a.CreateUser(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	maker := &run{service: a.service}
	token, err := a.IssueToken(t.Context(), userID)
	if err != nil {
		t.Fatal(err)
	}
	maker.users = []user{{userID, token}}
	if thread := (&asker{run: maker, ctx: t.Context()}).thread(); thread == pathOf("") {
		t.Fatal("no thread was made")
	}
	a.ResetRequests()
	r := &run{service: a.service, readOnly: true}
	if err := r.actAs(t.Context(), userID); err != nil {
		t.Fatal(err)
	}
	findings := r.ask(t.Context(), questions(), func(f finding) {
		if !f.asExpected() {
			t.Error(progress(f))
		}
	})
	if len(findings) < 15 {
		t.Errorf("only %d questions were asked", len(findings))
	}
	for _, request := range a.Requests() {
		if request.Method != http.MethodGet && request.Operation != emulator.OpIssueToken && request.Status < 400 {
			t.Errorf("%s %s was carried out", request.Method, request.Path)
		}
	}
	if tokens := len(a.Requests(emulator.OpIssueToken)); tokens != 1 {
		t.Errorf("%d tokens were issued", tokens)
	}
}

func TestConformance_theReportHoldsNoSecret(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "report.md")
	a := newAsked(t, "")
	r := &run{service: a.service}
	secret := "a." + a.AccessKey()
	about := slices.DeleteFunc(questions(), func(q question) bool {
		return !strings.HasPrefix(q.name, "thread/create") && !strings.HasPrefix(q.name, "token/")
	})
	about = append(about, question{name: "test/leak", source: unknown, expected: []string{""}, see: func(a *asker) string {
		return a.first().token + " " + a.first().id + " " + a.thread() + " " + a.service.endpoint + " " + secret
	}})
	findings := r.ask(t.Context(), about, func(finding) {})
	if err := writeReport(path, a.target, a.service, findings); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for what, secret := range map[string]string{
		"the access key": a.AccessKey(), "a token": r.users[0].token, "the resource's ID": resource(r.users[0].id),
		"the endpoint": a.service.endpoint, "a thread's ID": strings.TrimPrefix(r.made.threads[0].id, "19:"),
	} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the report holds %s", what)
		}
	}
	if rows := strings.Count(string(text), "\n| `"); rows != len(about) {
		t.Errorf("the report has %d rows, want %d", rows, len(about))
	}
}

func TestConform_refusesWhatMakesNoSense(t *testing.T) {
	t.Parallel()
	for want, test := range map[string]struct {
		arguments  []string
		connection string
	}{
		"-read-only asks a resource":         {arguments: []string{"-read-only"}},
		`unexpected argument "x"`:            {arguments: []string{"x"}},
		"CHAT_CONNECTION_STRING: ":           {connection: "endpoint=https://a.example"},
		"the access key of the connection s": {connection: "endpoint=https://a.example;accesskey=???"},
	} {
		environment := func(name string) string { return map[string]string{"CHAT_CONNECTION_STRING": test.connection}[name] }
		err := conform(t.Context(), test.arguments, environment, &strings.Builder{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v says %v, want %q", test, err, want)
		}
	}
}

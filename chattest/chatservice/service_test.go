package chatservice_test

import (
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/chattest/chatservice"
)

// recorder is a test that is told to fail.
type recorder struct {
	testing.TB
	cleanups []func()
	said     string
}

func (r *recorder) Helper() {}

func (r *recorder) Name() string { return "TestRoom" }

func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }

func (r *recorder) Fatal(said ...any) { r.said = fmt.Sprint(said...) }

func (r *recorder) end() {
	for _, f := range r.cleanups {
		f()
	}
}

func TestService_mistakesFailTheTest(t *testing.T) {
	t.Parallel()
	test := &recorder{TB: t}
	chat := chatservice.New(test)
	defer test.end()
	for want, mistake := range map[string]func(){
		`there is no operation "SendMesage", only [`: func() { chat.InjectFault(chatservice.Fault{Operation: "SendMesage"}) },
		"99 is not a valid response status":          func() { chat.InjectFault(chatservice.Fault{Status: 99}) },
		"must not be negative":                       func() { chat.InjectFault(chatservice.Fault{Nth: -1}) },
		"only one of them":                           func() { chat.InjectFault(chatservice.Fault{Drop: true, Hang: true}) },
		`not a scope of access tokens: "calls"; there are [`: func() {
			if token, err := chat.IssueToken(t.Context(), chat.ActingUser(), "calls"); err == nil {
				t.Errorf("issued was %s", token)
			}
		},
	} {
		test.said = ""
		if mistake(); !strings.Contains(test.said, want) {
			t.Errorf("the test fails with %q, want %q", test.said, want)
		}
	}
	if _, err := chat.IssueToken(t.Context(), "8:acs:nobody"); !errors.Is(err, chatservice.ErrNotFound) {
		t.Errorf("a token for nobody: %v", err)
	}
}

func TestService_saysThatItsTestHasEnded(t *testing.T) {
	t.Parallel()
	test := &recorder{TB: t}
	chat := chatservice.New(test)
	test.end()
	const want = "the service is closed: it was used after its test TestRoom had ended"
	uses := map[string]func() error{
		"CreateUser":  func() error { _, err := chat.CreateUser(t.Context()); return err },
		"Users":       func() error { _, err := chat.Users(t.Context()); return err },
		"IssueToken":  func() error { _, err := chat.IssueToken(t.Context(), "x", "calls"); return err },
		"RevokeToken": func() error { return chat.RevokeTokens(t.Context(), "x") },
		"Threads":     func() error { _, err := chat.Threads(t.Context()); return err },
		"Members":     func() error { _, err := chat.Members(t.Context(), "x"); return err },
		"Messages":    func() error { _, err := chat.Messages(t.Context(), "x"); return err },
		"Entra":       func() error { _, err := chat.IssueEntraToken(1); return err },
	}
	for name, use := range uses {
		if err := use(); !errors.Is(err, chatservice.ErrClosed) || err.Error() != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, want) {
			t.Errorf("injecting a fault panics with %s", said)
		}
	}()
	chat.InjectFault(chatservice.Fault{})
}

func TestStart_refusesOptionsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for want, option := range map[string]chatservice.Option{
		`"no-case"`: chatservice.WithChoice("no-case", "x"),
		"line 1":    chatservice.WithSeed([]byte("{]")),
	} {
		chat, err := chatservice.Start(option)
		if err == nil {
			t.Fatalf("a service started: %v", chat.Close())
		}
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %s in it", err, want)
		}
	}
}

func TestRequests_haveTheirResponse(t *testing.T) {
	t.Parallel()
	chat := chatservice.New(t)
	chat.InjectFault(chatservice.Fault{Operation: chatservice.OpListThreads, Status: 503, Body: "busy"})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, chat.URL()+"/chat/threads", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := chat.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	calls := chat.Requests(chatservice.OpListThreads)
	if len(calls) != 1 || len(chat.Requests(chatservice.OpGetThread)) != 0 {
		t.Fatalf("the calls are %+v", calls)
	}
	if got := calls[0]; got.Status != 503 || string(got.ResponseBody) != "busy" || got.Fault == nil ||
		got.Fault.Status != 503 {
		t.Errorf("the call is %+v", got)
	}
}

// TestTypes_showTheirFields reads the documentation as users do: what they see are fields, not names of internal types.
func TestTypes_showTheirFields(t *testing.T) {
	t.Parallel()
	for name, field := range map[string]string{
		"Fault": "Truncate bool", "Thread": "DeleteAfterDays int", "Member": "ShareHistoryTime time.Time",
		"Message": "InitiatorID  string", "Request": "ResponseBody   []byte",
	} {
		text, err := exec.CommandContext(t.Context(), "go", "doc", "chatservice."+name).CombinedOutput()
		if err != nil {
			t.Fatalf("go doc: %v\n%s", err, text)
		}
		if !strings.Contains(string(text), field) || strings.Contains(string(text), "emulator.") {
			t.Errorf("go doc shows no %q:\n%s", field, text)
		}
	}
}

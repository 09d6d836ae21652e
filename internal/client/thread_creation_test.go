package client

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// oddSuccesses lists ways to answer a creation that do not say what was made.
func oddSuccesses() map[string]func(*http.Response) {
	body := func(text string) func(*http.Response) {
		return func(resp *http.Response) { resp.Body = io.NopCloser(strings.NewReader(text)) }
	}
	return map[string]func(*http.Response){
		"empty object": body("{}"), "no body": body(""), "list": body("[]"), "null": body("null"), "not JSON": body("<html>"),
		"no thread": body(`{"chatThread":null}`), "odd id": body(`{"chatThread":{"id":17}}`),
		"200 without a body": func(resp *http.Response) { body("")(resp); resp.StatusCode = http.StatusOK },
	}
}

// change lets a function change the next answers to a creation.
func (s *service) change(times int, change func(*http.Response)) {
	s.after = func(req *http.Request, resp *http.Response) error {
		if operationOf(req) == emulator.OpCreateThread && times > 0 {
			times--
			change(resp)
		}
		return nil
	}
}

func TestCreateThread_oddSuccessIsAskedForAgain(t *testing.T) {
	for name, change := range oddSuccesses() {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				gone := s.newUsers(t, 1)[0]
				noErrors(t, []error{s.client(t).DeleteUser(t.Context(), gone)})
				s.change(2, change)
				created, rejected, err := s.client(t).CreateThread(t.Context(), NewThread{Topic: "x", Members: members(gone)})
				if err != nil || created.Topic != "x" || len(rejected) != 1 || rejected[0].Code != "404" {
					t.Errorf("created %+v without %v, %v", created, rejected, err)
				}
				equal(t, "tries", s.calls(emulator.OpCreateThread), 3)
				equal(t, "threads", len(s.allThreads(t)), 1)
			})
		})
	}
}

func (s *service) allThreads(t *testing.T) []emulator.Thread {
	t.Helper()
	threads, err := s.Threads(t.Context())
	noErrors(t, []error{err})
	return threads
}

func TestCreateThread_200IsASuccess(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.change(1, func(resp *http.Response) { resp.StatusCode = http.StatusOK })
		created, _, err := s.client(t).CreateThread(t.Context(), NewThread{Topic: "x"})
		if err != nil || created.ID != s.allThreads(t)[0].ID {
			t.Errorf("created %+v, %v", created, err)
		}
		equal(t, "tries", s.calls(emulator.OpCreateThread), 1)
	})
}

// When no answer says what was made, Location leads to it, and the listing says who was not let in.
func TestCreateThread_oddSuccessesLeadToTheThread(t *testing.T) {
	for name, change := range oddSuccesses() {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				users := s.newUsers(t, 2)
				noErrors(t, []error{s.client(t).DeleteUser(t.Context(), users[1])})
				s.change(1000, change)
				created, rejected, err := s.client(t).CreateThread(t.Context(), NewThread{Topic: "x", Members: members(users...)})
				if err != nil || created.Topic != "x" || created.CreatedBy != s.user || created.CreatedOn.IsZero() {
					t.Fatalf("created %+v, %v", created, err)
				}
				if len(rejected) != 1 || rejected[0].Kind != KindMemberRejected || rejected[0].Object != users[1] {
					t.Errorf("rejected %v, want %s", rejected, users[1])
				}
				equal(t, "thread", created.ID, s.allThreads(t)[0].ID)
				equal(t, "threads", len(s.allThreads(t)), 1)
			})
		})
	}
}

func TestCreateThread_saysHowToFindWhatMayExist(t *testing.T) {
	for name, change := range oddSuccesses() {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				s.change(1000, func(resp *http.Response) { change(resp); resp.Header.Del("Location") })
				_, _, err := s.client(t).CreateThread(t.Context(), NewThread{Topic: "my plans"})
				wantKind(t, err, KindAmbiguous)
				for _, want := range []string{`topic "my plans"`, "among the threads of " + s.user, "at or after 2000-01-01T00:00:00Z"} {
					if !strings.Contains(err.Error(), want) {
						t.Errorf("the error is %q, want one that says %q", err, want)
					}
				}
			})
		})
	}
}

func TestCreateThread_createdButNotReadable(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.change(1000, oddSuccesses()["no body"])
		s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusForbidden})
		_, _, err := s.client(t).CreateThread(t.Context(), NewThread{Topic: "x"})
		wantKind(t, err, KindAmbiguous)
		if id := s.allThreads(t)[0].ID; !strings.Contains(err.Error(), id) {
			t.Errorf("the error %q does not name %s", err, id)
		}
	})
}

// A refusal says what to do, also when an earlier try may have been carried out.
func TestCreateThread_refusedAfterALostAnswer(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, Drop: true, After: true})
		s.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, Status: http.StatusForbidden})
		_, _, err := s.client(t).CreateThread(t.Context(), NewThread{Topic: "my plans"})
		wantKind(t, err, KindForbidden)
		if !strings.Contains(err.Error(), `topic "my plans" may have been created`) {
			t.Errorf("the error is %q", err)
		}
		s.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, Status: http.StatusForbidden})
		_, _, err = s.client(t).CreateThread(t.Context(), NewThread{Topic: "my plans"})
		if strings.Contains(err.Error(), "may have been created") {
			t.Errorf("a plain refusal is %q", err)
		}
	})
}

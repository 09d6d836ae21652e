package emulator_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// attempt sends a message and returns the answer's status and body, or why there was none.
func (u user) attempt(ctx context.Context, threadID string) (status int, body string, err error) {
	u.t.Helper()
	address := u.URL() + "/chat" + path(threadID, "/messages") + "?api-version=2025-03-15"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(`{"content":"hi"}`))
	if err != nil {
		u.t.Fatal(err)
	}
	request.Header = http.Header{"Authorization": {"Bearer " + u.token}, "Content-Type": {"application/json"}}
	response, err := u.client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}

// sent returns how many messages users have sent to a thread.
func (f *fixture) sent(threadID string) int {
	f.t.Helper()
	messages, err := f.Messages(f.t.Context(), threadID)
	if err != nil {
		f.t.Fatal(err)
	}
	n := 0
	for _, message := range messages {
		if message.Type == "text" {
			n++
		}
	}
	return n
}

func TestFault_StrikesTheNthCallOfItsOperation(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	f.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Nth: 2, Times: 2, Status: 429, Header: http.Header{"retry-after": {"7"}}})
	var statuses []int
	for range 4 {
		anna.chat("GET", path(id, ""), nil).want(200)
		reply := anna.chat("POST", path(id, "/messages"), object{"content": "hi"})
		statuses = append(statuses, reply.status)
		if after := reply.header.Get("Retry-After"); (reply.status == 429) != (after == "7") {
			t.Errorf("status %d came with Retry-After %q", reply.status, after)
		}
	}
	if want := [4]int{201, 429, 429, 201}; [4]int(statuses) != want {
		t.Errorf("statuses are %v, want %v", statuses, want)
	}
	if n := f.sent(id); n != 2 {
		t.Errorf("%d messages were sent, want 2", n)
	}
}

func TestFault_BeforeAndAfterCarryingOut(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault  emulator.Fault
		status int    // 0 means that no whole answer comes
		body   string // part of it
		sent   int
	}{
		"refused before":          {emulator.Fault{Status: 503}, 503, "ServiceUnavailable", 0},
		"refused after":           {emulator.Fault{Status: 503, After: true}, 503, "ServiceUnavailable", 1},
		"with a body of its own":  {emulator.Fault{Status: 400, Body: "<html>"}, 400, "<html>", 0},
		"no status":               {emulator.Fault{}, 500, "InternalServerError", 0},
		"dropped before":          {emulator.Fault{Drop: true}, 0, "", 0},
		"dropped after":           {emulator.Fault{Drop: true, After: true}, 0, "", 1},
		"cut true answer":         {emulator.Fault{Truncate: true}, 0, "", 1},
		"cut refusal":             {emulator.Fault{Truncate: true, Status: 500}, 0, "", 0},
		"another body, carried":   {emulator.Fault{After: true, Body: `{"id":"1"}`}, 201, `{"id":"1"}`, 1},
		"an answer of my own, ok": {emulator.Fault{Status: 201, Body: `{"id":"1"}`}, 201, `{"id":"1"}`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			anna := f.user()
			id := anna.thread()
			test.fault.Operation = emulator.OpSendMessage
			f.InjectFault(test.fault)
			status, body, err := anna.attempt(t.Context(), id)
			if (err != nil) != (test.status == 0) || err == nil && (status != test.status || !strings.Contains(body, test.body)) {
				t.Errorf("got %d %q (%v), want %d with %q", status, body, err, test.status, test.body)
			}
			if n := f.sent(id); n != test.sent {
				t.Errorf("%d messages were sent, want %d", n, test.sent)
			}
			if _, _, err := anna.attempt(t.Context(), id); err != nil {
				t.Errorf("the fault did not end: %v", err)
			}
		})
	}
}

func TestFault_HangsUntilTheClientGoesAway(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	f.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Hang: true})
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() {
		_, _, err := anna.attempt(ctx, id)
		failed <- err
	}()
	for len(f.Requests(emulator.OpSendMessage)) == 0 {
		select {
		case err := <-failed:
			t.Fatalf("the call did not hang: %v", err)
		default:
		}
	}
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("the call ended with %v", err)
	}
}

func TestClose_LetsGoOfHangingCalls(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	f.InjectFault(emulator.Fault{Hang: true})
	failed := make(chan error, 1)
	go func() {
		_, _, err := anna.attempt(t.Context(), id)
		failed <- err
	}()
	for len(f.Requests(emulator.OpSendMessage)) == 0 {
		select {
		case err := <-failed:
			t.Fatalf("the call did not hang: %v", err)
		default:
		}
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if err := <-failed; err == nil {
		t.Error("the hanging call was answered")
	}
}

func TestRequests_KeepWhatWasCalledWithoutTheCredential(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	f.ResetRequests()
	anna.say(id, "hello")
	anna.chat("GET", path(id, "/nothing"), nil).want(404)
	anna.chat("GET", path(id, ""), nil).want(200)
	all := f.Requests()
	if len(all) != 3 || len(f.Requests(emulator.OpSendMessage, emulator.OpGetThread)) != 2 || len(f.Requests(emulator.OpDeleteThread)) != 0 {
		t.Fatalf("the record is %+v", all)
	}
	first := all[0]
	if first.Operation != emulator.OpSendMessage || first.Method != http.MethodPost || first.Path != "/chat"+path(id, "/messages") ||
		first.RawQuery != "api-version=2025-03-15" || string(first.Body) != `{"content":"hello"}` || first.Status != 201 ||
		first.ThreadID != id || !first.At.Equal(start()) {
		t.Errorf("the first entry is %+v", first)
	}
	if got := first.Header.Get("Authorization"); got != "Bearer REDACTED" {
		t.Errorf("the credential is kept: %s", got)
	}
	if all[1].Operation != "" || all[1].Status != 404 {
		t.Errorf("the unknown call is kept as %+v", all[1])
	}
}

func TestFault_AnswerHasTheCodeOfItsStatus(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	for status, code := range map[int]string{
		0: "InternalServerError", 400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound",
		429: "TooManyRequests", 500: "InternalServerError", 503: "ServiceUnavailable", 418: "InternalServerError",
	} {
		f.InjectFault(emulator.Fault{Status: status})
		want := status
		if status == 0 {
			want = 500
		}
		got := anna.chat("GET", "/threads", nil)
		got.wantError(want, code, "A fault was injected.")
		if contentType := got.header.Get("Content-Type"); contentType != "application/json; charset=utf-8" {
			t.Errorf("%d came as %s", status, contentType)
		}
	}
}

package client

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// loggedIn makes a client with a user token, which no clock makes invalid in these tests.
func (s *service) loggedIn(t *testing.T) *Client {
	t.Helper()
	userToken, err := s.IssueToken(t.Context(), s.user)
	noErrors(t, []error{err})
	return s.client(t, func(o *Options) { o.AccessKey, o.AccessToken = "", userToken })
}

// The monotonic clock of a laptop that sleeps stands still, and a message that was sent before is hours old afterwards.
func TestSendMessage_foundAfterTheMachineSlept(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.loggedIn(t)
		id := s.thread(t, c)
		var slept time.Duration
		c.clock.wall = func() time.Time { return time.Now().Round(0).Add(slept) }
		s.after = func(req *http.Request, _ *http.Response) error {
			if !isSend(req) {
				return nil
			}
			slept, s.ahead = 2*time.Hour, 2*time.Hour // carried out; the answer is lost while the machine sleeps
			return io.ErrUnexpectedEOF
		}
		messageID, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
		if err != nil || messageID == "" {
			t.Errorf("the message is there, and the caller got %q, %v", messageID, err)
		}
		equalSlices(t, "messages", s.texts(t, id), []string{"hello"})
	})
}

// After a long pause the message is no longer on the first page.
func TestSendMessage_foundBehindManyOthers(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, theirs := s.client(t), s.client(t, func(o *Options) { o.DisableThrottling = true })
		id := s.thread(t, c)
		s.before = func(req *http.Request) (*http.Response, error) {
			if !isSend(req) {
				return nil, nil
			}
			s.before = nil
			if _, err := s.serve(req); err != nil { // carried out
				return nil, err
			}
			for i := range 230 {
				_, err := theirs.SendMessage(t.Context(), id, "", NewMessage{Content: fmt.Sprint(i)})
				noErrors(t, []error{err})
			}
			return answer(http.StatusServiceUnavailable, `{"error":{"code":"Busy"}}`, "Retry-After", "600"), nil
		}
		_, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
		noErrors(t, []error{err})
		equal(t, "messages", len(s.texts(t, id)), 231)
		equal(t, "pages", s.calls(emulator.OpListMessages), 2)
	})
}

// A look reads back to the first try, and not the whole thread.
func TestSendMessage_looksNoFurtherThanTheFirstTry(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t, func(o *Options) { o.DisableThrottling = true })
		id := s.thread(t, c)
		for i := range 450 {
			_, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: fmt.Sprint(i)})
			noErrors(t, []error{err})
		}
		pass(time.Hour)
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true})
		_, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
		noErrors(t, []error{err})
		equal(t, "pages", s.calls(emulator.OpListMessages), 1)
	})
}

// One user has one limit, however its id is written.
func TestLimiter_oneUserInTwoSpellings(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		message, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
		noErrors(t, []error{err})
		prefix, guid, _ := strings.Cut(s.user, "_")
		spellings := []string{s.user, prefix + "_" + strings.ToUpper(guid)}
		for i := range 80 {
			_, err := c.GetMessage(t.Context(), MessageRef{ThreadID: id, ID: message, SenderID: spellings[i%2]})
			noErrors(t, []error{err})
		}
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func isSend(req *http.Request) bool {
	return req.Method == http.MethodPost && strings.HasSuffix(req.URL.Path, "/messages")
}

func TestSendMessage_lostAnswerIsLookedUp(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, After: true, Drop: true})
		m := NewMessage{Content: "hello", Type: MessageHTML, SenderDisplayName: "Ada", Metadata: map[string]string{"a": "b"}}
		messageID, err := c.SendMessage(t.Context(), id, "", m)
		if err != nil {
			t.Fatal(err)
		}
		equalSlices(t, "messages", s.texts(t, id), []string{"hello"})
		got, err := c.GetMessage(t.Context(), MessageRef{ThreadID: id, ID: messageID})
		if err != nil || got.Content.Message != "hello" {
			t.Errorf("the id that was found leads to %+v, %v", got, err)
		}
	})
}

func TestSendMessage_equalMessagesAreAllSent(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Nth: 2, Drop: true})
		ids := make([]string, 3)
		noErrors(t, parallel(3, []int{0, 1, 2}, func(i int) (err error) {
			ids[i], err = c.SendMessage(t.Context(), id, "", NewMessage{Content: "again"})
			return err
		}))
		equalSlices(t, "messages", s.texts(t, id), []string{"again", "again", "again"})
		if ids[0] == ids[1] || ids[1] == ids[2] || ids[0] == ids[2] {
			t.Errorf("ids %v: one message was taken for another", ids)
		}
	})
}

func TestSendMessage_olderEqualMessageIsNotTakenForIt(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		id := s.thread(t, s.client(t))
		if _, err := s.client(t).SendMessage(t.Context(), id, "", NewMessage{Content: "daily"}); err != nil {
			t.Fatal(err)
		}
		pass(time.Hour)
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true})
		if _, err := s.client(t).SendMessage(t.Context(), id, "", NewMessage{Content: "daily"}); err != nil {
			t.Fatal(err)
		}
		equalSlices(t, "messages", s.texts(t, id), []string{"daily", "daily"})
	})
}

// skewed is a clock that is not ours.
type skewed time.Duration

func (s skewed) Now() time.Time { return time.Now().Add(time.Duration(s)) }

// Whether a message was sent since the first try is a question for the service's clock, not for ours.
func TestSendMessage_serviceClockCounts(t *testing.T) {
	for _, ahead := range []time.Duration{-time.Hour, time.Hour} {
		inVirtualTime(t, func(t *testing.T, s *service) {
			s.ahead = ahead
			userToken, err := s.IssueToken(t.Context(), s.user) // a signature would be refused on so wrong a clock
			noErrors(t, []error{err})
			newClient := func() *Client {
				return s.client(t, func(o *Options) { o.AccessKey, o.AccessToken = "", userToken })
			}
			id := s.thread(t, newClient())
			_, err = newClient().SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
			noErrors(t, []error{err})
			pass(time.Minute)
			s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true})              // not the old one
			s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true, After: true}) // but this one
			_, err = newClient().SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
			noErrors(t, []error{err})
			equalSlices(t, "messages", s.texts(t, id), []string{"hello", "hello"})
		}, func(o *emulator.Options) { o.Clock = skewed(ahead) })
	}
}

// Answers without a Date leave it open whether an equal message is this one: then it is neither taken for it nor sent
// again.
func TestSendMessage_withoutTheServicesTimeAnEqualMessageIsInDoubt(t *testing.T) {
	for _, ahead := range []time.Duration{-time.Hour, time.Hour} {
		inVirtualTime(t, func(t *testing.T, s *service) {
			s.after = func(_ *http.Request, resp *http.Response) error { resp.Header.Del("Date"); return nil }
			userToken, err := s.IssueToken(t.Context(), s.user)
			noErrors(t, []error{err})
			c := s.client(t, func(o *Options) { o.AccessKey, o.AccessToken = "", userToken })
			id := s.thread(t, c)
			s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true})
			_, err = c.SendMessage(t.Context(), id, "", NewMessage{Content: "other"})
			noErrors(t, []error{err})
			s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true, After: true})
			_, err = c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
			wantKind(t, err, KindAmbiguous)
			equalSlices(t, "messages", s.texts(t, id), []string{"hello", "other"})
		}, func(o *emulator.Options) { o.Clock = skewed(ahead) })
	}
}

// What looks the same in the thread is the same to the ledger, or a look would take one message for another.
func TestSendMessage_oneNormalForm(t *testing.T) {
	for name, pair := range map[string][2]NewMessage{
		"default type":   {{Content: "x"}, {Content: "x", Type: MessageText}},
		"empty metadata": {{Content: "x", Metadata: map[string]string{}}, {Content: "x"}},
		"markup":         {{Content: "<b>x</b>", Type: MessageHTML}, {Content: "<i>x</i>", Type: MessageHTML}},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				c := s.client(t)
				id := s.thread(t, c)
				_, err := c.SendMessage(t.Context(), id, "", pair[0])
				noErrors(t, []error{err})
				s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true})
				_, err = c.SendMessage(t.Context(), id, "", pair[1])
				noErrors(t, []error{err})
				equalSlices(t, "messages", s.texts(t, id), sorted([]string{pair[0].Content, pair[1].Content}))
			})
		})
	}
}

// late carries out the next send when its connection has been dead for a while.
func (s *service) late(after time.Duration) {
	s.before = func(req *http.Request) (*http.Response, error) {
		if !isSend(req) {
			return nil, nil
		}
		s.before = nil
		text := bodyOf(req)
		again := req.Clone(context.WithoutCancel(req.Context()))
		again.Body = io.NopCloser(strings.NewReader(text))
		go func() {
			pass(after)
			_, _ = s.serve(again)
		}()
		return nil, io.ErrUnexpectedEOF
	}
}

func TestSendMessage_carriedOutLateIsNotSentTwice(t *testing.T) {
	for name, story := range map[string]struct {
		after    time.Duration
		earlier  int // messages that use up the limit
		attempts int
		sends    int // requests to send
	}{
		"during the retry delay":      {300 * time.Millisecond, 0, 1, 1},
		"while waiting for a turn":    {8 * time.Second, 9, 1, 10},
		"after the last of all tries": {2 * time.Second, 0, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				c := s.client(t, func(o *Options) { o.MaxRetries = &story.attempts })
				id := s.thread(t, c)
				for i := range story.earlier {
					_, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: string(rune('a' + i))})
					noErrors(t, []error{err})
				}
				s.late(story.after)
				messageID, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
				if err != nil || messageID == "" {
					t.Errorf("the message is there, and the caller got %q, %v", messageID, err)
				}
				equal(t, "messages", len(s.texts(t, id)), story.earlier+1)
				equal(t, "sends", s.calls(emulator.OpSendMessage), story.sends)
			}, withLimits)
		})
	}
}

func TestSendMessage_cleanedHTMLIsRecognized(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		const sent, kept = `<p onclick="x()">Hello&nbsp;<B>you</B><script>alert("me")</script> &amp; me<!-- and all --></p>`, "<p>Hello <b>you</b> &#38; me</p>"
		s.before = func(req *http.Request) (*http.Response, error) {
			if !isSend(req) {
				return nil, nil
			}
			text, _ := json.Marshal(map[string]string{"content": kept, "type": "html"})
			req.Body = io.NopCloser(bytes.NewReader(text))
			req.ContentLength = int64(len(text))
			return nil, nil
		}
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true, After: true})
		_, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: sent, Type: MessageHTML})
		noErrors(t, []error{err})
		equalSlices(t, "messages", s.texts(t, id), []string{kept})
	})
}

func TestSendMessage_exactlyEqualBeforeCleaned(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		ours, theirs := s.client(t), s.client(t)
		id := s.thread(t, ours)
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true, After: true})
		s.before = func(req *http.Request) (*http.Response, error) {
			if req.Method == http.MethodGet && strings.HasSuffix(req.URL.Path, "/messages") {
				s.before = nil
				_, err := theirs.SendMessage(t.Context(), id, "", NewMessage{Content: "<i>x</i>", Type: MessageHTML})
				noErrors(t, []error{err})
			}
			return nil, nil
		}
		messageID, err := ours.SendMessage(t.Context(), id, "", NewMessage{Content: "<b>x</b>", Type: MessageHTML})
		noErrors(t, []error{err})
		got, err := ours.GetMessage(t.Context(), MessageRef{ThreadID: id, ID: messageID})
		if err != nil || got.Content.Message != "<b>x</b>" {
			t.Errorf("took %+v, %v for ours", got, err)
		}
	})
}

// A success that does not say what was made is still one, if Location does or the message is in the thread.
func TestSendMessage_oddSuccess(t *testing.T) {
	for name, change := range map[string]func(*http.Response){
		"200":                  func(resp *http.Response) { resp.StatusCode = http.StatusOK },
		"empty object":         func(resp *http.Response) { resp.Body = io.NopCloser(strings.NewReader("{}")) },
		"no body":              func(resp *http.Response) { resp.Body = http.NoBody },
		"no body, no Location": func(resp *http.Response) { resp.Body = http.NoBody; resp.Header.Del("Location") },
		"not JSON":             func(resp *http.Response) { resp.Body = io.NopCloser(strings.NewReader("<html>")) },
		"Location of another": func(resp *http.Response) {
			resp.Body = http.NoBody
			resp.Header.Set("Location", "https://x/chat/threads/y/messages/1")
		},
		"Location that is none": func(resp *http.Response) { resp.Body = http.NoBody; resp.Header.Set("Location", "::") },
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				c := s.client(t)
				id := s.thread(t, c)
				s.after = func(req *http.Request, resp *http.Response) error {
					if isSend(req) {
						change(resp)
					}
					return nil
				}
				got, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
				noErrors(t, []error{err})
				there, err := s.Messages(t.Context(), id)
				noErrors(t, []error{err})
				if !slices.ContainsFunc(there, func(m emulator.Message) bool { return m.ID == got && m.Content == "hello" }) {
					t.Errorf("%q is not the message", got)
				}
				equal(t, "sends", s.calls(emulator.OpSendMessage), 1)
				if name == "no body" {
					equal(t, "lookups, although Location says it", s.calls(emulator.OpListMessages), 0)
				}
			})
		})
	}
}

func FuzzVisibleText(f *testing.F) {
	for _, seed := range []string{"<b>a</b> b", "a &lt; b", "<script>x", "<!-- a -->", "<p title='>'>", "\x00<"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		text := visibleText(source)
		if strings.Join(strings.Fields(text), "") != text {
			t.Errorf("%q is seen as %q, with white space", source, text)
		}
		if again := visibleText("<div class=x>" + source); again != text {
			t.Errorf("a tag makes %q of %q", again, text)
		}
	})
}

func TestSendMessage_ambiguousWhenItCannotLook(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, After: true, Drop: true})
		s.InjectFault(emulator.Fault{Operation: emulator.OpListMessages, Status: http.StatusForbidden})
		_, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
		wantKind(t, err, KindAmbiguous)
		equal(t, "sends", s.calls(emulator.OpSendMessage), 1)
	})
}

func TestSendMessage_refusedConnectionIsSimplyTriedAgain(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id, refused := s.thread(t, c), 0
		s.before = func(req *http.Request) (*http.Response, error) {
			if isSend(req) && refused < 2 {
				refused++
				return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
			}
			return nil, nil
		}
		if _, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"}); err != nil {
			t.Fatal(err)
		}
		equal(t, "lookups", s.calls(emulator.OpListMessages), 0)
		equalSlices(t, "messages", s.texts(t, id), []string{"hello"})
	})
}

// The call that issues the sender's token must not take over how a send is retried: looking for the message would
// wait for that very token.
func TestSendMessage_failingTokenIsRetriedForItself(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, sender := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c, Member{UserID: sender})
		s.InjectFault(emulator.Fault{Operation: emulator.OpIssueToken, Status: http.StatusInternalServerError, Times: 2})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := c.SendMessage(ctx, id, sender, NewMessage{Content: "hello"}); err != nil {
			t.Fatal(err)
		}
		equal(t, "lookups", s.calls(emulator.OpListMessages), 0)
		equalSlices(t, "messages", s.texts(t, id), []string{"hello"})
	})
}

func TestSendMessage_interruptedSendIsLookedUp(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.after = func(req *http.Request, _ *http.Response) error {
			if isSend(req) { // carried out, and no answer comes
				<-req.Context().Done()
				return req.Context().Err()
			}
			return nil
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		messageID, err := c.SendMessage(ctx, id, "", NewMessage{Content: "hello"})
		if err != nil || messageID == "" {
			t.Errorf("the message is there, and the caller got %q, %v", messageID, err)
		}
		equalSlices(t, "messages", s.texts(t, id), []string{"hello"})
	})
}

func TestSendMessage_asAnotherUser(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, sender := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c, Member{UserID: sender})
		messageID, err := c.SendMessage(t.Context(), id, sender, NewMessage{Content: "hello"})
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.GetMessage(t.Context(), MessageRef{ThreadID: id, ID: messageID})
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "sender", got.SenderID, sender)
		wantKind(t, c.UpdateMessage(t.Context(), MessageRef{ThreadID: id, ID: messageID}, MessagePatch{Content: new("x")}), KindForbidden)
		noErrors(t, []error{c.UpdateMessage(t.Context(), MessageRef{ThreadID: id, ID: messageID, SenderID: sender}, MessagePatch{Content: new("x")})})
		equalSlices(t, "messages", s.texts(t, id), []string{"x"})
		equal(t, "tokens issued", s.calls(emulator.OpIssueToken), 2) // one for each user
	})
}

// What somebody else sent while a message waited for its turn is not that message.
func TestSendMessage_waitingForItsTurnIsNotSending(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		ours, theirs := s.client(t), s.client(t)
		id := s.thread(t, ours)
		for i := range 10 { // uses up the ten of ten seconds
			_, err := ours.SendMessage(t.Context(), id, "", NewMessage{Content: string(rune('a' + i))})
			noErrors(t, []error{err})
		}
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Nth: 2, Drop: true})
		noErrors(t, parallel(2, []*Client{ours, theirs}, func(c *Client) error {
			_, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "now"})
			return err
		}))
		equal(t, "messages", len(s.texts(t, id)), 12)
	})
}

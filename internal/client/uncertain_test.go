package client

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// An answer that comes as the context ends is an answer: what it says was made must not be lost.
func TestCall_answerAsTheContextEndsCounts(t *testing.T) {
	for _, target := range operations() {
		t.Run(target.name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				w := newWorld(t, s)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				w.client = s.client(t, func(o *Options) {
					o.Transport = fake(func(req *http.Request) (*http.Response, error) {
						resp, err := s.Do(req)
						if operationOf(req) == target.operation {
							cancel()
						}
						return resp, err
					})
				})
				if err := target.do(ctx, w); err != nil {
					t.Errorf("it was carried out, and the caller got %v", err)
				}
				equal(t, "what the emulator holds", w.describe(t), target.done)
			})
		})
	}
}

// loseAnswers loses or changes the answers to an operation, which is carried out.
func (s *service) loseAnswers(op emulator.Operation, lose func(*http.Response) error) {
	s.after = func(req *http.Request, resp *http.Response) error {
		if operationOf(req) == op {
			return lose(resp)
		}
		return nil
	}
}

func dropped(*http.Response) error { return io.ErrUnexpectedEOF }

func oddBody(resp *http.Response) error {
	resp.Body = io.NopCloser(strings.NewReader(`[]`))
	return nil
}

func oddStatus(resp *http.Response) error {
	resp.StatusCode = http.StatusAccepted
	return nil
}

// After a write that nobody understood, what was known before is not the truth any more.
func TestRoster_isForgottenAfterAnAnswerThatNobodyUnderstands(t *testing.T) {
	for name, lose := range map[string]func(*http.Response) error{"dropped": dropped, "odd body": oddBody, "odd status": oddStatus} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				c, users := s.client(t, func(o *Options) { o.MaxRetries = new(0) }), s.newUsers(t, 3)
				id := s.thread(t, c, members(users[:2]...)...)
				find := func(user string) bool {
					t.Helper()
					_, found, err := c.FindMember(t.Context(), id, user)
					noErrors(t, []error{err})
					return found
				}
				equal(t, "members found", find(users[0]), true)
				s.loseAnswers(emulator.OpRemoveParticipant, lose)
				if err := c.RemoveMember(t.Context(), id, users[0]); err == nil && name != "odd body" { // there is no body to understand
					t.Error("the removal passes for a success")
				}
				equal(t, "removed member found", find(users[0]), false)
				s.loseAnswers(emulator.OpAddParticipants, lose)
				if err := c.AddMember(t.Context(), id, Member{UserID: users[2]}); err == nil {
					t.Error("the add passes for a success")
				}
				equal(t, "added member found", find(users[2]), true)
				s.loseAnswers(emulator.OpDeleteThread, lose)
				_ = c.DeleteThread(t.Context(), id)
				_, err := c.ListMembers(t.Context(), id)
				wantKind(t, err, KindNotFound)
			})
		})
	}
}

func TestThreadDirectory_writeOfUnknownOutcomeIsReadAnew(t *testing.T) {
	for name, lose := range map[string]func(*http.Response) error{"dropped": dropped, "odd status": oddStatus} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				c := s.client(t, func(o *Options) { o.MaxRetries = new(0) })
				ids := s.manyThreads(t, c, 10)
				read := func(id string) (string, error) { return refreshed(t.Context(), c, ids, id) }
				noErrors(t, parallel(1, ids, func(id string) error { _, err := read(id); return err }))
				s.loseAnswers(emulator.OpUpdateThread, lose)
				if err := c.UpdateThread(t.Context(), ids[3], ThreadPatch{Topic: new("changed")}); err == nil {
					t.Error("the update passes for a success")
				}
				got, err := read(ids[3])
				if err != nil || got != "changed" {
					t.Errorf("read %+v, %v", got, err)
				}
				s.loseAnswers(emulator.OpDeleteThread, lose)
				if err := c.DeleteThread(t.Context(), ids[4]); err == nil {
					t.Error("the delete passes for a success")
				}
				if got, err = read(ids[4]); !IsNotFound(err) {
					t.Errorf("the deleted thread is read as %+v, %v", got, err)
				}
				s.after = nil
				noErrors(t, []error{c.UpdateThread(t.Context(), ids[3], ThreadPatch{Topic: new("again")})})
				if got, err = read(ids[3]); err != nil || got != "again" {
					t.Errorf("read %+v, %v", got, err)
				}
			})
		})
	}
}

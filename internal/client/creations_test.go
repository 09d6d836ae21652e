package client

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const notFound = `{"error":{"code":"NotFound","message":"The specified thread id was not found."}}`

func TestCreations_areAskedForAgainWhileTheyAreNew(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		s.ResetRequests()
		s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusNotFound, Body: notFound, Times: 2})
		_, err := c.GetThread(t.Context(), id)
		noErrors(t, []error{err})
		equal(t, "reads", s.calls(emulator.OpGetThread), 3)
	})
}

func TestCreations_thatStayUnknownAreNotCalledGone(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id, start := s.thread(t, c), time.Now()
		s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusNotFound, Body: notFound, Times: 99})
		_, err := c.GetThread(t.Context(), id)
		wantKind(t, err, KindNotFoundYet)
		if took := time.Since(start); took < newFor || took > newFor+time.Second {
			t.Errorf("the last answer was believed after %s", took)
		}
		pass(newFor)
		s.ResetRequests()
		_, err = c.GetThread(t.Context(), id)
		wantKind(t, err, KindNotFound)
		equal(t, "reads", s.calls(emulator.OpGetThread), 1)
	})
}

func TestCreations_ofOthersAndDeletedOnesAreNotAskedForAgain(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		own, others := s.thread(t, c), s.thread(t, s.client(t))
		noErrors(t, []error{c.DeleteThread(t.Context(), own), c.DeleteThread(t.Context(), others)})
		start := time.Now()
		for _, id := range []string{own, others} {
			_, err := c.GetThread(t.Context(), id)
			wantKind(t, err, KindNotFound)
		}
		equal(t, "the time it took", time.Since(start), 0)
	})
}

// An answer that describes another thread than the new one must not end in a state.
func TestCreateThread_refusesAThreadThatCannotBeTheNewOne(t *testing.T) {
	for name, thread := range map[string]string{
		"deleted": `"createdOn":"2999-01-01T00:00:00Z","deletedOn":"2999-01-01T00:00:01Z"`,
		"older":   `"createdOn":"1999-01-01T00:00:00Z"`,
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, s *service) {
				s.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, Status: http.StatusCreated,
					Body: `{"chatThread":{"id":"19:old@thread.v2","topic":"T",` + thread + `}}`})
				created, _, err := s.client(t).CreateThread(t.Context(), NewThread{Topic: "T"})
				wantKind(t, err, KindBadAnswer)
				if e := asError(err); created.ID != "" || e.Object != "19:old@thread.v2" || e.RequestID == "" {
					t.Errorf("%+v and %+v", created, e)
				}
			})
		})
	}
}

func TestSendMessage_refusesAMessageThatCannotBeTheNewOne(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		pass(time.Hour)
		s.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Status: http.StatusCreated,
			Body: fmt.Sprintf(`{"id":"%d"}`, time.Now().Add(-time.Minute).UnixMilli())})
		_, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"})
		wantKind(t, err, KindBadAnswer)
	})
}

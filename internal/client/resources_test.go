package client

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestThread_roundTrip(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		created, rejected, err := c.CreateThread(t.Context(), NewThread{Topic: "plans", DeleteAfterDays: new(60),
			Metadata: map[string]string{"a": "1"}, Members: []Member{{UserID: user, DisplayName: "Ada"}}})
		if err != nil || len(rejected) != 0 {
			t.Fatal(created, err)
		}
		noErrors(t, []error{c.UpdateThread(t.Context(), created.ID, ThreadPatch{Topic: new("new plans"),
			Metadata: map[string]string{"b": "2"}, Retention: &Retention{}})})
		got, err := c.GetThread(t.Context(), created.ID)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "topic", got.Topic, "new plans")
		equal(t, "metadata", fmt.Sprint(got.Metadata), "map[a:1 b:2]")
		equal(t, "created by", got.CreatedBy, s.user)
		if got.DeleteAfterDays != nil || created.DeleteAfterDays == nil || *created.DeleteAfterDays != 60 || got.CreatedOn != created.CreatedOn || got.CreatedOn.IsZero() {
			t.Errorf("created %+v, read %+v", created, got)
		}
		noErrors(t, []error{c.DeleteThread(t.Context(), created.ID), c.DeleteThread(t.Context(), created.ID)})
		if got, err := c.GetThread(t.Context(), created.ID); !IsNotFound(err) {
			t.Errorf("the deleted thread is read as %+v, %v", got, err)
		}
		for summary, err := range c.ListThreads(t.Context(), time.Time{}) {
			if err != nil || summary.ID != created.ID || summary.DeletedOn == nil {
				t.Errorf("listed %+v, %v", summary, err)
			}
		}
	})
}

func TestListThreads_eachThreadOnceHoweverItMoves(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t, func(o *Options) { o.DisableThrottling = true })
		ids := s.manyThreads(t, c, 150)
		seen := map[string]int{}
		for summary, err := range c.ListThreads(t.Context(), time.Time{}) {
			if err != nil {
				t.Fatal(err)
			}
			if seen[summary.ID]++; len(seen) == 50 { // a thread of the page at hand moves to the end of the list
				noErrors(t, []error{c.UpdateThread(t.Context(), ids[10], ThreadPatch{Topic: new("moved")})})
			}
		}
		for id, n := range seen {
			equal(t, "times that "+id+" is listed", n, 1)
		}
		equal(t, "threads", len(seen), 150)
	})
}

func TestListThreads_sinceATime(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		s.thread(t, c)
		pass(time.Hour)
		since := time.Now()
		pass(time.Second)
		recent := s.thread(t, c)
		for summary, err := range c.ListThreads(t.Context(), since) {
			if err != nil || summary.ID != recent {
				t.Errorf("listed %+v, %v", summary, err)
			}
		}
		if query := s.Requests(emulator.OpListThreads)[0].RawQuery; !strings.Contains(query, "startTime=2000-01-01T01%3A00%3A00Z") {
			t.Errorf("query %s", query)
		}
	})
}

// A thread of 250 is one create with 200 participants and one add with the others.
func TestCreateThread_withEverybody(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 249)
		created, _, err := c.CreateThread(t.Context(), NewThread{Topic: "all", Members: members(users[:MaxMembersPerCall]...)})
		if err != nil {
			t.Fatal(err)
		}
		rejected, err := c.AddMembers(t.Context(), created.ID, members(users[MaxMembersPerCall:]...))
		if err != nil || len(rejected) != 0 {
			t.Fatal(rejected, err)
		}
		equalSlices(t, "members", s.memberIDs(t, created.ID), sorted(users))
		equal(t, "creates", s.calls(emulator.OpCreateThread), 1)
		equal(t, "adds", s.calls(emulator.OpAddParticipants), 1)
		_, _, err = c.CreateThread(t.Context(), NewThread{Topic: "too many", Members: members(users[:MaxMembersPerCall+1]...)})
		wantKind(t, err, KindInvalidRequest)
		equal(t, "creates", s.calls(emulator.OpCreateThread), 1)
	}, withLimits)
}

func TestAddMembers_fillsCallsAndTellsWhoWasNotLetIn(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 240)
		id := s.thread(t, c)
		gone := users[230]
		noErrors(t, []error{c.DeleteUser(t.Context(), gone)})
		rejected, err := c.AddMembers(t.Context(), id, members(users...))
		if err != nil || len(rejected) != 1 || rejected[0].Object != gone || rejected[0].Code == "" {
			t.Errorf("rejected %v, %v", rejected, err)
		}
		equal(t, "adds", s.calls(emulator.OpAddParticipants), 2)
		equal(t, "members", len(s.memberIDs(t, id)), 239)
		equal(t, "found", s.isMember(t, c, id, gone), false)
		created, rejected, err := c.CreateThread(t.Context(), NewThread{Topic: "x", Members: members(gone, users[0])})
		if err != nil || len(rejected) != 1 || rejected[0].Object != gone {
			t.Fatalf("created %+v, rejected %v, %v", created, rejected, err)
		}
		wantKind(t, rejected[0], KindMemberRejected)
		equal(t, "operation", rejected[0].Operation, string(opCreateThread))
		equal(t, "acting user", rejected[0].ActingUser, s.user)
	})
}

func TestAddMembers_failureKeepsWhatIsThere(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, users := s.client(t), s.newUsers(t, 240)
		id := s.thread(t, c)
		s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Nth: 2, Status: http.StatusForbidden})
		_, err := c.AddMembers(t.Context(), id, members(users...))
		wantKind(t, err, KindForbidden)
		equal(t, "members", len(s.memberIDs(t, id)), MaxMembersPerCall)
		_, err = c.AddMembers(t.Context(), id, members(users...))
		noErrors(t, []error{err})
		equalSlices(t, "members", s.memberIDs(t, id), sorted(users))
	})
}

func TestRemoveMember_ignoresNotFound(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c, Member{UserID: user})
		noErrors(t, []error{c.RemoveMember(t.Context(), id, user), c.RemoveMember(t.Context(), id, user)})
		s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, Status: http.StatusNotFound})
		noErrors(t, []error{c.RemoveMember(t.Context(), id, user)})
		equalSlices(t, "members", s.memberIDs(t, id), nil)
	})
}

func TestMessage_roundTrip(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		id := s.thread(t, c)
		messageID, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "<b>hi</b>", Type: MessageHTML,
			SenderDisplayName: "Ada", Metadata: map[string]string{"a": "1"}})
		if err != nil {
			t.Fatal(err)
		}
		pass(time.Second)
		ref := MessageRef{ThreadID: id, ID: messageID}
		noErrors(t, []error{c.UpdateMessage(t.Context(), ref, MessagePatch{Content: new("bye"), Metadata: map[string]string{"b": "2"}})})
		got, err := c.GetMessage(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "message", fmt.Sprint(got.ID, got.Type, got.Content.Message, got.SenderID, got.SenderDisplayName, got.Metadata),
			fmt.Sprint(messageID, MessageHTML, "bye", s.user, "Ada", "map[a:1 b:2]"))
		if got.EditedOn == nil || got.DeletedOn != nil || got.Version == messageID || got.SequenceID == "" {
			t.Errorf("read %+v", got)
		}
		noErrors(t, []error{c.DeleteMessage(t.Context(), ref), c.DeleteMessage(t.Context(), ref)})
		if got, err = c.GetMessage(t.Context(), ref); err != nil || got.DeletedOn == nil {
			t.Errorf("the deleted message is read as %+v, %v", got, err)
		}
		var types []MessageType
		for m, err := range c.ListMessages(t.Context(), id, time.Time{}, 1) { // a page a message
			if err != nil {
				t.Fatal(err)
			}
			types = append(types, m.Type)
			if m.Type == MessageMemberAdded && (len(m.Content.Members) != 1 || m.Content.Members[0].UserID != s.user || m.Content.InitiatorID != s.user) {
				t.Errorf("listed %+v", m)
			}
		}
		equalSlices(t, "types, newest first", types, []MessageType{MessageHTML, MessageTopicUpdated, MessageMemberAdded})
		if n := s.calls(emulator.OpListMessages); n < 3 {
			t.Errorf("%d pages of one message", n)
		}
	})
}

func TestListReadReceipts(t *testing.T) {
	synctestAnswers := `{"value":[{"senderCommunicationIdentifier":{"communicationUser":{"id":"` + aUser + `"}},"chatMessageId":"17","readOn":"2023-10-19T10:46:27Z"}]}`
	c := faked(t, func(req *http.Request) (*http.Response, error) {
		equal(t, "path", req.URL.EscapedPath(), path("chat", "threads", someThread, "readReceipts"))
		return answer(http.StatusOK, synctestAnswers), nil
	})
	for got, err := range c.ListReadReceipts(t.Context(), someThread) {
		want := ReadReceipt{SenderID: aUser, MessageID: "17", ReadOn: time.Date(2023, 10, 19, 10, 46, 27, 0, time.UTC)}
		if err != nil || got != want {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

func TestIdentity_roundTrip(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		user, err := c.CreateUser(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if id, err := ParseIdentifier(user); err != nil || id.Kind != IdentifierUser {
			t.Errorf("created %q", user)
		}
		issued, err := c.IssueToken(t.Context(), user, []TokenScope{ScopeChat, ScopeVoIP}, 90*time.Minute)
		if err != nil || time.Until(issued.ExpiresOn).Round(time.Minute) != 90*time.Minute {
			t.Errorf("issued a token until %v, %v", issued.ExpiresOn, err)
		}
		as := s.client(t, func(o *Options) { o.AccessKey, o.ActingUserID, o.AccessToken = "", "", issued.Token })
		equal(t, "the token's user", as.ActingUserID(), user)
		s.thread(t, as)
		noErrors(t, []error{c.RevokeTokens(t.Context(), user)})
		_, _, err = as.CreateThread(t.Context(), NewThread{Topic: "x"})
		wantKind(t, err, KindUnauthorized)
		noErrors(t, []error{c.DeleteUser(t.Context(), user), c.DeleteUser(t.Context(), user)})
	})
}

func TestLog_showsWaits(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		var text bytes.Buffer
		c := s.client(t, func(o *Options) {
			o.Logger = slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{Level: slog.LevelDebug}))
		})
		id := s.thread(t, c)
		times(t, 6, func(ctx context.Context) error { return c.UpdateThread(ctx, id, ThreadPatch{Topic: new("x")}) })
		for _, want := range []string{`msg="waiting for the rate limit" operation="update thread" thread_id=` + id, `took=10s`} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("the log has no %q", want)
			}
		}
	})
}

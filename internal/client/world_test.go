package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// world is what the operations of the fault tests work on: a thread with one member and one message, and users.
type world struct {
	*service
	network *network
	client  *Client
	names   map[string]string // of the users, for a description that reads the same in every run

	thread, message string
	member, spare   string // a participant, and a user who is none
}

// newWorld must be called inside the bubble; the users are made outside, where nothing else has happened yet.
func newWorld(t *testing.T, s *service, changes ...func(*Options)) *world {
	t.Helper()
	users := s.newUsers(t, 2)
	w := &world{service: s, member: users[0], spare: users[1],
		names: map[string]string{s.user: "us", users[0]: "member", users[1]: "spare"}}
	var transport *http.Client
	w.network, transport = newNetwork(t, s.Handler())
	w.client = s.client(t, append(changes, func(o *Options) { o.Transport = transport })...)
	w.thread = s.thread(t, w.client, Member{UserID: w.member})
	var err error
	if w.message, err = w.client.SendMessage(t.Context(), w.thread, "", NewMessage{Content: "old"}); err != nil {
		t.Fatal(err)
	}
	return w
}

// describe tells everything that the emulator holds, in one line a thread and one for the users.
func (w *world) describe(t *testing.T) string {
	t.Helper()
	threads, err := w.Threads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, thread := range threads {
		if thread.DeletedOn != nil {
			lines = append(lines, thread.Topic+" deleted")
			continue
		}
		participants := []string{"us"}
		for _, id := range w.memberIDs(t, thread.ID) {
			participants = append(participants, w.names[id])
		}
		slices.Sort(participants[1:])
		lines = append(lines, fmt.Sprintf("%s: %s: %s", thread.Topic, strings.Join(participants, " "),
			strings.Join(w.texts(t, thread.ID), " ")))
	}
	users, err := w.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, id := range users {
		name := w.names[id]
		if name == "" {
			name = "new"
		}
		names = append(names, name)
	}
	slices.Sort(lines)
	return strings.Join(append(lines, strings.Join(names, " ")), "\n")
}

const untouched = "topic: us member: old\nus member spare"

// operations lists every call of the client: how to make it, and what the emulator holds when it was carried out once.
func operations() []faultTarget {
	return []faultTarget{
		{"create thread", emulator.OpCreateThread, func(ctx context.Context, w *world) error {
			_, _, err := w.client.CreateThread(ctx, NewThread{Topic: "second", Members: members(w.member, w.spare)})
			return err
		}, "second: us member spare: \n" + untouched},
		{"read thread", emulator.OpGetThread, func(ctx context.Context, w *world) error {
			got, err := w.client.GetThread(ctx, w.thread)
			return wrong(err, got.Topic == "topic", got)
		}, untouched},
		{"list threads", emulator.OpListThreads, func(ctx context.Context, w *world) error {
			n := 0
			for got, err := range w.client.ListThreads(ctx, time.Time{}) {
				if n++; err != nil || got.ID != w.thread {
					return wrong(err, false, got)
				}
			}
			return wrong(nil, n == 1, n)
		}, untouched},
		{"update thread", emulator.OpUpdateThread, func(ctx context.Context, w *world) error {
			return w.client.UpdateThread(ctx, w.thread, ThreadPatch{Topic: new("changed")})
		}, "changed: us member: old\nus member spare"},
		{"delete thread", emulator.OpDeleteThread, func(ctx context.Context, w *world) error {
			return w.client.DeleteThread(ctx, w.thread)
		}, "topic deleted\nus member spare"},
		{"list members", emulator.OpListParticipants, func(ctx context.Context, w *world) error {
			got, err := w.client.ListMembers(ctx, w.thread)
			return wrong(err, len(got) == 2, got)
		}, untouched},
		{"add member", emulator.OpAddParticipants, func(ctx context.Context, w *world) error {
			return w.client.AddMember(ctx, w.thread, Member{UserID: w.spare})
		}, "topic: us member spare: old\nus member spare"},
		{"add members", emulator.OpAddParticipants, func(ctx context.Context, w *world) error {
			rejected, err := w.client.AddMembers(ctx, w.thread, members(w.member, w.spare))
			return wrong(err, len(rejected) == 0, rejected)
		}, "topic: us member spare: old\nus member spare"},
		{"remove member", emulator.OpRemoveParticipant, func(ctx context.Context, w *world) error {
			return w.client.RemoveMember(ctx, w.thread, w.member)
		}, "topic: us: old\nus member spare"},
		{"send message", emulator.OpSendMessage, func(ctx context.Context, w *world) error {
			id, err := w.client.SendMessage(ctx, w.thread, "", NewMessage{Content: "new"})
			return wrong(err, err != nil || id != "" && id != w.message, id)
		}, "topic: us member: new old\nus member spare"},
		{"read message", emulator.OpGetMessage, func(ctx context.Context, w *world) error {
			got, err := w.client.GetMessage(ctx, MessageRef{ThreadID: w.thread, ID: w.message})
			return wrong(err, got.Content.Message == "old", got)
		}, untouched},
		{"list messages", emulator.OpListMessages, func(ctx context.Context, w *world) error {
			n := 0
			for got, err := range w.client.ListMessages(ctx, w.thread, time.Time{}, 0) {
				if n++; err != nil {
					return wrong(err, false, got)
				}
			}
			return wrong(nil, n == 3, n) // two are the service's
		}, untouched},
		{"update message", emulator.OpUpdateMessage, func(ctx context.Context, w *world) error {
			return w.client.UpdateMessage(ctx, MessageRef{ThreadID: w.thread, ID: w.message}, MessagePatch{Content: new("changed")})
		}, "topic: us member: changed\nus member spare"},
		{"delete message", emulator.OpDeleteMessage, func(ctx context.Context, w *world) error {
			return w.client.DeleteMessage(ctx, MessageRef{ThreadID: w.thread, ID: w.message})
		}, "topic: us member: \nus member spare"},
		{"list read receipts", emulator.OpListReadReceipts, func(ctx context.Context, w *world) error {
			for got, err := range w.client.ListReadReceipts(ctx, w.thread) {
				return wrong(err, false, got)
			}
			return nil
		}, untouched},
		{"create user", emulator.OpCreateIdentity, func(ctx context.Context, w *world) error {
			id, err := w.client.CreateUser(ctx)
			return wrong(err, strings.HasPrefix(id, "8:acs:"), id)
		}, untouched + " new"},
		{"delete user", emulator.OpDeleteIdentity, func(ctx context.Context, w *world) error {
			return w.client.DeleteUser(ctx, w.spare)
		}, "topic: us member: old\nus member"},
		{"issue token", emulator.OpIssueToken, func(ctx context.Context, w *world) error {
			got, err := w.client.IssueToken(ctx, w.spare, []TokenScope{ScopeChat}, time.Hour)
			return wrong(err, got.Token != "" && got.ExpiresOn.After(time.Now()), "a token")
		}, untouched},
		{"revoke tokens", emulator.OpRevokeTokens, func(ctx context.Context, w *world) error {
			return w.client.RevokeTokens(ctx, w.spare)
		}, untouched},
	}
}

type faultTarget struct {
	name      string
	operation emulator.Operation
	do        func(context.Context, *world) error
	done      string // what describe says when it was carried out once
}

// wrong returns err, or an error when the answer is not the one expected.
func wrong(err error, right bool, got any) error {
	if err == nil && !right {
		err = fmt.Errorf("unexpected answer %v", got)
	}
	return err
}

package emulator_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// limitedCall is a call whose limits a test reaches.
type limitedCall struct {
	name   string
	calls  int           // that pass at once
	window time.Duration // after which calls pass again
	call   func(u user, thread, message string) reply
}

func limitedCalls() []limitedCall {
	chat := func(method, rest string, body any) func(user, string, string) reply {
		return func(u user, thread, _ string) reply { return u.chat(method, path(thread, rest), body) }
	}
	identity := func(method, action string, body any) func(user, string, string) reply {
		return func(u user, _, _ string) reply { return u.identity(method, "/identities"+action, body) }
	}
	const nobody = "/8:acs:00000000-0000-0000-0000-000000000000_00000000-0000-0000-0000-000000000000"
	const ten, thirty = 10 * time.Second, 30 * time.Second
	return []limitedCall{
		{"create thread", 10, ten, func(u user, _, _ string) reply { return u.chat("POST", "/threads", object{"topic": "T"}) }},
		{"delete thread", 10, ten, chat("DELETE", "", nil)},
		{"update thread", 5, ten, chat("PATCH", "", object{"topic": "T"})},
		{"add participants", 10, ten, chat("POST", "/participants/:add", object{"participants": []object{participant("4:+1")}})},
		{"remove participant", 10, ten, chat("POST", "/participants/:remove", object{"rawId": "4:+1"})},
		{"get thread", 50, ten, chat("GET", "", nil)},
		{"list threads", 50, ten, func(u user, _, _ string) reply { return u.chat("GET", "/threads", nil) }},
		{"get message", 50, ten, func(u user, thread, message string) reply {
			return u.chat("GET", path(thread, "/messages/"+message), nil)
		}},
		{"list messages", 50, ten, chat("GET", "/messages", nil)},
		{"list participants", 10, ten, chat("GET", "/participants", nil)},
		{"send message", 10, ten, chat("POST", "/messages", object{"content": "x"})},
		{"update message", 10, ten, func(u user, thread, message string) reply {
			return u.chat("PATCH", path(thread, "/messages/"+message), object{"content": "x"})
		}},
		{"delete message", 10, ten, func(u user, thread, message string) reply {
			return u.chat("DELETE", path(thread, "/messages/"+message), nil)
		}},
		{"list read receipts", 5, ten, chat("GET", "/readReceipts", nil)},
		{"send read receipt", 10, ten, func(u user, thread, message string) reply {
			return u.chat("POST", path(thread, "/readReceipts"), object{"chatMessageId": message})
		}},
		{"send typing", 5, ten, chat("POST", "/typing", nil)},
		{"create identity", 1000, thirty, identity("POST", "", nil)},
		{"issue token", 1000, thirty, identity("POST", nobody+"/:issueAccessToken", object{"scopes": []string{"chat"}})},
		{"delete identity", 500, thirty, identity("DELETE", nobody, nil)},
		{"revoke tokens", 500, thirty, identity("POST", nobody+"/:revokeAccessTokens", nil)},
	}
}

func TestLimits_EachCallIsRefusedOnceTooManyAndPassesAfterRetryAfter(t *testing.T) {
	t.Parallel()
	for _, test := range limitedCalls() {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, func(o *emulator.Options) { o.Limits = true })
			anna := f.user()
			thread := anna.thread()
			messages, err := f.Messages(t.Context(), thread)
			if err != nil {
				t.Fatal(err)
			}
			if test.name == "create thread" {
				test.calls-- // the one above counts
			}
			for i := range test.calls {
				if got := test.call(anna, thread, messages[0].ID); got.status == 429 {
					t.Fatalf("call %d of %d was refused", i+1, test.calls)
				}
			}
			f.clock.Advance(3 * time.Second)
			refused := test.call(anna, thread, messages[0].ID)
			after, err := strconv.Atoi(refused.header.Get("Retry-After"))
			if refused.status != 429 || err != nil {
				t.Fatalf("one call too many answered %d with Retry-After %q", refused.status, refused.header.Get("Retry-After"))
			}
			if want := int(test.window/time.Second) - 3; after != want {
				t.Errorf("Retry-After is %d, want %d", after, want)
			}
			f.clock.Advance(time.Duration(after) * time.Second)
			if got := test.call(anna, thread, messages[0].ID); got.status == 429 {
				t.Error("the call was refused after waiting for Retry-After")
			}
		})
	}
}

func TestLimits_MinuteHoldsBeyondTenSeconds(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulator.Options) { o.Limits = true })
	anna := f.user()
	id := anna.thread()
	for range 30 {
		anna.say(id, "x")
		f.clock.Advance(time.Second)
	}
	refused := anna.chat("POST", path(id, "/messages"), object{"content": "x"})
	if refused.status != http.StatusTooManyRequests || refused.header.Get("Retry-After") != "31" {
		t.Errorf("the 31st message in 30 s answered %d with Retry-After %q", refused.status, refused.header.Get("Retry-After"))
	}
}

func TestLimits_RefusedCallsCount(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulator.Options) { o.Limits = true })
	anna := f.user()
	id := anna.thread()
	patch := func() int { return anna.chat("PATCH", path(id, ""), object{"metadata": object{}}).status }
	for range 5 {
		patch()
	}
	f.clock.Advance(9 * time.Second)
	for range 5 { // refused, and they fill the window again
		if got := patch(); got != 429 {
			t.Fatalf("answered %d, want 429", got)
		}
	}
	f.clock.Advance(9 * time.Second)
	if got := patch(); got != 429 {
		t.Errorf("18 s after the calls that passed, but 9 s after refused ones: %d, want 429", got)
	}
	f.clock.Advance(10 * time.Second)
	if got := patch(); got != 204 {
		t.Errorf("10 s after the last call: %d, want 204", got)
	}
}

func TestLimits_CountTogetherAndApart(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulator.Options) { o.Limits = true })
	anna, ben := f.user(), f.user()
	one, two := anna.thread(ben.id), anna.thread()
	message := anna.say(one, "x")
	for i := range 9 { // sends, edits and deletes share a limit of 10
		content := object{"content": strconv.Itoa(i)}
		anna.chat("PATCH", path(one, "/messages/"+message), content).want(204)
	}
	ben.chat("POST", path(one, "/messages"), object{"content": "x"}).want(429) // per thread, whoever sends
	anna.say(two, "x")                                                         // another thread has its own
	for range 10 {
		anna.chat("GET", path(one, "/participants"), nil).want(200)
	}
	anna.chat("GET", path(one, "/participants"), nil).want(429)
	ben.chat("GET", path(one, "/participants"), nil).want(200) // per user
}

func TestWithoutLimits_NothingIsRefused(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	for range 40 {
		anna.say(id, "x")
	}
}

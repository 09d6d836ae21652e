package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// trouble is what happens to one call of an apply.
type trouble struct {
	Call  int    // which one, counted from 1; 0 is none
	After bool   // the service carries it out first
	Kind  string // dropped, canceled, killed, or the status of an answer
}

// wire carries calls to the service without a network, so a story runs in virtual time, and makes trouble.
type wire struct {
	handler http.Handler

	mu      sync.Mutex
	trouble trouble
	calls   int
	cancel  context.CancelFunc // interrupts the command
	dead    bool               // the process was killed
	lost    []string           // ids that only lost answers told
}

// begin counts the calls of a command from 1 again.
func (w *wire) begin(next trouble, cancel context.CancelFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.trouble, w.calls, w.cancel, w.dead = next, 0, cancel, false
}

func (w *wire) killed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.dead
}

func (w *wire) Do(req *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.calls++
	strikes := w.calls == w.trouble.Call
	kind, after, dead := w.trouble.Kind, w.trouble.After, w.dead
	w.mu.Unlock()
	if dead {
		return nil, context.Canceled
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	if !strikes {
		answer := w.carryOut(req)
		if kind == "killed" {
			w.note(req, answer) // the answer arrives, but perhaps not in the state
		}
		return answer, nil
	}
	var answer *http.Response
	if after {
		answer = w.carryOut(req)
		w.note(req, answer)
	}
	switch kind {
	case "killed":
		w.mu.Lock()
		w.dead = true
		w.mu.Unlock()
		w.cancel()
		return nil, context.Canceled
	case "canceled":
		w.cancel()
		if answer == nil {
			answer = w.carryOut(req)
		}
		return answer, nil
	case "dropped":
		return nil, errors.New("the connection was dropped")
	default:
		return refusal(req, kind), nil
	}
}

// note keeps what only the answer of a call tells, and nobody can know again when it is lost: the id of a user, or, when the
// process is lost with it, of a thread or a message. As long as the process lives, the client asks for a thread again with the same
// repeatability id, and looks for a message.
func (w *wire) note(req *http.Request, answer *http.Response) {
	var made struct {
		ID         string
		Identity   struct{ ID string }
		ChatThread struct{ ID string }
	}
	body, _ := io.ReadAll(answer.Body)
	answer.Body = io.NopCloser(bytes.NewReader(body))
	if req.Method != http.MethodPost || json.Unmarshal(body, &made) != nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lost = append(w.lost, made.Identity.ID)
	if w.trouble.Kind == "killed" {
		w.lost = append(w.lost, made.ID, made.ChatThread.ID)
	}
}

func (w *wire) carryOut(req *http.Request) *http.Response {
	if trace := httptrace.ContextClientTrace(req.Context()); trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	recorder := httptest.NewRecorder()
	served := req.Clone(req.Context())
	served.RequestURI, served.Host = req.URL.RequestURI(), req.URL.Host
	if served.Body == nil {
		served.Body = http.NoBody
	}
	w.handler.ServeHTTP(recorder, served)
	answer := recorder.Result()
	answer.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat)) // as a server over HTTP does
	answer.Request = req
	return answer
}

func refusal(req *http.Request, kind string) *http.Response {
	var status int
	_, _ = fmt.Sscan(kind, &status)
	header := http.Header{"Content-Type": {"application/json"}}
	body := `{"error":{"code":"Trouble","message":"Trouble was made."}}`
	if kind == "404 of a proxy" {
		header, body = http.Header{"Content-Type": {"text/html"}}, "<html>not here</html>"
	}
	if status == http.StatusTooManyRequests {
		header.Set("Retry-After", "3")
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: req}
}

// outside is a change that somebody makes behind Terraform's back.
type outside struct {
	Kind   string
	Thread string // an address; nothing happens when it is not there
	Which  int
}

func someOutside(random *rand.Rand) outside {
	return outside{
		Kind: oneOf(random, "topic", "metadata", "metadata gone", "retention", "member joins", "member leaves", "member renamed",
			"message edited", "message deleted", "thread deleted"),
		Thread: "chat_thread." + oneOf(random, "t0", "t1", "t2"), Which: random.IntN(8),
	}
}

// make carries a change out as the acting user.
func (o outside) make(ctx context.Context, h *story) {
	id, ok := h.terraform.id(o.Thread)
	if !ok {
		return
	}
	chat := h.somebody()
	thread, err := chat.GetThread(ctx, id)
	if err != nil {
		return
	}
	switch o.Kind {
	case "topic":
		topic := "Somebody's own"
		err = chat.UpdateThread(ctx, id, client.ThreadPatch{Topic: &topic})
	case "metadata":
		err = chat.UpdateThread(ctx, id, client.ThreadPatch{Metadata: map[string]string{"team": "theirs", "foreign": "1"}})
	case "metadata gone":
		gone := map[string]string{}
		for key := range thread.Metadata {
			gone[key] = ""
		}
		if len(gone) > 0 {
			err = chat.UpdateThread(ctx, id, client.ThreadPatch{Metadata: gone})
		}
	case "retention":
		err = chat.UpdateThread(ctx, id, client.ThreadPatch{Retention: &client.Retention{DeleteAfterDays: 90}})
	case "thread deleted":
		err = chat.DeleteThread(ctx, id)
	case "member joins":
		err = chat.AddMember(ctx, id, client.Member{UserID: h.terraform.known["stranger"], DisplayName: "Stranger"})
	default:
		err = o.makeOfMemberOrMessage(ctx, h, chat, id)
	}
	if err != nil {
		h.terraform.t.Errorf("changing %s outside: %v", o.Kind, err)
	}
}

func (o outside) makeOfMemberOrMessage(ctx context.Context, h *story, chat *client.Client, id string) error {
	members, err := chat.ListMembers(ctx, id)
	if err != nil {
		return err
	}
	members = slices.DeleteFunc(members, func(m client.Member) bool {
		return m.UserID == h.service.actingUser || m.UserID == h.terraform.known["stranger"]
	})
	messages := h.live(id)
	switch {
	case strings.HasPrefix(o.Kind, "member") && len(members) > 0:
		member := members[o.Which%len(members)]
		err = chat.RemoveMember(ctx, id, member.UserID)
		if o.Kind == "member renamed" && err == nil {
			member.DisplayName = "Other"
			err = chat.AddMember(ctx, id, member)
		}
	case strings.HasPrefix(o.Kind, "message") && len(messages) > 0:
		ref := client.MessageRef{ThreadID: id, ID: messages[o.Which%len(messages)].ID}
		if o.Kind == "message deleted" {
			return chat.DeleteMessage(ctx, ref)
		}
		content := "Edited"
		err = chat.UpdateMessage(ctx, ref, client.MessagePatch{Content: &content})
	}
	return err
}

// somebody is a client that acts as the acting user, but is not the provider's.
func (h *story) somebody() *client.Client {
	chat, err := client.New(client.Options{Endpoint: h.service.URL(), AccessKey: h.service.AccessKey(), ActingUserID: h.service.actingUser,
		DisableThrottling: true, Transport: h.wire})
	if err != nil {
		h.terraform.t.Fatal(err)
	}
	return chat
}

// live returns the messages that people wrote in a thread and nobody deleted.
func (h *story) live(threadID string) []emulator.Message {
	messages, err := h.service.Messages(context.Background(), threadID)
	if err != nil {
		h.terraform.t.Fatal(err)
	}
	return slices.DeleteFunc(messages, func(m emulator.Message) bool {
		return m.DeletedOn != nil || m.Type != "text" && m.Type != "html"
	})
}

// check says how the service differs from the configuration: something is missing, is there twice, or was left behind.
func (h *story) check(d desired) {
	t := h.terraform.t
	threads, err := h.service.Threads(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]emulator.Thread{}
	for _, thread := range threads {
		if thread.DeletedOn == nil {
			byID[thread.ID] = thread
		}
	}
	for name, want := range d.Threads {
		id, _ := h.terraform.id("chat_thread." + name)
		got, there := byID[id]
		delete(byID, id)
		switch {
		case !there:
			t.Errorf("chat_thread.%s is not on the service", name)
			continue
		case got.Topic != want.Topic:
			t.Errorf("chat_thread.%s has the topic %q, want %q", name, got.Topic, want.Topic)
		}
		h.checkMembers(name, id, d)
		h.checkMessages(name, id, d)
		chat := h.somebody()
		read, err := chat.GetThread(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if want.Metadata != nil && !maps.Equal(read.Metadata, want.Metadata) {
			t.Errorf("chat_thread.%s has the metadata %v, want %v", name, read.Metadata, want.Metadata)
		}
		if want.Days != 0 && (read.DeleteAfterDays == nil || *read.DeleteAfterDays != want.Days) {
			t.Errorf("chat_thread.%s is deleted after %v days, want %d", name, read.DeleteAfterDays, want.Days)
		}
	}
	for id, thread := range byID {
		if !slices.Contains(h.wire.lost, id) {
			t.Errorf("the thread %q (%s) was left behind", thread.Topic, id)
		}
	}
	h.checkUsers(d)
}

func (h *story) checkMembers(name, id string, d desired) {
	t := h.terraform.t
	want, ours := map[string]string{}, map[string]bool{h.service.actingUser: true}
	thread := d.Threads[name]
	if thread.Mode == oneByOne {
		for _, member := range d.Members {
			if member.Thread == name {
				want[h.person(member.Person)] = member.Name
			}
		}
	} else {
		for person, display := range thread.Members {
			want[h.person(person)] = display
		}
	}
	for _, member := range h.service.members(t, id) {
		display, wanted := want[member.UserID]
		delete(want, member.UserID)
		switch strict := thread.Mode == inline || thread.Mode == exclusive; {
		case ours[member.UserID]:
		case wanted && display != member.DisplayName:
			t.Errorf("%s in chat_thread.%s is called %q, want %q", member.UserID, name, member.DisplayName, display)
		case !wanted && strict:
			t.Errorf("%s is in chat_thread.%s, and should not be", member.UserID, name)
		}
	}
	for user := range want {
		t.Errorf("%s is missing in chat_thread.%s", user, name)
	}
}

func (h *story) checkMessages(name, id string, d desired) {
	t := h.terraform.t
	messages := h.live(id)
	for key, want := range d.Messages {
		if want.Thread != name {
			continue
		}
		in := h.terraform.state["chat_message."+key]
		if in == nil {
			t.Errorf("chat_message.%s is not in the state", key)
			continue
		}
		messageID, _ := in.attributes(t)["id"].(string)
		i := slices.IndexFunc(messages, func(m emulator.Message) bool { return m.ID == messageID })
		if i < 0 {
			t.Errorf("chat_message.%s is not in chat_thread.%s", key, name)
			continue
		}
		if messages[i].Content != want.Content || (messages[i].Type == "html") != want.HTML ||
			want.Metadata != nil && !maps.Equal(messages[i].Metadata, want.Metadata) {
			t.Errorf("chat_message.%s is %+v, want %+v", key, messages[i], want)
		}
		messages = slices.Delete(messages, i, i+1)
	}
	for _, message := range messages {
		if !slices.Contains(h.wire.lost, message.ID) {
			t.Errorf("the message %q in chat_thread.%s is there twice, or was left behind", message.Content, name)
		}
	}
}

func (h *story) checkUsers(d desired) {
	t := h.terraform.t
	users, err := h.service.Users(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for user := range d.Users {
		id, _ := h.terraform.id("chat_user." + user)
		if !slices.Contains(users, id) {
			t.Errorf("chat_user.%s is not on the service", user)
		}
		users = slices.DeleteFunc(users, func(other string) bool { return other == id })
	}
	for _, id := range users {
		if !h.excused[id] && !slices.Contains(h.wire.lost, id) {
			t.Errorf("the user %s was left behind", id)
		}
	}
}

// person returns the id of a person.
func (h *story) person(name string) string {
	if strings.HasPrefix(name, "q") {
		id, _ := h.terraform.id("chat_user." + name)
		return id
	}
	return h.terraform.known[name]
}

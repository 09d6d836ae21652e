package provider

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// What every resource promises whatever Terraform there is, asked on the protocol: identity, import by id and by
// identity, a plan before the login is known, and nothing lost when it is interrupted.

// sampleThread makes a thread with two members and a message behind Terraform's back.
type sampleThread struct {
	threadID, userID, messageID string
}

func (s *testService) sample(t *testing.T) sampleThread {
	t.Helper()
	acting, user := s.clientAs(t, s.actingUser), s.users(t, 1)[0]
	created, _, err := acting.CreateThread(t.Context(), client.NewThread{Topic: "Sample", Members: []client.Member{{UserID: user, DisplayName: "A"}}})
	must(t, err)
	message, err := acting.SendMessage(t.Context(), created.ID, "", client.NewMessage{Content: "Hello", Type: client.MessageText})
	must(t, err)
	return sampleThread{created.ID, user, message}
}

// importable says how each resource is imported, and what it must have then.
func (sample sampleThread) importable() map[string]struct {
	id       string
	identity map[string]any
	has      map[string]any
} {
	type row = struct {
		id       string
		identity map[string]any
		has      map[string]any
	}
	return map[string]row{
		"chat_thread": {sample.threadID, map[string]any{"id": sample.threadID}, map[string]any{"topic": "Sample", "members": nil}},
		"chat_thread_member": {sample.threadID + "/" + sample.userID, map[string]any{"thread_id": sample.threadID, "user_id": sample.userID},
			map[string]any{"display_name": "A", "share_history_time": "1970-01-01T00:00:00Z", "id": sample.threadID + "/" + sample.userID}},
		"chat_thread_members": {sample.threadID, map[string]any{"thread_id": sample.threadID},
			map[string]any{"id": sample.threadID, "members": map[string]any{sample.userID: named("", "A")}}},
		"chat_message": {sample.threadID + "/" + sample.messageID, map[string]any{"thread_id": sample.threadID, "id": sample.messageID},
			map[string]any{"content": "Hello", "type": "text"}},
		"chat_user": {sample.userID, map[string]any{"id": sample.userID}, map[string]any{"id": sample.userID}},
	}
}

func TestResources_importByIDAndByIdentityAreTheSame(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	for name, row := range s.sample(t).importable() {
		t.Run(name, func(t *testing.T) {
			byID, byIdentity := newProtocol(t, s).manage(t, name), newProtocol(t, s).manage(t, name)
			noErrors(t, byID.imported(t, row.id, nil))
			noErrors(t, byIdentity.imported(t, "", row.identity))
			if !byID.state.Equal(byIdentity.state) {
				t.Errorf("import by id gives\n%v\nand by identity\n%v", byID.state, byIdentity.state)
			}
			for _, m := range []*managed{byID, byIdentity} {
				if got := m.identified(t); !reflect.DeepEqual(got, row.identity) {
					t.Errorf("the identity is %v, want %v", got, row.identity)
				}
			}
			got := byID.attributes(t)
			for attribute, want := range row.has {
				if !reflect.DeepEqual(got[attribute], want) {
					t.Errorf("%s is %v, want %v", attribute, got[attribute], want)
				}
			}
		})
	}
}

func TestResources_importRefusesWhatIsNoID(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	s.ResetRequests()
	tests := map[string]struct {
		resource, id string
		identity     map[string]any
		says         string
	}{
		"thread":                     {"chat_thread", "general", nil, "<thread_id>"},
		"thread identity":            {"chat_thread", "", map[string]any{"id": "general"}, "identity, id is wrong"},
		"member without a user":      {"chat_thread_member", sample.threadID, nil, "<thread_id>/<user_id>"},
		"member with too many parts": {"chat_thread_member", sample.threadID + "/" + sample.userID + "/x", nil, "<thread_id>/<user_id>"},
		"member with a bad thread":   {"chat_thread_member", "x/" + sample.userID, nil, "thread id looks like"},
		"members":                    {"chat_thread_members", "general", nil, "<thread_id>"},
		"members identity":           {"chat_thread_members", "", map[string]any{"thread_id": "general"}, "identity, thread_id is wrong"},
		"member identity":            {"chat_thread_member", "", map[string]any{"thread_id": sample.threadID, "user_id": "alice"}, "user id looks like"},
		"message of letters":         {"chat_message", sample.threadID + "/first", nil, "decimal number"},
		"message identity":           {"chat_message", "", map[string]any{"thread_id": "general", "id": "1"}, "thread id looks like"},
		"user":                       {"chat_user", "alice", nil, "<user_id>"},
		"user identity":              {"chat_user", "", map[string]any{"id": "alice"}, "identity, id is wrong"},
		"empty id":                   {"chat_user", "", map[string]any{"id": ""}, "identity, id is wrong"},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			wantError(t, newProtocol(t, s).manage(t, test.resource).imported(t, test.id, test.identity), "", test.says)
		})
	}
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("calls were made: %v", calls)
	}
}

func TestResources_keepStateAndSetIdentityWhileTheLoginIsNotKnown(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	for name, row := range s.sample(t).importable() {
		t.Run(name, func(t *testing.T) {
			known := newProtocol(t, s).manage(t, name)
			noErrors(t, known.imported(t, row.id, nil))
			later := newProtocolWithoutLogin(t, s).manage(t, name)
			later.state, later.private = known.state, known.private // and no identity: an older Terraform wrote the state
			s.ResetRequests()
			noErrors(t, later.refresh(t))
			if !later.state.Equal(known.state) {
				t.Errorf("the state became %v", later.state)
			}
			if got := later.identified(t); !reflect.DeepEqual(got, row.identity) {
				t.Errorf("the identity is %v, want %v", got, row.identity)
			}
			if calls := s.Requests(); len(calls) > 0 {
				t.Errorf("calls were made: %v", calls)
			}
		})
	}
}

// creatable are configurations of each resource.
func (sample sampleThread) creatable(newUser string) map[string]map[string]any {
	return map[string]map[string]any{
		"chat_thread":         {"topic": "New", "metadata": map[string]any{"a": "1"}},
		"chat_thread_member":  {"thread_id": sample.threadID, "user_id": newUser},
		"chat_thread_members": {"thread_id": sample.threadID, "members": map[string]any{newUser: one("user_id", nil)}},
		"chat_message":        {"thread_id": sample.threadID, "content": "New"},
		"chat_user":           {},
	}
}

func TestResources_planButDoNotApplyWhileTheLoginIsNotKnown(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	for name, config := range s.sample(t).creatable(s.users(t, 1)[0]) {
		t.Run(name, func(t *testing.T) {
			m := newProtocolWithoutLogin(t, s).manage(t, name)
			_, diags := m.plan(t, m.value(t, config))
			noErrors(t, diags)
			m.protocol = newProtocolWithoutLogin(t, s) // the process that applies
			wantError(t, m.apply(t.Context(), t, m.value(t, config)), "", "connection_string will only be known after apply")
		})
	}
}

// interrupting cancels a context when the emulator has refused a call, which is then repeated.
type interrupting struct {
	cancel atomic.Pointer[context.CancelFunc]
}

func (i *interrupting) Write(line []byte) (int, error) {
	if cancel := i.cancel.Load(); cancel != nil && bytes.Contains(line, []byte(`"status":503`)) {
		(*cancel)()
	}
	return len(line), nil
}

// TestResources_interruptedCreateIsInTheState interrupts each create while its call is under way.
func TestResources_interruptedCreateIsInTheState(t *testing.T) {
	t.Parallel()
	operations := map[string]emulator.Operation{
		"chat_thread": emulator.OpCreateThread, "chat_thread_member": emulator.OpAddParticipants,
		"chat_message": emulator.OpSendMessage, "chat_user": emulator.OpCreateIdentity,
	}
	for name, operation := range operations {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			interrupt := &interrupting{}
			s := newTestService(t, func(o *emulator.Options) { o.AccessLog = interrupt })
			m := newProtocol(t, s).manage(t, name)
			config := m.value(t, s.sample(t).creatable(s.users(t, 1)[0])[name])
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			interrupt.cancel.Store(&cancel)
			s.InjectFault(emulator.Fault{Operation: operation, Status: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"0"}}})
			diags := m.apply(ctx, t, config)
			if ctx.Err() == nil {
				t.Fatal("the create was not interrupted")
			}
			noErrors(t, diags)
			if id, _ := m.attributes(t)["id"].(string); id == "" {
				t.Errorf("the state has no id: %v", m.attributes(t))
			}
			// A later refresh finds it, which it could not if the state were wrong.
			again := newProtocol(t, s).manage(t, name)
			again.state, again.private, again.identity = m.state, m.private, m.identity
			noErrors(t, again.refresh(t))
			if again.state.IsNull() {
				t.Error("what is in the state is not on the service")
			}
			noErrors(t, again.destroy(t))
		})
	}
}

// TestMessage_withoutPrivateStateIsRead reads a message whose private state is missing, as after an import by an older release.
func TestMessage_withoutPrivateStateIsRead(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_message")
	noErrors(t, m.apply(t.Context(), t, m.value(t, s.sample(t).creatable("")["chat_message"])))
	before := maps.Clone(m.attributes(t))
	m.private = nil
	noErrors(t, m.refresh(t))
	if after := m.attributes(t); !reflect.DeepEqual(before, after) {
		t.Errorf("the state became %v, was %v", after, before)
	}
}

// manyMembers is a thread with more members than one call holds.
func (s *testService) manyMembers(t *testing.T) map[string]any {
	t.Helper()
	var members []map[string]any
	for _, id := range s.users(t, client.MaxMembersPerCall+1) {
		members = append(members, one("user_id", id))
	}
	return with("chat_thread", "members", listed(members...))
}

func TestThread_moreMembersThanOneCallHolds(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	config := m.value(t, s.manyMembers(t))
	noErrors(t, m.apply(t.Context(), t, config))
	must(t, s.expectWrites(emulator.OpCreateThread, emulator.OpAddParticipants))
	if got := len(s.members(t, s.onlyThread(t).ID)); got != client.MaxMembersPerCall+2 {
		t.Errorf("the thread has %d participants", got)
	}
	created := m.state
	m.protocol = newProtocol(t, s) // as the next command would
	noErrors(t, m.refresh(t))
	if !m.state.Equal(created) {
		t.Error("what was created is not what is read")
	}
}

// TestThread_lateFailureOfCreateTaintsNothing: an error would taint the thread, and the next apply would delete it.
func TestThread_lateFailureOfCreateTaintsNothing(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_thread")
	s.InjectFault(emulator.Fault{Operation: emulator.OpAddParticipants, Status: http.StatusBadRequest})
	config := s.manyMembers(t)
	config["deletion_protection"] = true
	diags := m.apply(t.Context(), t, m.value(t, config))
	wantWarning(t, diags, "members", "without 1 of 201 members")
	if !strings.Contains(diags[0].Detail, "Operation: add members") {
		t.Errorf("the warning does not say why:%s", told(diags))
	}
	m.protocol = newProtocol(t, s)
	noErrors(t, m.refresh(t))
	got := m.attributes(t)
	if members := len(got["members"].(map[string]any)); got["id"] != s.onlyThread(t).ID || members != client.MaxMembersPerCall {
		t.Errorf("the state has %v with %d members", got["id"], members)
	}
	s.ResetRequests()
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	must(t, s.expectWrites(emulator.OpAddParticipants))
}

func TestResources_outOfTimeIsAnErrorThatNamesTheTimeout(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	for name, config := range sample.creatable(s.users(t, 1)[0]) {
		if name == "chat_user" { // it has no timeouts
			continue
		}
		t.Run(name, func(t *testing.T) {
			m := newProtocol(t, s).manage(t, name)
			config["timeouts"] = map[string]any{"create": "1ns", "read": nil, "delete": nil}
			if name != "chat_thread_member" {
				config["timeouts"].(map[string]any)["update"] = nil
			}
			s.ResetRequests()
			diags := m.apply(t.Context(), t, m.value(t, config))
			if len(diags) != 1 || !strings.Contains(diags[0].Detail, "timeouts attribute") {
				t.Errorf("want one error that names the timeouts:%s", told(diags))
			}
			must(t, s.expectWrites())
		})
	}
}

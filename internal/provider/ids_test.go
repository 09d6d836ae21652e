package provider

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// upper writes the GUIDs of a user id in capitals.
func upper(userID string) string {
	return "8:acs:" + strings.ToUpper(strings.TrimPrefix(userID, "8:acs:"))
}

func TestIDs_anotherLetterCaseIsNoChange(t *testing.T) {
	t.Parallel()
	for name, attribute := range map[string]string{"chat_thread_member": "user_id", "chat_message": "sender_id"} {
		for title, spellings := range map[string][]func(string) string{
			"first as the service writes it": {strings.ToLower, upper}, "first in capitals": {upper, strings.ToLower},
		} {
			if name == "chat_message" && title == "first in capitals" {
				continue // the emulator issues tokens only for ids as it wrote them
			}
			t.Run(name+" "+title, func(t *testing.T) {
				t.Parallel()
				s := newTestService(t)
				user := s.users(t, 1)[0]
				thread := s.thread(t, client.NewThread{Topic: "A"})
				must(t, s.clientAs(t, s.actingUser).AddMember(t.Context(), thread, client.Member{UserID: user}))
				config := map[string]map[string]any{
					"chat_thread_member": {"thread_id": thread}, "chat_message": {"thread_id": thread, "content": "C"},
				}[name]
				m := newProtocol(t, s).manage(t, name)
				config[attribute] = spellings[0](user)
				noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
				noErrors(t, m.refresh(t))
				planIsClean(t, m, config)
				s.ResetRequests()
				config[attribute] = spellings[1](user)
				planIsClean(t, m, config)
				noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
				for range 2 { // the identity must stay too
					m.protocol = newProtocol(t, s)
					noErrors(t, m.refresh(t))
					planIsClean(t, m, config)
				}
				must(t, s.expectWrites())
				noErrors(t, m.destroy(t))
			})
		}
	}
}

func TestIDs_importInAnotherLetterCase(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	m := newProtocol(t, s).manage(t, "chat_thread_member")
	noErrors(t, m.imported(t, sample.threadID+"/"+upper(sample.userID), nil))
	noErrors(t, m.refresh(t))
	planIsClean(t, m, map[string]any{"thread_id": sample.threadID, "user_id": sample.userID, "display_name": "A"})
}

func TestMessage_emptyAndNullSenderDisplayNamesAreTheSame(t *testing.T) {
	t.Parallel()
	for _, names := range [][]any{{nil, ""}, {"", nil}} {
		s := newTestService(t)
		m, old := s.created(t, "chat_message")
		config := old.configs()["chat_message"].least
		for _, name := range names {
			config["sender_display_name"] = name
			planned, diags := m.plan(t, m.value(t, config))
			noErrors(t, diags)
			if len(planned.RequiresReplace) > 0 {
				t.Errorf("%v to %v replaces the message", names[0], names[1])
			}
			noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
			noErrors(t, m.refresh(t))
			planIsClean(t, m, config)
		}
		must(t, s.expectWrites(emulator.OpCreateThread, emulator.OpSendMessage))
		config["sender_display_name"] = "Bot"
		if planned, _ := m.plan(t, m.value(t, config)); len(planned.RequiresReplace) != 1 {
			t.Error("another name does not replace the message")
		}
	}
}

func TestMessage_ofTheServiceCannotBeImported(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.thread(t, client.NewThread{Topic: "A"})
	messages, err := s.Messages(t.Context(), thread)
	must(t, err)
	if len(messages) != 2 {
		t.Fatalf("there are %d messages, want the service's two", len(messages))
	}
	for _, message := range messages {
		m := newProtocol(t, s).manage(t, "chat_message")
		wantError(t, m.imported(t, thread+"/"+message.ID, nil), "", "is of type "+message.Type)
	}
}

// TestMember_emptyAndNullAreTheSame goes from null to an empty name and empty metadata, and back.
func TestMember_emptyAndNullAreTheSame(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	user := s.users(t, 1)[0]
	m := newProtocol(t, s).manage(t, "chat_thread_member")
	config := map[string]any{"thread_id": s.thread(t, client.NewThread{Topic: "A"}), "user_id": user}
	for i, empty := range []map[string]any{{}, {"display_name": "", "metadata": map[string]any{}}, {}} {
		maps.Copy(config, map[string]any{"display_name": nil, "metadata": nil})
		maps.Copy(config, empty)
		if i == 1 {
			s.ResetRequests()
		}
		planned, diags := m.plan(t, m.value(t, config))
		noErrors(t, diags)
		if len(planned.RequiresReplace) > 0 {
			t.Errorf("step %d replaces the member", i)
		}
		m.protocol = newProtocol(t, s) // as Terraform does between plan and apply
		noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
		noErrors(t, m.refresh(t))
		planIsClean(t, m, config)
	}
	must(t, s.expectWrites())
}

// newKinds are participants of kinds that the provider does not know, or knows only since today, as the service may list them.
const newKinds = `[{"communicationIdentifier":{"rawId":"99:new:x","kind":"newKind","newKind":{"a":1}}},
{"communicationIdentifier":{"rawId":"8:acs:` + resourceGUID + `_` + tenantGUID + `_` + userGUID + `"}},
{"communicationIdentifier":{"rawId":"4:anonymous","phoneNumber":{"value":"anonymous"}}},
{"communicationIdentifier":{"rawId":"8:acs:of no form"},"displayName":"Odd"}]`

// TestIDs_ofNewKindsDoNotFailARead lists them wherever members are read.
func TestIDs_ofNewKindsDoNotFailARead(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Times: 100, Status: http.StatusOK, Body: `{"value":` + newKinds + `}`})
	s.InjectFault(emulator.Fault{Operation: emulator.OpListMessages, Times: 100, Status: http.StatusOK, Body: `{"value":[{"id":"1","type":"participantAdded",
"content":{"participants":` + newKinds + `,"initiatorCommunicationIdentifier":{"rawId":"99:new:y"}},"createdOn":"2026-01-02T03:04:05Z"}]}`})
	p := newProtocol(t, s)
	if members := p.mustRead(t, "chat_thread_members", map[string]any{"thread_id": sample.threadID})["members"].(map[string]any); len(members) != 4 {
		t.Errorf("the members are %v", members)
	}
	if messages := p.mustRead(t, "chat_messages", map[string]any{"thread_id": sample.threadID})["messages"].([]any); len(messages) != 1 {
		t.Errorf("the messages are %v", messages)
	}
	if results := p.mustQuery(t, "chat_thread_member", map[string]any{"thread_id": sample.threadID}, 10, true); len(results) != 4 {
		t.Errorf("the query found %v", results)
	}
	p.mustRead(t, "chat_thread", map[string]any{"id": sample.threadID})
	m := p.manage(t, "chat_thread_member")
	noErrors(t, m.imported(t, sample.threadID+"/4:anonymous", nil))
	noErrors(t, m.refresh(t))
	thread := p.manage(t, "chat_thread")
	noErrors(t, thread.imported(t, sample.threadID, nil))
	_, diags := thread.plan(t, thread.value(t, map[string]any{"topic": "Sample", "members": map[string]any{}}))
	noErrors(t, diags)
}

func TestUser_importTakesOnlyUsersWithTokens(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	for _, id := range []string{teamUser, "4:+14255550123", "4:anonymous", "28:orgid:" + userGUID, "48:x", "8:acs:" + resourceGUID + "_" + tenantGUID + "_" + userGUID} {
		wantError(t, newProtocol(t, s).manage(t, "chat_user").imported(t, id, nil), "", "only users of a Communication Services resource")
	}
	user := s.users(t, 1)[0]
	for _, id := range []string{user, upper(user), strings.Replace(user, "acs", "gcch-acs", 1), strings.Replace(user, "acs", "spool", 1)} {
		noErrors(t, newProtocol(t, s).manage(t, "chat_user").imported(t, id, nil))
	}
}

func TestIDs_stateKeepsItsLetterCase(t *testing.T) {
	t.Parallel()
	member := memberModel{UserID: types.StringValue(upper(aUser)), Metadata: types.MapNull(types.StringType)}
	if !member.sameMember(client.Member{UserID: aUser}) {
		t.Error("the member in another letter case is another one")
	}
	message := messageResourceModel{SenderID: types.StringValue(upper(aUser))}
	if message.flattenMessage(client.Message{SenderID: aUser}); message.SenderID.ValueString() != upper(aUser) {
		t.Errorf("the sender became %s", message.SenderID)
	}
}

func TestIDs_actingUserIsLeftOutInAnyLetterCase(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	s.InjectFault(emulator.Fault{Operation: emulator.OpListParticipants, Status: http.StatusOK, Body: `{"value":[
{"communicationIdentifier":{"rawId":"` + upper(s.actingUser) + `"}},{"communicationIdentifier":{"rawId":"` + sample.userID + `"}}]}`})
	if results := newProtocol(t, s).mustQuery(t, "chat_thread_member", map[string]any{"thread_id": sample.threadID}, 10, false); len(results) != 1 {
		t.Errorf("the query found %v", results)
	}
}

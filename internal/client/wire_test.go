package client

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// Only the service can say that something does not exist.
func TestNotFound_onlyInTheServicesOwnWords(t *testing.T) {
	for body, want := range map[string]Kind{
		`{"error":{"code":"NotFound","message":"The specified thread id was not found."}}`: KindNotFound,
		`{"CommunicationError":{"Code":"NotFound","Details":null}}`:                        KindNotFound,
		`{"Code":"NotFound","Message":"x"}`:                                                KindNotFound,
		`{"code":"NotFound"}`:                                                              KindNotFound,
		"<html><h1>404 Not Found</h1></html>":                                              KindBadAnswer,
		`{"statusCode":404,"message":"Resource not found"}`:                                KindBadAnswer,
		`{"error":"not found"}`:                                                            KindBadAnswer,
		`{"message":"not found"}`:                                                          KindBadAnswer,
		`null`:                                                                             KindBadAnswer,
		"":                                                                                 KindBadAnswer,
	} {
		c := faked(t, func(*http.Request) (*http.Response, error) { return answer(http.StatusNotFound, body), nil })
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, want)
		equal(t, "success of deleting with "+body, c.DeleteThread(t.Context(), someThread) == nil, want == KindNotFound)
		equal(t, "success of removing with "+body, c.RemoveMember(t.Context(), someThread, aUser) == nil, want == KindNotFound)
	}
}

// What a proxy answered in the service's place may have been carried out.
func TestNotFound_ofAProxyIsUncertain(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c, user := s.client(t), s.newUsers(t, 1)[0]
		id := s.thread(t, c, Member{UserID: user})
		equal(t, "found", s.isMember(t, c, id, user), true)
		s.InjectFault(emulator.Fault{Operation: emulator.OpRemoveParticipant, After: true, Status: http.StatusNotFound, Body: "<html>"})
		wantKind(t, c.RemoveMember(t.Context(), id, user), KindBadAnswer)
		equal(t, "found after that", s.isMember(t, c, id, user), false)
	})
}

func FuzzErrorBody(f *testing.F) {
	for _, seed := range []string{`{"error":{"code":"a","message":"b","target":"c"}}`, `{"CommunicationError":{"Code":"a"}}`, `{"code":"x"}`, `[`, `{"error":null}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		said, ok := parseErrorBody([]byte(body))
		equal(t, "ok", ok, said.Code != "")
		wantKind(t, call{op: opGetThread}.refused(answer(http.StatusBadRequest, body), &tries{}), KindInvalidRequest)
		want := KindBadAnswer
		if ok {
			want = KindNotFound
		}
		wantKind(t, call{op: opGetThread}.refused(answer(http.StatusNotFound, body), &tries{}), want)
	})
}

func TestUpdate_sendsMetadataToRemoveAsEmptyOrAsNull(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		metadata := map[string]string{"a": "1", "b": "2", "c": "3"}
		created, _, err := c.CreateThread(t.Context(), NewThread{Topic: "T", Metadata: metadata})
		noErrors(t, []error{err})
		id, err := c.SendMessage(t.Context(), created.ID, "", NewMessage{Content: "C", Metadata: metadata})
		ref := MessageRef{ThreadID: created.ID, ID: id}
		noErrors(t, []error{err,
			c.UpdateThread(t.Context(), created.ID, ThreadPatch{Metadata: map[string]string{"a": "", "c": "4"}, MetadataNulls: []string{"b"}}),
			c.UpdateMessage(t.Context(), ref, MessagePatch{Metadata: map[string]string{"a": "", "c": "4"}, MetadataNulls: []string{"b"}})})
		const patch = `{"metadata":{"a":"","b":null,"c":"4"}}`
		equal(t, "thread patch", string(s.Requests(emulator.OpUpdateThread)[0].Body), patch)
		equal(t, "message patch", string(s.Requests(emulator.OpUpdateMessage)[0].Body), patch)
		thread, err := c.GetThread(t.Context(), created.ID)
		noErrors(t, []error{err})
		message, err := c.GetMessage(t.Context(), ref)
		noErrors(t, []error{err})
		equal(t, "metadata", fmt.Sprint(thread.Metadata, message.Metadata), "map[c:4] map[c:4]")
	})
}

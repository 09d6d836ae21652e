package client

import (
	"fmt"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

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

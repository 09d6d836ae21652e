package client

import (
	"net/http"
	"strings"
	"testing"
)

func TestCreated_readsLocation(t *testing.T) {
	message := call{path: path("chat", "threads", someThread, "messages")}
	thread := call{path: path("chat", "threads")}
	for _, row := range []struct {
		in             call
		location, want string
	}{
		{message, "https://contoso.communication.azure.com/chat/threads/19%3AacsV2_abc@thread.v2/messages/1591137790240", "1591137790240"},
		{message, "/chat/threads/19%3AacsV2_abc%40thread.v2/messages/1591137790240?api-version=2025-03-15", "1591137790240"},
		{thread, "https://contoso.communication.azure.com/chat/threads/19%3AacsV2_abc@thread.v2", someThread},
		{message, "https://contoso.communication.azure.com/chat/threads/19%3Aother@thread.v2/messages/1591137790240", ""},
		{thread, "https://contoso.communication.azure.com/chat/threads/19%3AacsV2_abc@thread.v2/messages/1", ""},
		{thread, "/chat/threads/", ""},
		{thread, "::", ""},
		{thread, "", ""},
	} {
		equal(t, "id from "+row.location, row.in.created(answer(http.StatusCreated, "", "Location", row.location)), row.want)
	}
	equal(t, "id from a refusal", thread.created(answer(http.StatusForbidden, "", "Location", "/chat/threads/x")), "")
	equal(t, "id from no answer", thread.created(nil), "")
}

func FuzzCreated(f *testing.F) {
	f.Add("https://contoso.communication.azure.com/chat/threads/19%3AacsV2_abc@thread.v2")
	f.Add("/chat/threads/..")
	f.Add("/chat/threads/%2F")
	f.Fuzz(func(t *testing.T, location string) {
		resp := &http.Response{StatusCode: http.StatusCreated, Header: http.Header{"Location": {location}}}
		if id := (call{path: path("chat", "threads")}).created(resp); strings.Contains(id, "/") {
			t.Errorf("%q leads to %q", location, id)
		}
	})
}

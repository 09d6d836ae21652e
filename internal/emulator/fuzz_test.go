package emulator_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// handle lets the server's handler answer a request that need not be one that Go's client would send.
func (f *fixture) handle(method, target, body string, header http.Header) reply {
	f.t.Helper()
	parsed, err := url.ParseRequestURI(target)
	if err != nil {
		f.t.Skip("net/http refuses it before the handler sees it")
	}
	request := httptest.NewRequestWithContext(f.t.Context(), "GET", "/", strings.NewReader(body))
	request.Method, request.URL, request.RequestURI, request.Header = method, parsed, target, header
	recorder := httptest.NewRecorder()
	f.Handler().ServeHTTP(recorder, request)
	return reply{f.t, method + " " + target, recorder.Code, recorder.Header(), recorder.Body.String()}
}

// FuzzHandlers sends a participant of a thread on all ways through the API. In the path and the body, THREAD, MESSAGE
// and USER stand for ids that are there.
func FuzzHandlers(f *testing.F) {
	for _, seed := range []struct{ method, path, query, contentType, body string }{
		{"GET", "/chat/threads", "maxPageSize=1&syncState=MQ%3D%3D", "", ""},
		{"POST", "/chat/threads", "", "application/json", `{"topic":"T","participants":[{"communicationIdentifier":{"communicationUser":{"id":"USER"}},"shareHistoryTime":"2026-01-01T00:00:00Z"}],"metadata":{"a":"b"},"retentionPolicy":{"kind":"threadCreationDate","deleteThreadAfterDays":30}}`},
		{"GET", "/chat/threads/THREAD", "", "", ""},
		{"PATCH", "/chat/threads/THREAD", "", "application/merge-patch+json", `{"topic":"U","metadata":{"a":null,"b":""},"retentionPolicy":null}`},
		{"DELETE", "/chat/threads/THREAD", "", "", ""},
		{"GET", "/chat/threads/THREAD/participants", "skip=1&maxPageSize=200", "", ""},
		{"POST", "/chat/threads/THREAD/participants/:add", "", "application/json; charset=utf-8", `{"participants":[{"communicationIdentifier":{"rawId":"4:+1","phoneNumber":{"value":"+1"}}}]}`},
		{"POST", "/chat/threads/THREAD/participants/:remove", "", "application/json", `{"microsoftTeamsUser":{"userId":"u","isAnonymous":true,"cloud":"gcch"}}`},
		{"POST", "/chat/threads/THREAD/messages", "", "application/json", `{"content":"\ud800<b>","type":"html","senderDisplayName":null,"metadata":{}}`},
		{"GET", "/chat/threads/THREAD/messages", "startTime=1%2F1%2F1970%2012%3A00%3A00%20AM%20%2B00%3A00&syncState=31", "", ""},
		{"GET", "/chat/threads/THREAD/messages/MESSAGE", "", "", ""},
		{"PATCH", "/chat/threads/THREAD/messages/MESSAGE", "", "application/merge-patch+json", `{"content":"x","metadata":{"a":"1"}}`},
		{"DELETE", "/chat/threads/THREAD/messages/MESSAGE", "", "", ""},
		{"POST", "/chat/threads/THREAD/readReceipts", "", "application/json", `{"chatMessageId":"MESSAGE"}`},
		{"GET", "/chat/threads/THREAD/readReceipts", "skip=0", "", ""},
		{"POST", "/chat/threads/THREAD/typing", "", "application/json", `{}`},
		{"POST", "/identities", "", "application/json", `{"createTokenWithScopes":["chat"],"expiresInMinutes":60}`},
		{"POST", "/identities/USER/:issueAccessToken", "", "application/json", `{"scopes":["chat"]}`},
		{"POST", "/identities/USER/:revokeAccessTokens", "", "", ""},
		{"DELETE", "/identities/USER", "", "", ""},
		{"GET", "/", "thread=THREAD&before=1", "", ""},
		{"PUT", "/chat/threads/%2e%2E/%00", "maxPageSize=1", "text/plain", "{"},
	} {
		f.Add(seed.method, seed.path, seed.query, seed.contentType, seed.body)
	}
	server := newFixture(f, func(o *emulator.Options) { o.EntraID, o.DiscardRequests = true, true })
	entra, err := server.IssueEntraToken(time.Hour)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, method, path, query, contentType, body string) {
		f := &fixture{Server: server.Server, t: t, clock: server.clock, client: server.client}
		anna, other := f.user(), f.user()
		thread := anna.thread()
		ids := strings.NewReplacer("THREAD", thread, "MESSAGE", anna.say(thread, "x"), "USER", other.id)
		token := anna.token
		if strings.HasPrefix(path, "/identities") {
			token = entra
			query += "&api-version=2023-10-01"
		} else {
			query += "&api-version=2025-03-15"
		}
		header := http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {contentType}}
		got := f.handle(method, ids.Replace(path)+"?"+ids.Replace(query), ids.Replace(body), header)
		if got.status >= 500 || got.status < 200 {
			t.Fatalf("answered %d: %s", got.status, got.text)
		}
		checkBody(t, got)
	})
}

// checkBody checks that an answer is empty, a page, or JSON; of a refusal, that it is in the service's envelope.
func checkBody(t *testing.T, got reply) {
	t.Helper()
	if got.text == "" || !strings.HasPrefix(got.header.Get("Content-Type"), "application/json") {
		return
	}
	var body struct {
		Error *struct{ Code string }
	}
	if err := json.Unmarshal([]byte(got.text), &body); err != nil {
		t.Errorf("answered what is no JSON: %q", got.text)
	}
	if refused := got.status >= 400; refused != (body.Error != nil) {
		t.Errorf("answered %d with %s", got.status, got.text)
	}
}

// FuzzCredentials tries to get in without having signed anything.
func FuzzCredentials(f *testing.F) {
	server := newFixture(f, func(o *emulator.Options) { o.EntraID, o.DiscardRequests = true, true })
	const signed = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
	date := start().Format(http.TimeFormat)
	for _, seed := range []struct{ authorization, date, hash, host string }{
		{signed, date, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "127.0.0.1:1:1"},
		{signed + "AAAA", date, "", ""},
		{"Bearer a.b.c", "", "", "localhost"},
		{"Bearer eyJhbGciOiJub25lIn0.eyJhdWQiOiJodHRwczovL2NvbW11bmljYXRpb24uYXp1cmUuY29tLyIsImV4cCI6OTk5OTk5OTk5OTl9.", "", "", ""},
	} {
		f.Add(seed.authorization, seed.date, seed.hash, seed.host)
	}
	f.Fuzz(func(t *testing.T, authorization, date, hash, host string) {
		f := &fixture{Server: server.Server, t: t}
		header := http.Header{"Authorization": {authorization}, "X-Ms-Date": {date}, "X-Ms-Content-Sha256": {hash}, "Host": {host}}
		for _, target := range []string{"/identities?api-version=2023-10-01", "/chat/threads?api-version=2025-03-15"} {
			if got := f.handle("POST", target, "", header); got.status != http.StatusUnauthorized {
				t.Fatalf("%s answered %d: %s", target, got.status, got.text)
			}
		}
	})
}

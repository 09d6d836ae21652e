package emulator_test

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

func TestAccessKey_OnlyAGoodSignatureGetsIn(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for name, good := range map[string]signature{
		"plain":              {},
		"five minutes late":  {date: start().Add(-5 * time.Minute)},
		"five minutes early": {date: start().Add(5 * time.Minute)},
		"the port twice":     {host: "127.0.0.1:1234:1234"},
		"another case of scheme": {spoil: func(h http.Header) {
			h.Set("Authorization", strings.Replace(h.Get("Authorization"), "HMAC", "hmac", 1))
		}},
		"a name of this computer": {host: "localhost:1"},
		"through a proxy":         {absolute: true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := f.signedCall(good, "POST", "/identities", object{}); got.status != 201 {
				t.Errorf("answered %d: %s", got.status, got.text)
			}
		})
	}
	before, err := f.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	set := func(name, value string) func(http.Header) {
		return func(h http.Header) { h.Set(name, value) }
	}
	for name, bad := range map[string]signature{
		"another key":         {key: base64.StdEncoding.EncodeToString([]byte("another"))},
		"another method":      {method: "GET"},
		"over five minutes":   {date: start().Add(-5*time.Minute - time.Second)},
		"from the future":     {date: start().Add(5*time.Minute + time.Second)},
		"no authorization":    {spoil: func(h http.Header) { h.Del("Authorization") }},
		"no date":             {spoil: func(h http.Header) { h.Del("X-Ms-Date") }},
		"another date":        {spoil: set("X-Ms-Date", start().Add(time.Second).Format(http.TimeFormat))},
		"another content":     {spoil: set("X-Ms-Content-Sha256", base64.StdEncoding.EncodeToString(make([]byte, 32)))},
		"no signature":        {spoil: set("Authorization", "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256")},
		"empty signature":     {spoil: set("Authorization", "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=")},
		"nothing signed":      {spoil: set("Authorization", "HMAC-SHA256 SignedHeaders=&Signature=")},
		"malformed signature": {spoil: set("Authorization", "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=%")},
		"a bearer token":      {spoil: set("Authorization", "Bearer "+f.tokenOf(before[0]))},
	} {
		t.Run(name, func(t *testing.T) {
			got := f.signedCall(bad, "POST", "/identities", object{})
			got.t = t
			got.wantError(401, "Denied", "Denied by the resource provider.")
		})
	}
	if after, err := f.Users(t.Context()); err != nil || len(after) != len(before) {
		t.Errorf("refused calls made users: %d before, %d after (%v)", len(before), len(after), err)
	}
}

func TestUserToken_OnlyAGoodOneGetsIn(t *testing.T) {
	t.Parallel()
	f, other := newFixture(t), newFixture(t)
	anna := f.user()
	head, rest, _ := strings.Cut(anna.token, ".")
	payload, mark, _ := strings.Cut(rest, ".")
	none := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"JWT"}`))
	for name, token := range map[string]string{
		"empty": "", "no token": "hello", "of another resource": other.user().token,
		"unsigned": none + "." + payload + ".", "another payload": head + "." + strings.ToUpper(payload) + "." + mark,
		"cut": anna.token[:len(anna.token)-2],
	} {
		t.Run(name, func(t *testing.T) {
			got := user{f, anna.id, token}.chat("GET", "/threads", nil)
			if got.status != 401 {
				t.Errorf("answered %d: %s", got.status, got.text)
			}
		})
	}
	f.clock.Advance(24*time.Hour - time.Second)
	anna.chat("GET", "/threads", nil).want(200)
	f.clock.Advance(time.Second)
	anna.chat("GET", "/threads", nil).wantError(401, "Unauthorized", "The user access token is invalid or has expired.")
}

func TestScopes_AllowWhatTheirDocumentationSays(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	calls := []struct {
		method, path string
		body         any
	}{
		{"PATCH", path(id, ""), object{"topic": "T"}},
		{"POST", path(id, "/participants/:add"), object{"participants": []object{participant(anna.id)}}},
		{"POST", path(id, "/messages"), object{"content": "hi"}},
	}
	for scope, want := range map[string][]int{
		"chat": {204, 201, 201}, "chat.join": {403, 201, 201}, "chat.join.limited": {403, 403, 201}, "voip": {403, 403, 403},
	} {
		limited := user{f, anna.id, f.tokenOf(anna.id, scope)}
		for i, call := range calls {
			if got := limited.chat(call.method, call.path, call.body); got.status != want[i] {
				t.Errorf("with %s, %s %s answered %d, want %d", scope, call.method, call.path, got.status, want[i])
			}
		}
	}
}

func TestEntraToken_OpensIdentityCallsWhereAllowed(t *testing.T) {
	t.Parallel()
	closed := newFixture(t)
	open := newFixture(t, func(o *emulatorOptions) { o.EntraID = true })
	bearer := func(f *fixture, token string) reply {
		return f.send("POST", f.URL()+"/identities?api-version=2023-10-01", http.Header{"Authorization": {"Bearer " + token}}, nil)
	}
	token, err := open.IssueEntraToken(time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	bearer(open, token).want(201)
	bearer(open, open.user().token).want(401)
	user{open, "", token}.chat("GET", "/threads", nil).want(401)
	foreign, err := closed.IssueEntraToken(time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	bearer(open, foreign).want(401)
	bearer(closed, foreign).want(401)
	open.clock.Advance(time.Hour)
	bearer(open, token).want(401)
}

func TestAPIVersion_IsRequiredAndChecked(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	anna.follow("GET", f.URL()+"/chat/threads", nil).wantError(400, "ApiVersionUnspecified", "An API version is required, but was not specified.")
	anna.follow("GET", f.URL()+"/chat/threads?api-version=2020-01-01", nil).
		wantError(400, "UnsupportedApiVersion", `The API version "2020-01-01" is not supported; `+
			"these are: 2021-03-07, 2021-09-07, 2023-11-07, 2024-03-07, 2025-03-15.")
	user{f, "", ""}.follow("GET", f.URL()+"/chat/threads", nil).want(401)
	anna.follow("GET", f.URL()+"/nothing", nil).want(404)
	anna.follow("PUT", f.URL()+"/chat/threads", nil).want(405)
}

func TestContentType_MustBeTheOneOfTheCall(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	call := func(method, contentType string) reply {
		header := http.Header{"Authorization": {"Bearer " + anna.token}, "Content-Type": {contentType}}
		address := f.URL() + "/chat" + path(id, "") + "?api-version=2025-03-15"
		if method == "POST" {
			address = f.URL() + "/chat/threads?api-version=2025-03-15"
		}
		return f.send(method, address, header, `{"topic":"T"}`)
	}
	call("POST", "application/json; charset=utf-8").want(201)
	call("PATCH", "application/merge-patch+json").want(204)
	for _, wrong := range []string{"", "text/plain", "application/merge-patch+json", "application/json; charset"} {
		call("POST", wrong).wantError(415, "UnsupportedMediaType", "The content type must be application/json.")
	}
	for _, wrong := range []string{"", "application/json"} {
		call("PATCH", wrong).wantError(415, "UnsupportedMediaType", "The content type must be application/merge-patch+json.")
	}
}

func TestRevokeTokens_MakesAllTokensOfTheUserVoid(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	if err := f.RevokeTokens(t.Context(), anna.id); err != nil {
		t.Fatal(err)
	}
	anna.chat("GET", "/threads", nil).want(401)
	ben.chat("GET", "/threads", nil).want(200)
	user{f, anna.id, f.tokenOf(anna.id)}.chat("GET", "/threads", nil).want(200)
	if err := f.RevokeTokens(t.Context(), "8:acs:nobody"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("revoking nobody's tokens failed with %v", err)
	}
}

// unread is a body that must not be read.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func TestBody_IsReadOnceTheCallerIsKnown(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, path := range []string{"/chat/threads", "/identities", "/nothing"} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path+"?api-version=2025-03-15", unread{t})
		request.Header.Set("Authorization", "Bearer stranger")
		recorder := httptest.NewRecorder()
		f.Handler().ServeHTTP(recorder, request)
		if recorder.Code != http.StatusUnauthorized && recorder.Code != http.StatusNotFound {
			t.Errorf("%s answered %d", path, recorder.Code)
		}
	}
}

package emulator_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// signature is how a test signs an identity call; the zero value signs well.
type signature struct {
	key    string // "" means the server's
	host   string // "" means the URL's
	date   time.Time
	spoil  func(http.Header)
	method string // "" means the one that is sent
	target string // "" means the path in version 2023-10-01
	// absolute sends the request's target with scheme and host, as to a proxy.
	absolute bool
}

// identity calls the identity API, signed with the access key.
func (f *fixture) identity(method, path string, body any) reply {
	f.t.Helper()
	return f.signedCall(signature{}, method, path, body)
}

func (f *fixture) signedCall(s signature, method, path string, body any) reply {
	f.t.Helper()
	text := []byte{}
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			f.t.Fatal(err)
		}
	}
	if s.key == "" {
		s.key = f.AccessKey()
	}
	if s.host == "" {
		s.host = strings.TrimPrefix(f.URL(), "http://")
	}
	if s.date.IsZero() {
		s.date = f.clock.Now()
	}
	if s.method == "" {
		s.method = method
	}
	target := s.target
	if target == "" {
		target = path + "?api-version=2023-10-01"
	}
	sum := sha256.Sum256(text)
	content := base64.StdEncoding.EncodeToString(sum[:])
	date := s.date.UTC().Format(http.TimeFormat)
	key, err := base64.StdEncoding.DecodeString(s.key)
	if err != nil {
		f.t.Fatal(err)
	}
	mac := hmac.New(sha256.New, key)
	_, _ = io.WriteString(mac, s.method+"\n"+target+"\n"+date+";"+s.host+";"+content)
	header := http.Header{
		"X-Ms-Date": {date}, "X-Ms-Content-Sha256": {content},
		"Authorization": {
			"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + base64.StdEncoding.EncodeToString(
				mac.Sum(nil),
			),
		},
	}
	if body != nil {
		header.Set("Content-Type", "application/json")
	}
	if s.spoil != nil {
		s.spoil(header)
	}
	request := httptest.NewRequestWithContext(f.t.Context(), method, target, strings.NewReader(string(text)))
	request.Host, request.Header = s.host, header
	if s.absolute {
		request.RequestURI = "http://" + s.host + target
	}
	recorder := httptest.NewRecorder()
	f.Handler().ServeHTTP(recorder, request)
	return reply{f.t, method + " " + target, recorder.Code, recorder.Header(), recorder.Body.String()}
}

func TestIdentities_CreateIssueRevokeDelete(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	created := f.identity("POST", "/identities", object{"createTokenWithScopes": []string{"chat"}, "expiresInMinutes": 60}).
		want(201)
	id := created["identity"].(object)["id"].(string)
	guid := `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`
	if !regexp.MustCompile("^8:acs:" + guid + "_" + guid + "$").MatchString(id) {
		t.Errorf("the id is %s", id)
	}
	token := created["accessToken"].(object)
	if token["expiresOn"] != "2026-03-01T13:00:00+00:00" {
		t.Errorf("the token expires on %v", token["expiresOn"])
	}
	anna := user{f, id, token["token"].(string)}
	anna.chat("GET", "/threads", nil).want(200)

	issued := f.identity("POST", "/identities/"+id+"/:issueAccessToken", object{"scopes": []string{"chat"}}).want(200)
	if issued["expiresOn"] != "2026-03-02T12:00:00+00:00" {
		t.Errorf("the second token expires on %v", issued["expiresOn"])
	}
	f.identity("POST", "/identities/"+id+"/:revokeAccessTokens", nil).want(204)
	anna.chat("GET", "/threads", nil).wantError(401, "Unauthorized", "The user access token has been revoked.")
	anna.token = issued["token"].(string)
	anna.chat("GET", "/threads", nil).wantError(401, "Unauthorized", "The user access token has been revoked.")
	anna.token = f.identity("POST", "/identities/"+id+"/:issueAccessToken", object{"scopes": []string{"chat"}}).want(200)["token"].(string)
	anna.chat("GET", "/threads", nil).want(200)

	f.identity("DELETE", "/identities/"+id, nil).want(204)
	anna.chat("GET", "/threads", nil).wantError(401, "Unauthorized", "The user of the access token has been deleted.")
	f.identity("DELETE", "/identities/"+id, nil).wantError(404, "NotFound", "The specified identity was not found.")
	f.identity("POST", "/identities/"+id+"/:issueAccessToken", object{"scopes": []string{"chat"}}).want(404)
	f.identity("POST", "/identities/"+id+"/:revokeAccessTokens", nil).want(404)
	if users, err := f.Users(t.Context()); err != nil || slices.Contains(users, id) {
		t.Errorf("users are %v (%v)", users, err)
	}
	if got := f.identity("POST", "/identities", nil).want(201); got["accessToken"] != nil {
		t.Errorf("a token came unasked: %v", got)
	}
}

func TestIdentities_BadRequests(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	id := f.user().id
	issue := func(body any) reply { return f.identity("POST", "/identities/"+id+"/:issueAccessToken", body) }
	for _, scopes := range []any{nil, []string{}} {
		issue(object{"scopes": scopes}).wantInvalid("Scopes", "Scopes: The Scopes field is required.")
	}
	issue(object{"scopes": []string{"mail"}}).wantInvalid("Scopes", "Value for scopes (mail) is not valid.")
	for _, minutes := range []int{59, 1441} {
		want := fmt.Sprintf("ExpiresInMinutes value %d is invalid. Value must be within the [60, 1440] interval.", minutes)
		issue(object{"scopes": []string{"chat"}, "expiresInMinutes": minutes}).wantInvalid("ExpiresInMinutes", want)
	}
	issue(object{"scopes": []string{"chat"}, "expiresInMinutes": 1440}).want(200)
	f.identity("POST", "/identities", object{"createTokenWithScopes": []string{"mail"}}).want(400)
	f.identity("DELETE", "/identities/8:acs:nobody", nil).
		wantError(400, "BadRequest", "Identifier format is invalid (8:acs:nobody).")
}

// preview calls the identity API in the version that has custom ids.
func (f *fixture) preview(method, path string, body any) reply {
	f.t.Helper()
	return f.signedCall(signature{target: path + "?api-version=2025-03-02-preview"}, method, path, body)
}

func TestIdentityPreview_CustomIDNamesOneUser(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	sally := object{"customId": "sally@contoso.com"}
	first := f.preview("POST", "/identities", sally).want(201)["identity"].(object)
	if first["customId"] != "sally@contoso.com" || first["lastTokenIssuedAt"] != nil {
		t.Errorf("the new user is %v", first)
	}
	id := first["id"].(string)
	if again := f.preview("POST", "/identities", sally).want(200)["identity"].(object); again["id"] != id {
		t.Errorf("the custom id gave %v, want %s", again, id)
	}
	if other := f.preview("POST", "/identities", object{"customId": "Sally@contoso.com"}).want(201)["identity"].(object); other["id"] == id {
		t.Error("custom ids are compared without regard to letter case")
	}
	f.clock.Advance(1500 * time.Millisecond)
	sally["createTokenWithScopes"] = []string{"chat"}
	got := f.preview("POST", "/identities", sally).want(200)
	if issued := got["identity"].(object)["lastTokenIssuedAt"]; got["accessToken"] == nil ||
		issued != "2026-03-01T12:00:01.5+00:00" {
		t.Errorf("with scopes the answer is %v", got)
	}
	want := object{"id": id, "customId": "sally@contoso.com", "lastTokenIssuedAt": "2026-03-01T12:00:01.5+00:00"}
	if read := f.preview("GET", "/identities/"+id, nil).want(200); !maps.Equal(read, want) {
		t.Errorf("the user is read as %v, want %v", read, want)
	}
	f.identity("DELETE", "/identities/"+id, nil).want(204)
	f.preview("GET", "/identities/"+id, nil).wantError(404, "NotFound", "The specified identity was not found.")
	if later := f.preview("POST", "/identities", object{"customId": "sally@contoso.com"}).want(201)["identity"].(object); later["id"] == id {
		t.Error("a deleted user came back")
	}
}

func TestIdentityPreview_AUserWithoutACustomIDIsReadToo(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	id := f.identity("POST", "/identities", nil).want(201)["identity"].(object)["id"].(string)
	if read := f.preview("GET", "/identities/"+id, nil).want(200); !maps.Equal(read, object{"id": id}) {
		t.Errorf("the user is read as %v", read)
	}
	for _, customID := range []any{nil, strings.Repeat("ü", 256)} {
		f.preview("POST", "/identities", object{"customId": customID}).want(201)
	}
	for _, customID := range []string{"", strings.Repeat("x", 257)} {
		f.preview("POST", "/identities", object{"customId": customID}).wantInvalid("CustomId",
			"CustomId: The field CustomId must be a string with a minimum length of 1 and a maximum length of 256.")
	}
}

func TestIdentityPreview_StableVersionsKnowNoCustomIDs(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, version := range []string{"2023-10-01", "2025-06-30", "2026-09-23"} {
		call := func(method, path string, body any) reply {
			return f.signedCall(signature{target: path + "?api-version=" + version}, method, path, body)
		}
		first := call("POST", "/identities", object{"customId": "sally"}).want(201)["identity"].(object)
		again := call("POST", "/identities", object{"customId": "sally", "createTokenWithScopes": []string{"chat"}}).want(201)["identity"].(object)
		if len(first) != 1 || len(again) != 1 || first["id"] == again["id"] {
			t.Errorf("%s created %v and %v", version, first, again)
		}
		call("GET", "/identities/"+first["id"].(string), nil).wantCode(405, "MethodNotAllowed")
	}
}

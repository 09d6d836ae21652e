package emulator_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
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
		"Authorization": {"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + base64.StdEncoding.EncodeToString(mac.Sum(nil))},
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
	created := f.identity("POST", "/identities", object{"createTokenWithScopes": []string{"chat"}, "expiresInMinutes": 60}).want(201)
	id := created["identity"].(object)["id"].(string)
	guid := `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`
	if !regexp.MustCompile("^8:acs:" + guid + "_" + guid + "$").MatchString(id) {
		t.Errorf("the id is %s", id)
	}
	token := created["accessToken"].(object)
	if token["expiresOn"] != "2026-03-01T13:00:00.0000000+00:00" {
		t.Errorf("the token expires on %v", token["expiresOn"])
	}
	anna := user{f, id, token["token"].(string)}
	anna.chat("GET", "/threads", nil).want(200)

	issued := f.identity("POST", "/identities/"+id+"/:issueAccessToken", object{"scopes": []string{"chat"}}).want(200)
	if issued["expiresOn"] != "2026-03-02T12:00:00.0000000+00:00" {
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
	issue(object{}).wantError(400, "BadRequest", "At least one scope is required.")
	issue(object{"scopes": []string{"mail"}}).wantError(400, "BadRequest", "Value for scopes (mail) is not valid.")
	issue(object{"scopes": []string{"chat"}, "expiresInMinutes": 59}).want(400)
	issue(object{"scopes": []string{"chat"}, "expiresInMinutes": 1441}).want(400)
	issue(object{"scopes": []string{"chat"}, "expiresInMinutes": 1440}).want(200)
	f.identity("POST", "/identities", object{"createTokenWithScopes": []string{"mail"}}).want(400)
	f.identity("DELETE", "/identities/8:acs:nobody", nil).wantError(400, "BadRequest", "Identifier format is invalid (8:acs:nobody).")
}

package emulator_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// start is when the tests' clocks start.
func start() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

type emulatorOptions = emulator.Options

// object is a decoded JSON object.
type object = map[string]any

// fixture is an emulator with a clock that stands still.
type fixture struct {
	*emulator.Server
	t      testing.TB
	clock  *emulatortest.Clock
	client *http.Client
}

func newFixture(t testing.TB, opts ...func(*emulator.Options)) *fixture {
	t.Helper()
	clock := emulatortest.NewClock(start())
	server := emulatortest.New(t, append([]func(*emulator.Options){func(o *emulator.Options) { o.Clock = clock }}, opts...)...)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}}
	t.Cleanup(client.CloseIdleConnections)
	return &fixture{Server: server, t: t, clock: clock, client: client}
}

// user is a user of a fixture with a token.
type user struct {
	*fixture
	id, token string
}

func (f *fixture) user() user {
	f.t.Helper()
	id, err := f.CreateUser(f.t.Context())
	if err != nil {
		f.t.Fatalf("creating a user: %v", err)
	}
	return user{f, id, f.tokenOf(id)}
}

func (f *fixture) tokenOf(userID string, scopes ...string) string {
	f.t.Helper()
	token, err := f.IssueToken(f.t.Context(), userID, scopes...)
	if err != nil {
		f.t.Fatalf("issuing a token: %v", err)
	}
	return token
}

// reply is what the server answered.
type reply struct {
	t      testing.TB
	call   string
	status int
	header http.Header
	text   string
}

// send makes a request; a body that is not a string is sent as JSON.
func (f *fixture) send(method, address string, header http.Header, body any) reply {
	f.t.Helper()
	text, isText := body.(string)
	if !isText && body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			f.t.Fatalf("encoding a request: %v", err)
		}
		text = string(encoded)
	}
	request, err := http.NewRequestWithContext(f.t.Context(), method, address, strings.NewReader(text))
	if err != nil {
		f.t.Fatalf("making a request: %v", err)
	}
	request.Header = header
	response, err := f.client.Do(request)
	if err != nil {
		f.t.Fatalf("%s %s: %v", method, address, err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		f.t.Fatalf("%s %s: reading the answer: %v", method, address, err)
	}
	return reply{f.t, method + " " + address, response.StatusCode, response.Header, string(answer)}
}

// chat calls the chat API as the user. Path is what follows /chat, already escaped.
func (u user) chat(method, path string, body any) reply {
	u.t.Helper()
	separator := "?"
	if strings.Contains(path, "?") {
		separator = "&"
	}
	return u.follow(method, u.URL()+"/chat"+path+separator+"api-version=2025-03-15", body)
}

// follow calls an absolute address as the user.
func (u user) follow(method, address string, body any) reply {
	u.t.Helper()
	header := http.Header{"Authorization": {"Bearer " + u.token}, "Content-Type": {"application/json"}}
	if method == http.MethodPatch {
		header.Set("Content-Type", "application/merge-patch+json")
	}
	return u.send(method, address, header, body)
}

// want checks the status and returns the body.
func (r reply) want(status int) object {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("%s answered %d, want %d: %s", r.call, r.status, status, r.text)
	}
	if r.text == "" {
		return nil
	}
	var body object
	if err := json.NewDecoder(bytes.NewBufferString(r.text)).Decode(&body); err != nil {
		r.t.Fatalf("%s answered what is no JSON object: %s", r.call, r.text)
	}
	return body
}

// wantError checks status, code and message of a refusal.
func (r reply) wantError(status int, code, message string) {
	r.t.Helper()
	body := r.want(status)
	failure, _ := body["error"].(object)
	if failure["code"] != code || failure["message"] != message && (message != "" || failure["message"] != nil) {
		r.t.Errorf("%s was refused with %s, want code %q and message %q", r.call, r.text, code, message)
	}
}

// wantCode checks status and code of a refusal.
func (r reply) wantCode(status int, code string) {
	r.t.Helper()
	failure, _ := r.want(status)["error"].(object)
	if failure["code"] != code || failure["message"] == nil {
		r.t.Errorf("%s was refused with %s, want code %q", r.call, r.text, code)
	}
}

// wantInvalid checks that the identity API refused a field.
func (r reply) wantInvalid(field, message string) {
	r.t.Helper()
	want := object{"error": object{"code": "ValidationError", "message": message, "target": field}}
	if body := r.want(400); !reflect.DeepEqual(body, want) {
		r.t.Errorf("%s was refused with %s, want %v", r.call, r.text, want)
	}
}

// list returns the elements of a list in a body.
func list(t testing.TB, body object, key string) []object {
	t.Helper()
	values, ok := body[key].([]any)
	if !ok {
		t.Fatalf("%q is not a list in %v", key, body)
	}
	var found []object
	for _, value := range values {
		found = append(found, value.(object))
	}
	return found
}

// participant is a participant as a request names it.
func participant(id string) object {
	return object{"communicationIdentifier": object{"communicationUser": object{"id": id}}}
}

// identifier is a communication identifier as an answer names it.
func identifier(id string) object {
	return object{"rawId": id, "communicationUser": object{"id": id}}
}

// thread creates a thread and returns its id.
func (u user) thread(participants ...string) string {
	u.t.Helper()
	listed := []object{}
	for _, id := range participants {
		listed = append(listed, participant(id))
	}
	body := u.chat("POST", "/threads", object{"topic": "Plans", "participants": listed}).want(201)
	return body["chatThread"].(object)["id"].(string)
}

// path returns the path of a thread, or of something in it.
func path(threadID, rest string) string { return "/threads/" + url.PathEscape(threadID) + rest }

// say sends a message and returns its id.
func (u user) say(threadID, content string) string {
	u.t.Helper()
	return u.chat("POST", path(threadID, "/messages"), object{"content": content}).want(201)["id"].(string)
}

// userIDs returns the raw ids of a page of participants.
func userIDs(t testing.TB, body object) []string {
	t.Helper()
	var ids []string
	for _, value := range list(t, body, "value") {
		ids = append(ids, value["communicationIdentifier"].(object)["rawId"].(string))
	}
	return ids
}

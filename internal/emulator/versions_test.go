package emulator_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// apiExamples is testdata/api_examples.json.
type apiExamples struct {
	Definitions    map[string]any
	Chat, Identity []apiExample
	Preview        []apiExample `json:"identity preview"`
}

// apiExample is one example of the API descriptions.
type apiExample struct {
	Name, Since, Call string
	Header            map[string]string
	Body              any
	BodySince         any `json:"body@2021-09-07"`
	Status            int
	Location          string
	Answer            any
}

func readExamples(t *testing.T) apiExamples {
	t.Helper()
	text, err := os.ReadFile("testdata/api_examples.json")
	if err != nil {
		t.Fatal(err)
	}
	var examples apiExamples
	if err := json.Unmarshal(text, &examples); err != nil {
		t.Fatal(err)
	}
	return examples
}

// inVersion returns a value without the keys that a version does not have yet, and with the names filled in.
func inVersion(value any, version string, names *strings.Replacer) any {
	switch value := value.(type) {
	case object:
		kept := object{}
		for key, inner := range value {
			name, since, _ := strings.Cut(key, "@")
			if version >= since {
				kept[name] = inVersion(inner, version, names)
			}
		}
		return kept
	case []any:
		var kept []any
		for _, inner := range value {
			kept = append(kept, inVersion(inner, version, names))
		}
		return kept
	case string:
		return names.Replace(value)
	}
	return value
}

// differences says how an answer differs from what an example shows.
func (e apiExamples) differences(want, got any, version, where string) (found []string) {
	switch want := want.(type) {
	case string:
		return e.differences(inVersion(e.Definitions[strings.TrimPrefix(want, "#")], version, strings.NewReplacer()), got, version, where)
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return []string{fmt.Sprintf("%s is %v, want %d items", where, got, len(want))}
		}
		for i := range want {
			found = append(found, e.differences(want[i], list[i], version, fmt.Sprintf("%s[%d]", where, i))...)
		}
	case object:
		fields, ok := got.(object)
		if !ok {
			return []string{fmt.Sprintf("%s is %v, want an object", where, got)}
		}
		known := object{}
		for key, inner := range want {
			name, optional := strings.CutSuffix(key, "?")
			known[name] = true
			if value, there := fields[name]; there {
				found = append(found, e.differences(inner, value, version, where+"."+name)...)
			} else if !optional {
				found = append(found, where+"."+name+" is missing")
			}
		}
		for name := range fields {
			if known[name] == nil {
				found = append(found, where+"."+name+" is not in this version")
			}
		}
	}
	return found
}

// examplesFixture has what the examples are about: a thread of three, a message, read receipts and some more threads.
func examplesFixture(t *testing.T) (anna user, names *strings.Replacer) {
	t.Helper()
	f := newFixture(t)
	anna = f.user()
	ben, carl := f.user(), f.user()
	created := anna.chat("POST", "/threads", object{
		"topic": "Lunch", "metadata": object{"k": "v"}, "retentionPolicy": object{"kind": "none"},
		"participants": []object{participant(ben.id), {"communicationIdentifier": object{"rawId": carl.id}, "metadata": object{"k": "v"}}},
	}).want(201)
	id := created["chatThread"].(object)["id"].(string)
	message := ""
	for i, u := range []user{anna, ben, anna} {
		f.clock.Advance(time.Second)
		body := object{"content": "Hello", "senderDisplayName": "Jane", "metadata": object{"k": fmt.Sprint(i)}}
		message = u.chat("POST", path(id, "/messages"), body).want(201)["id"].(string)
	}
	for _, u := range []user{anna, ben, carl} {
		u.chat("POST", path(id, "/readReceipts"), object{"chatMessageId": message}).want(200)
	}
	for range 2 {
		anna.thread()
	}
	nobody := strings.Split(anna.id, "_")[0] + "_00000000-0000-0000-0000-000000000000"
	return anna, strings.NewReplacer("{anna}", anna.id, "{ben}", ben.id, "{teams}", "8:orgid:"+nobody[len(nobody)-36:], "{nobody}", nobody,
		"{thread}", url.PathEscape(id), "{message}", message)
}

// replay makes the call of an example in a version of the API.
func (e apiExample) replay(u user, version string, names *strings.Replacer) reply {
	method, target, _ := strings.Cut(names.Replace(e.Call), " ")
	separator := "?"
	if strings.Contains(target, "?") {
		separator = "&"
	}
	target += separator + "api-version=" + version
	body := e.Body
	if e.BodySince != nil && version >= "2021-09-07" {
		body = e.BodySince
	}
	if body != nil {
		body = inVersion(body, version, names)
	}
	if !strings.HasPrefix(target, "/chat") {
		return u.signedCall(signature{target: target}, method, "", body)
	}
	header := http.Header{"Content-Type": {"application/json"}}
	if u.token != "" {
		header.Set("Authorization", "Bearer "+u.token)
	}
	if method == http.MethodPatch {
		header.Set("Content-Type", "application/merge-patch+json")
	}
	for name, value := range e.Header {
		header.Set(name, value)
	}
	return u.send(method, u.URL()+target, header, body)
}

func TestAPIVersions_EveryExampleIsAnsweredAsDescribed(t *testing.T) {
	t.Parallel()
	examples := readExamples(t)
	for api, versions := range map[string][]string{"chat": emulator.ChatVersions(), "identity": emulator.IdentityVersions()} {
		listed := examples.Chat
		for _, version := range versions {
			if strings.HasSuffix(version, "-preview") {
				listed = examples.Preview
			} else if api == "identity" {
				listed = examples.Identity
			}
			for i, example := range listed {
				if version < example.Since {
					continue
				}
				t.Run(fmt.Sprintf("%s %s %s %d", api, version, example.Name, i), func(t *testing.T) {
					t.Parallel()
					anna, names := examplesFixture(t)
					got := example.replay(anna, version, names)
					if got.status != example.Status || !strings.Contains(got.header.Get("Location"), example.Location) {
						t.Fatalf("answered %d %s, Location %q", got.status, got.text, got.header.Get("Location"))
					}
					if header := got.header.Get("api-supported-versions"); header != strings.Join(versions, ", ") {
						t.Errorf("api-supported-versions is %q", header)
					}
					var answer any
					if got.text != "" {
						if err := json.Unmarshal([]byte(got.text), &answer); err != nil {
							t.Fatal(err)
						}
					}
					if (answer == nil) != (example.Answer == nil) {
						t.Errorf("answered %s", got.text)
					}
					shape := inVersion(example.Answer, version, strings.NewReplacer())
					for _, difference := range examples.differences(shape, answer, version, "answer") {
						t.Error(difference)
					}
				})
			}
		}
	}
}

// TestAPIVersions_EveryExampleOfARefusalIsAnsweredAsDescribed replays the statuses that every chat example shows
// besides its good one. Those that depend on load come from faults.
func TestAPIVersions_EveryExampleOfARefusalIsAnsweredAsDescribed(t *testing.T) {
	t.Parallel()
	examples := readExamples(t)
	for _, version := range emulator.ChatVersions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			anna, names := examplesFixture(t)
			stranger := anna.user()
			for _, example := range examples.Chat {
				example.replay(user{anna.fixture, "", ""}, version, names).wantCode(401, "Unauthorized")
				if strings.Contains(example.Call, "{thread}") {
					example.replay(stranger, version, names).wantCode(403, "Forbidden")
				}
				for status, code := range map[int]string{429: "TooManyRequests", 503: "ServiceUnavailable"} {
					anna.InjectFault(emulator.Fault{Status: status})
					example.replay(anna, version, names).wantCode(status, code)
				}
			}
		})
	}
}

func TestAPIVersion_FieldsOfNewerOnesAreIgnored(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	call := func(version, method, target string, body any) reply {
		return apiExample{Call: method + " " + target, Body: body}.replay(anna, version, strings.NewReplacer())
	}
	created := call("2024-03-07", "POST", "/chat/threads", object{
		"topic": "T", "metadata": object{"k": "v"}, "retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 1},
	}).want(201)
	id := url.PathEscape(created["chatThread"].(object)["id"].(string))
	call("2024-03-07", "PATCH", "/chat/threads/"+id, object{"metadata": object{"k": "v"}, "topic": "U"}).want(204)
	sent := call("2021-03-07", "POST", "/chat/threads/"+id+"/messages", object{"content": "x", "metadata": object{"k": "v"}}).want(201)["id"].(string)
	call("2021-03-07", "PATCH", "/chat/threads/"+id+"/messages/"+sent, object{"content": "y", "metadata": object{"k": "v"}}).want(204)
	ben := object{"communicationIdentifier": object{"rawId": f.user().id}, "metadata": object{"k": "v"}}
	call("2024-03-07", "POST", "/chat/threads/"+id+"/participants/:add", object{"participants": []object{ben}}).want(201)
	call("2023-11-07", "POST", "/chat/threads/"+id+"/participants/:remove", object{"microsoftTeamsApp": object{"appId": "a"}}).
		wantError(400, "BadRequest", "Identifier format is invalid ().")
	threads, err := f.Threads(t.Context())
	if err != nil || len(threads[0].Metadata) != 0 || threads[0].DeleteAfterDays != 0 || threads[0].Topic != "U" {
		t.Errorf("the thread is %+v (%v)", threads, err)
	}
	messages, err := f.Messages(t.Context(), threads[0].ID)
	if err != nil || messages[1].ID != sent || messages[1].Content != "y" || len(messages[1].Metadata) != 0 {
		t.Errorf("the messages are %+v (%v)", messages, err)
	}
	members, err := f.Members(t.Context(), threads[0].ID)
	if err != nil || len(members) != 2 || len(members[1].Metadata) != 0 {
		t.Errorf("the members are %+v (%v)", members, err)
	}
	token := call("2022-06-01", "POST", "/identities", object{"createTokenWithScopes": []string{"chat"}, "expiresInMinutes": 60}).want(201)
	if got := token["accessToken"].(object)["expiresOn"]; got != "2026-03-02T12:00:00+00:00" {
		t.Errorf("the token expires on %v", got)
	}
	call("2022-10-01", "POST", "/identities", object{"createTokenWithScopes": []string{"chat.join"}}).
		wantError(400, "ValidationError", "Value for scopes (chat.join) is not valid.")
	call("2021-03-07", "POST", "/teamsUser/:exchangeAccessToken", object{}).want(404)
}

func TestAPIVersion_UnknownOnesCanBeTakenForTheNewest(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulator.Options) { o.AnyAPIVersion = true })
	anna := f.user()
	for range 2 {
		anna.thread()
	}
	for _, version := range []string{"2020-09-21-preview2", "2999-01-01"} {
		call := apiExample{Call: "POST /chat/threads", Body: object{"topic": "T", "metadata": object{"k": "v"}}}
		if got := call.replay(anna, version, strings.NewReplacer()).want(201); got["chatThread"].(object)["metadata"] == nil {
			t.Errorf("%s: the thread has no metadata: %v", version, got)
		}
		list := apiExample{Call: "GET /chat/threads?maxPageSize=1"}.replay(anna, version, strings.NewReplacer()).want(200)
		if link := list["nextLink"].(string); !strings.HasSuffix(link, "api-version="+version) {
			t.Errorf("the next link is %s", link)
		}
	}
	anna.follow("GET", f.URL()+"/chat/threads", nil).wantCode(400, "ApiVersionUnspecified")
	if versions := emulator.ChatVersions(); !slices.IsSorted(versions) {
		t.Errorf("the versions are not in order: %v", versions)
	}
}

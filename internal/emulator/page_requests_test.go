package emulator_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestPage_RequestsSayWhatAFaultStruck(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulatorOptions) { o.DiscardRequests = true })
	anna := f.user()
	f.InjectFault(emulator.Fault{Operation: emulator.OpListThreads, Status: 503})
	anna.chat("GET", "/threads", nil).want(503)
	for range 250 {
		anna.chat("GET", "/threads", nil).want(200)
	}
	page := f.look("?tab=requests")
	if rows := strings.Count(page, `class="operation">ListThreads`); rows != 200 ||
		strings.Contains(page, "<em>fault</em>") {
		t.Errorf("the log has %d calls, want the latest 200", rows)
	}
	f.InjectFault(emulator.Fault{Drop: true})
	response, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.URL()+"/chat/threads", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.client.Do(response); err == nil {
		_ = got.Body.Close()
		t.Fatalf("the fault did not drop the connection: %d", got.StatusCode)
	}
	if page := f.look("?tab=requests"); !strings.Contains(page, `failed">cut</span>`) ||
		!strings.Contains(page, "CreateThread <em>fault</em>") {
		t.Errorf("the log is\n%s", page)
	}
}

// threadLink is a link to a thread as templates write it: escapes in lower case.
func threadLink(id string) string {
	return `<a href="/?thread=` + strings.NewReplacer(":", "%3a", "@", "%40").Replace(id) + `">`
}

func TestPage_RequestsShowTheirResponse(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	f.InjectFault(
		emulator.Fault{Operation: emulator.OpSendMessage, Status: 429, Header: http.Header{"Retry-After": {"7"}}},
	)
	anna.chat("POST", path(id, "/messages"), object{"content": "hello"}).want(429)
	page := f.look("?tab=requests&request=2")
	for _, want := range []string{
		"POST /chat/threads/", "Authorization: Bearer REDACTED", "&#34;content&#34;: &#34;hello&#34;", // the request
		"429\nApi-Supported-Versions: ", "Retry-After: 7\n", "&#34;code&#34;: &#34;TooManyRequests&#34;", // the response
		"the call gets a response of 429, Retry-After: 7", "<dt>Took</dt><dd>0.0 ms</dd>", threadLink(id),
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not show %q:\n%s", want, page)
		}
	}
	if page := f.look("?tab=requests&request=1"); !strings.Contains(page, threadLink(id)) {
		t.Errorf("the thread that a request created is not linked:\n%s", page)
	}
	if page := f.look("?tab=requests&request=3"); !strings.Contains(page, "This request is no longer kept.") {
		t.Errorf("the page of no request is\n%s", page)
	}
}

func TestPage_FiltersRequests(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	plans := anna.thread(ben.id)
	anna.say(plans, "hello")
	ben.say(plans, "hello")
	ben.chat("GET", path(ben.thread(), "/messages/1"), nil).want(404)
	const rows = `class="operation">`
	for query, want := range map[string]int{
		"":                                  5,
		"&operation=SendMessage":            2,
		"&status=404":                       1,
		"&status=failed":                    1,
		"&status=201&operation=SendMessage": 2,
		"&user=" + url.QueryEscape(ben.id):  3,
		"&thread=" + url.QueryEscape(plans): 3,
		"&thread=" + url.QueryEscape(plans) + "&user=" + url.QueryEscape(ben.id): 1,
		"&operation=none": 0,
	} {
		page := f.look("?tab=requests" + query)
		if got := strings.Count(page, rows); got != want {
			t.Errorf("%q lists %d requests, want %d:\n%s", query, got, want, page)
		}
		if query == "&operation=none" && !strings.Contains(page, "No request matches.") {
			t.Errorf("nothing is listed, and the page is\n%s", page)
		}
	}
}

func TestPage_ShowsBodiesThatAreNotText(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	f.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, Body: "\xff\x00<h1>"})
	anna.chat("POST", "/threads", "{\"topic\":\"\xff\xfe<script>")
	page := f.look("?tab=requests&request=1")
	if want := "6 bytes that are not UTF-8:\n00000000  ff 00 3c 68 31 3e"; !strings.Contains(page, want) {
		t.Errorf("the page does not show %q:\n%s", want, page)
	}
	if want := "20 bytes that are not UTF-8:\n00000000  7b 22 74 6f"; !strings.Contains(page, want) {
		t.Errorf("the page does not show %q:\n%s", want, page)
	}
}

func TestRequests_KeepTheResponse(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	f.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, Drop: true})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.URL()+"/chat/threads", nil)
	if err != nil {
		t.Fatal(err)
	}
	if response, err := f.client.Do(request); err == nil {
		_ = response.Body.Close()
		t.Fatal("the fault did not drop the connection")
	}
	calls := f.Requests()
	created, dropped := calls[0], calls[1]
	if created.Status != 201 || created.UserID != anna.id ||
		!strings.HasPrefix(string(created.ResponseBody), `{"chatThread":{"id":"`+id) ||
		created.ResponseSize != len(created.ResponseBody) || created.ResponseHeader.Get("MS-CV") == "" ||
		created.Fault != nil {
		t.Errorf("the record has %+v", created)
	}
	if dropped.Status != 0 || dropped.ResponseBody != nil || dropped.Fault == nil || !dropped.Fault.Drop {
		t.Errorf("the record has %+v", dropped)
	}
}

func TestRequests_KeepNoToken(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	issued := f.identity("POST", "/identities", object{"createTokenWithScopes": []string{"chat"}}).want(201)
	token := issued["accessToken"].(object)["token"].(string)
	created := f.Requests(emulator.OpCreateIdentity)[0]
	if body := string(created.ResponseBody); strings.Contains(body, token) ||
		!strings.Contains(body, `"token":"REDACTED"`) {
		t.Errorf("the record has %s", body)
	}
}

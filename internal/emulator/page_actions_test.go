package emulator_test

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// submit sends a form as a browser does from a page of an origin.
func (f *fixture) submit(address, origin string, form url.Values) reply {
	f.t.Helper()
	f.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return f.send(
		"POST",
		f.URL()+address,
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {origin}},
		form.Encode(),
	)
}

func TestPage_SetsFaults(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulatorOptions) { o.AdminAddr = "127.0.0.1:0" })
	anna := f.user()
	form := url.Values{
		"operation":   {"ListThreads"},
		"nth":         {"2"},
		"times":       {"1"},
		"status":      {"429"},
		"retry-after": {"7"},
		"connection":  {""},
		"body":        {`{"error":{}}`},
	}
	if got := f.submit("/page/faults", f.URL(), form); got.status != 303 || got.header.Get("Location") != "/?tab=faults" {
		t.Fatalf("the form was answered %d %v", got.status, got.header)
	}
	if page := f.look("?tab=faults"); !strings.Contains(
		page,
		"<b>ListThreads</b>: number 2 from the injection gets a response of 429, Retry-After: 7",
	) {
		t.Errorf("the page is\n%s", page)
	}
	anna.chat("GET", "/threads", nil).want(200)
	if got := anna.chat("GET", "/threads", nil); got.status != 429 || got.header.Get("Retry-After") != "7" ||
		got.text != `{"error":{}}` {
		t.Errorf("the fault answered %d %v %s", got.status, got.header, got.text)
	}
	for _, connection := range []string{"drop", "truncate", "hang"} {
		f.submit("/page/faults", f.URL(), url.Values{"connection": {connection}, "after": {"on"}})
	}
	page := f.look("?tab=faults")
	for _, want := range []string{"loses its connection", "gets half of its response", "is carried out and then hangs"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
	f.submit("/page/faults/clear", f.URL(), nil)
	anna.chat("GET", "/threads", nil).want(200)
}

func TestPage_RefusesFaultsThatMakeNoSenseOrComeFromElsewhere(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulatorOptions) { o.AdminAddr, o.Origins = "127.0.0.1:0", []string{emulator.OriginAny} })
	for _, form := range []url.Values{{"status": {"99"}}, {"operation": {"Nothing"}}, {"nth": {"x"}}} {
		got := f.submit("/page/faults", f.URL(), form)
		if !strings.Contains(got.header.Get("Location"), "error=") ||
			!strings.Contains(f.look(strings.TrimPrefix(got.header.Get("Location"), "/")), `role="alert"`) {
			t.Errorf("%v was answered %d %v", form, got.status, got.header)
		}
	}
	for _, address := range []string{"/page/faults", "/page/faults/clear", "/page/seed", "/page/snapshot", "/page/reset"} {
		for _, origin := range []string{"http://localhost:3000", "https://evil.example", "null"} {
			if got := f.submit(address, origin, nil); got.status != 403 {
				t.Errorf("a form from %s was answered %d", origin, got.status)
			}
		}
		if got := newFixture(t).submit(address, f.URL(), nil); got.status != 403 {
			t.Errorf("without the admin endpoint %s answered %d", address, got.status)
		}
	}
	if page := newFixture(t).look("?tab=faults"); strings.Contains(page, "<form class=\"faults\"") ||
		!strings.Contains(page, "-admin") {
		t.Errorf("without the admin endpoint the page is\n%s", page)
	}
	if page := f.look("?tab=faults"); !strings.Contains(page, "0 not used up") {
		t.Errorf("a refused fault is pending:\n%s", page)
	}
}

func TestPage_SendsAMessageAsAMember(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben, zoe := f.user(), f.user(), f.user()
	invited := participant(ben.id)
	invited["displayName"] = "Ben"
	id := anna.created(object{"topic": "T", "participants": []object{invited}})
	form := func(sender, content string) url.Values {
		return url.Values{"thread": {id}, "sender": {sender}, "type": {"html"}, "content": {content}, "q": {"T"}}
	}
	if got := f.submit("/page/messages", f.URL(), form(ben.id, "<b>hi</b>")); got.status != 303 ||
		got.header.Get("Location") != "/?q=T&thread="+url.QueryEscape(id) {
		t.Fatalf("the form was answered %d %v", got.status, got.header)
	}
	messages, err := f.Messages(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if sent := messages[0]; sent.SenderID != ben.id || sent.SenderDisplayName != "Ben" || sent.Type != "html" ||
		sent.Content != "<b>hi</b>" {
		t.Errorf("sent was %+v", sent)
	}
	if calls := f.Requests(emulator.OpSendMessage); len(calls) != 1 || calls[0].UserID != ben.id ||
		calls[0].Status != 201 {
		t.Errorf("the record has %+v", calls)
	}
	f.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Drop: true})
	for sender, want := range map[string]string{
		anna.id: "the call got no response: a fault cut the connection", zoe.id: "is not a member of the thread",
	} {
		if got := f.submit("/page/messages", f.URL(), form(sender, "x")); !strings.Contains(
			got.header.Get("Location"),
			url.QueryEscape(want),
		) {
			t.Errorf("as %s the form was answered %d %v", sender, got.status, got.header)
		}
	}
	if got := f.submit("/page/messages", f.URL(), form(ben.id, "")); !strings.Contains(
		got.header.Get("Location"),
		url.QueryEscape("the service responded 400: Value for Content is not valid."),
	) {
		t.Errorf("an empty message was answered %d %v", got.status, got.header)
	}
}

func TestPage_IssuesTokens(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	got := f.submit("/page/tokens", f.URL(), url.Values{"user": {anna.id}})
	if got.status != 200 || got.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("the form was answered %d %v", got.status, got.header)
	}
	user{f, anna.id, got.text}.chat("GET", "/threads", nil).want(200)
	if got := f.submit("/page/tokens", f.URL(), url.Values{"user": {"8:acs:nobody"}}); got.status != 404 {
		t.Errorf("a token for nobody was answered %d", got.status)
	}
}

// ask has the handler answer a request that comes from an address and names a host.
func ask(f *fixture, method, address, host, from string) string {
	f.t.Helper()
	request := httptest.NewRequestWithContext(f.t.Context(), method, address, nil)
	request.Host, request.RemoteAddr = host, from
	recorder := httptest.NewRecorder()
	f.Handler().ServeHTTP(recorder, request)
	return strconv.Itoa(recorder.Code) + html.UnescapeString(recorder.Body.String())
}

func TestPage_ActsForPeopleOnThisMachineOnly(t *testing.T) {
	t.Parallel()
	const here, there = "127.0.0.1:1", "192.0.2.1:1"
	const seed = `{"users":["anna"],"threads":[{"topic":"T","created_by":"anna"}]}`
	for _, admin := range []string{"", "127.0.0.1:0"} {
		f := newFixture(t, func(o *emulatorOptions) { o.Hosts, o.AdminAddr, o.Seed = []string{"chat"}, admin, []byte(seed) })
		for from, want := range map[string]bool{here: true, there: admin != ""} {
			host := map[string]string{here: "127.0.0.1", there: "chat"}[from]
			if page := ask(f, "GET", "/", host, from); strings.Contains(page, `class="composer"`) != want {
				t.Errorf("with the admin endpoint at %q, %s sees\n%s", admin, from, page)
			}
			if page := ask(f, "GET", "/?tab=service", host, from); strings.Contains(page, f.ConnectionString()) != want {
				t.Errorf("with the admin endpoint at %q, %s sees\n%s", admin, from, page)
			}
			if page := ask(f, "POST", "/page/tokens", host, from); strings.HasPrefix(page, "403") == want {
				t.Errorf("with the admin endpoint at %q, %s is answered %s", admin, from, page)
			}
		}
	}
	f := newFixture(t)
	for _, address := range []string{"/page/messages", "/page/tokens"} {
		for _, origin := range []string{"http://localhost:3000", "https://evil.example", "null"} {
			if got := f.submit(address, origin, url.Values{"user": {f.user().id}}); got.status != 403 {
				t.Errorf("%s answered a form from %s with %d", address, origin, got.status)
			}
		}
	}
}

// submitSeed sends the form for seeds, with a file in a field.
func (f *fixture) submitSeed(field, text string) reply {
	f.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile(field, "seed.json")
	if err != nil {
		f.t.Fatal(err)
	}
	if _, err := part.Write([]byte(text)); err != nil {
		f.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		f.t.Fatal(err)
	}
	f.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return f.send(
		"POST",
		f.URL()+"/page/seed",
		http.Header{"Content-Type": {form.FormDataContentType()}, "Origin": {f.URL()}},
		body.String(),
	)
}

func TestPage_SeedsExportsAndResets(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulatorOptions) { o.AdminAddr = "127.0.0.1:0" })
	topics := func() (found []string) {
		threads, err := f.Threads(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, thread := range threads {
			found = append(found, thread.Topic)
		}
		return found
	}
	const seed = `{"users":["anna"],"threads":[{"topic":"Seeded","created_by":"anna"}]}`
	if got := f.submitSeed("seed", seed); got.header.Get("Location") != "/?tab=service" || len(topics()) != 1 {
		t.Fatalf("the seed was answered %d %v", got.status, got.header)
	}
	exported := f.send("GET", f.URL()+"/page/export", nil, nil)
	if !strings.Contains(exported.text, `"topic": "Seeded"`) ||
		!strings.HasPrefix(exported.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("exported was %v\n%s", exported.header, exported.text)
	}
	f.submit("/page/snapshot", f.URL(), nil)
	f.submitSeed("seed", strings.ReplaceAll(seed, "Seeded", "More"))
	f.submit("/page/reset", f.URL(), nil)
	if got := topics(); len(got) != 1 || got[0] != "Seeded" {
		t.Errorf("after the reset there are %v", got)
	}
	for _, got := range []reply{f.submitSeed("seed", "{\n]"), f.submitSeed("other", "")} {
		page := f.look(strings.TrimPrefix(got.header.Get("Location"), "/"))
		if !strings.Contains(page, `role="alert">the seed is not valid: line 2: `) &&
			!strings.Contains(page, `role="alert">choose a file`) {
			t.Errorf("a wrong seed was answered %d %v", got.status, got.header)
		}
	}
	closed := newFixture(t)
	if got := closed.send("GET", closed.URL()+"/page/export", nil, nil); got.status != 403 {
		t.Errorf("without the admin endpoint an export was answered %d", got.status)
	}
	if page := closed.look("?tab=service"); strings.Contains(page, "/page/") || !strings.Contains(page, "-admin") {
		t.Errorf("without the admin endpoint the page is\n%s", page)
	}
}

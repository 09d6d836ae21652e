package emulator_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// look gets the page, which must be there.
func (f *fixture) look(query string) string {
	f.t.Helper()
	got := f.send("GET", f.URL()+"/"+query, nil, nil)
	if got.status != 200 || got.header.Get("Content-Type") != "text/html; charset=utf-8" {
		f.t.Fatalf("the page answered %d %s: %s", got.status, got.header.Get("Content-Type"), got.text)
	}
	return got.text
}

func TestPage_ShowsThreadsMembersAndMessages(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if page := f.look(""); !strings.Contains(page, "There is no thread yet.") {
		t.Errorf("the empty page is\n%s", page)
	}
	anna := f.user()
	id := anna.thread()
	anna.chat("PATCH", path(id, ""), object{"topic": "Tea & cake", "metadata": object{"team": "blue"}}).want(204)
	anna.say(id, "hello there")
	gone := anna.say(id, "soon gone")
	anna.chat("DELETE", path(id, "/messages/"+gone), nil).want(204)
	page := f.look("?thread=" + url.QueryEscape(id))
	for _, want := range []string{
		"Tea &amp; cake", "<dt>team</dt><dd>blue</dd>", "1 member<", anna.id, "hello there", `set the topic “<span class="content">Tea &amp; cake</span>”`,
		" · deleted ", "&#34;sequenceId&#34;: &#34;4&#34;", "&#34;topic&#34;: &#34;Tea &amp; cake&#34;", `<noscript><meta http-equiv="refresh"`, `aria-current="page"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not show %q:\n%s", want, page)
		}
	}
	if page := f.look("?thread=nothing"); !strings.Contains(page, "There is no thread with this id.") {
		t.Errorf("the page of no thread is\n%s", page)
	}
	if len(f.Requests(emulator.OpGetThread)) != 0 || f.Requests()[0].Path == "/" {
		t.Error("looking at the page left a trace in the request record")
	}
}

func TestPage_ContentIsNeverMarkup(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	const evil = `<script>alert(1)</script><img src=x onerror=alert(1)>"'>`
	invited := participant(f.user().id)
	invited["displayName"], invited["metadata"] = evil, object{evil: evil}
	id := anna.chat("POST", "/threads", object{"topic": evil, "metadata": object{evil: evil}, "participants": []object{invited}}).
		want(201)["chatThread"].(object)["id"].(string)
	anna.chat("POST", path(id, "/messages"), object{"content": evil, "type": "html", "senderDisplayName": evil, "metadata": object{evil: evil}}).want(201)
	page := f.look("?thread=" + url.QueryEscape(id))
	page = strings.Replace(page, `<script src="/page.js" defer></script>`, "", 1)
	if strings.Contains(page, "<script") || strings.Contains(page, "<img") || !strings.Contains(page, "&lt;script&gt;") {
		t.Errorf("content became markup:\n%s", page)
	}
	header := f.send("GET", f.URL()+"/", nil, nil).header
	if got := header.Get("Content-Security-Policy"); !strings.HasPrefix(got, "default-src 'none'; style-src 'self'; script-src 'self';") {
		t.Errorf("the policy is %q", got)
	}
	for name, want := range map[string]string{"/page.css": "text/css", "/page.js": "text/javascript", "/page.svg": "image/svg+xml"} {
		if got := f.send("GET", f.URL()+name, nil, nil); got.status != 200 || !strings.HasPrefix(got.header.Get("Content-Type"), want) {
			t.Errorf("%s answered %d %v", name, got.status, got.header)
		}
	}
}

func TestPage_LeadsToOlderMessages(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	for i := range 60 {
		anna.say(id, fmt.Sprintf("number %d.", i))
	}
	page := f.look("?thread=" + url.QueryEscape(id))
	link := regexp.MustCompile(`<a href="/([^"]+)">Older messages`).FindStringSubmatch(page)
	if link == nil || !strings.Contains(page, "number 59.") || strings.Contains(page, "number 9.") {
		t.Fatalf("the page is\n%s", page)
	}
	older := f.look(strings.ReplaceAll(link[1], "&amp;", "&"))
	if !strings.Contains(older, "number 9.") || !strings.Contains(older, "number 0.") || strings.Contains(older, "Older messages") {
		t.Errorf("the older page is\n%s", older)
	}
}

func TestPage_IsForThisMachineOnly(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.URL(), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "evil.example"
	response, err := f.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("another host name answered %d", response.StatusCode)
	}
	if got := f.signedCall(signature{}, "GET", "/", nil); got.status != http.StatusForbidden { // comes from 192.0.2.1
		t.Errorf("another machine was answered %d", got.status)
	}
}

func TestPage_FindsThreadsByAnythingInThem(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	invited := participant(f.user().id)
	invited["displayName"] = "Ben 100%"
	id := anna.chat("POST", "/threads", object{"topic": "Tea_time", "participants": []object{invited}}).want(201)["chatThread"].(object)["id"].(string)
	anna.say(id, "about cake")
	anna.chat("POST", "/threads", object{"topic": "Other"}).want(201)
	for _, text := range []string{"tea_t", "CAKE", "ben 100%", id[len(id)-30:], invited["communicationIdentifier"].(object)["communicationUser"].(object)["id"].(string)} {
		page := f.look("?q=" + url.QueryEscape(text))
		if !strings.Contains(page, `class="topic">Tea_time<`) || strings.Contains(page, `class="topic">Other<`) {
			t.Errorf("a search for %q shows\n%s", text, page)
		}
	}
	if page := f.look("?q=teaxtime"); !strings.Contains(page, "Nothing has “teaxtime” in it.") {
		t.Errorf("a search for what is nowhere shows\n%s", page)
	}
}

func TestPage_NamesPeopleAndSaysWhoRead(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	invited := participant(ben.id)
	invited["displayName"] = "Ben"
	id := anna.chat("POST", "/threads", object{"topic": "T", "participants": []object{invited}}).want(201)["chatThread"].(object)["id"].(string)
	message := anna.say(id, "hello")
	ben.chat("POST", path(id, "/readReceipts"), object{"chatMessageId": message}).want(200)
	for query, wants := range map[string][]string{
		"?thread=" + url.QueryEscape(id): {`title="` + ben.id + `">Ben</b>`, "Read by Ben", "read up to " + message},
		"?tab=people":                    {`title="` + ben.id + `">Ben</b>`, "1 thread<"},
		"?tab=calls":                     {"SendReadReceipt", ">Ben<", ">200</span>"},
	} {
		page := f.look(query)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not show %q:\n%s", query, want, page)
			}
		}
	}
}

func TestPage_HTMLMessagesAreShownWithoutWhatTheyCouldDo(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	anna.chat("POST", path(id, "/messages"), object{"type": "html", "content": `<b onclick="x()">bold</b><script>x()</script><a href="https://evil.example">link</a><form action="/"><input></form>`}).want(201)
	if page := f.look("?thread=" + url.QueryEscape(id)); !strings.Contains(page, `aria-label="As HTML"><b>bold</b>link</section>`) {
		t.Errorf("the message is shown as\n%s", page)
	}
}

func TestPage_TheLogSaysWhatAFaultStruck(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulatorOptions) { o.DiscardRequests = true })
	anna := f.user()
	f.InjectFault(emulator.Fault{Operation: emulator.OpListThreads, Status: 503})
	anna.chat("GET", "/threads", nil).want(503)
	for range 250 {
		anna.chat("GET", "/threads", nil).want(200)
	}
	page := f.look("?tab=calls")
	if rows := strings.Count(page, `class="operation">ListThreads`); rows != 200 || strings.Contains(page, "<em>fault</em>") {
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
	if page := f.look("?tab=calls"); !strings.Contains(page, `failed">cut</span>`) || !strings.Contains(page, "CreateThread <em>fault</em>") {
		t.Errorf("the log is\n%s", page)
	}
}

// submit sends a form as a browser does from a page of an origin.
func (f *fixture) submit(address, origin string, form url.Values) reply {
	f.t.Helper()
	f.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return f.send("POST", f.URL()+address, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {origin}}, form.Encode())
}

func TestPage_SetsFaults(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulatorOptions) { o.AdminAddr = "127.0.0.1:0" })
	anna := f.user()
	form := url.Values{"operation": {"ListThreads"}, "nth": {"2"}, "times": {"1"}, "status": {"429"}, "retry-after": {"7"}, "connection": {""}, "body": {`{"error":{}}`}}
	if got := f.submit("/page/faults", f.URL(), form); got.status != 303 || got.header.Get("Location") != "/?tab=faults" {
		t.Fatalf("the form was answered %d %v", got.status, got.header)
	}
	if page := f.look("?tab=faults"); !strings.Contains(page, "<b>ListThreads</b>: number 2 from the injection is answered 429, Retry-After: 7") {
		t.Errorf("the page is\n%s", page)
	}
	anna.chat("GET", "/threads", nil).want(200)
	if got := anna.chat("GET", "/threads", nil); got.status != 429 || got.header.Get("Retry-After") != "7" || got.text != `{"error":{}}` {
		t.Errorf("the fault answered %d %v %s", got.status, got.header, got.text)
	}
	for _, connection := range []string{"drop", "truncate", "hang"} {
		f.submit("/page/faults", f.URL(), url.Values{"connection": {connection}, "after": {"on"}})
	}
	page := f.look("?tab=faults")
	for _, want := range []string{"loses its connection", "gets half of its answer", "is carried out and then hangs"} {
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
		if !strings.Contains(got.header.Get("Location"), "error=") || !strings.Contains(f.look(strings.TrimPrefix(got.header.Get("Location"), "/")), `role="alert"`) {
			t.Errorf("%v was answered %d %v", form, got.status, got.header)
		}
	}
	for _, address := range []string{"/page/faults", "/page/faults/clear"} {
		for _, origin := range []string{"http://localhost:3000", "https://evil.example", "null"} {
			if got := f.submit(address, origin, nil); got.status != 403 {
				t.Errorf("a form from %s was answered %d", origin, got.status)
			}
		}
		if got := newFixture(t).submit(address, f.URL(), nil); got.status != 403 {
			t.Errorf("without the admin endpoint %s answered %d", address, got.status)
		}
	}
	if page := newFixture(t).look("?tab=faults"); strings.Contains(page, "<form class=\"faults\"") || !strings.Contains(page, "-admin") {
		t.Errorf("without the admin endpoint the page is\n%s", page)
	}
	if page := f.look("?tab=faults"); !strings.Contains(page, "0 not used up") {
		t.Errorf("a refused fault is pending:\n%s", page)
	}
}

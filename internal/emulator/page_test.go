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

// created creates a thread and returns its id.
func (u user) created(thread object) string {
	u.t.Helper()
	return u.chat("POST", "/threads", thread).want(201)["chatThread"].(object)["id"].(string)
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
		"Tea &amp; cake", `<dt>team</dt><dd dir="auto">blue</dd>`, "1 member<", anna.id, "hello there",
		`set the topic “<bdi class="content">Tea &amp; cake</bdi>”`, " · deleted ", `aria-current="page"`,
		"&#34;sequenceId&#34;: &#34;4&#34;", "&#34;topic&#34;: &#34;Tea &amp; cake&#34;",
		`<noscript><meta http-equiv="refresh"`,
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
	id := anna.created(object{"topic": evil, "metadata": object{evil: evil}, "participants": []object{invited}})
	anna.chat(
		"POST",
		path(id, "/messages"),
		object{"content": evil, "type": "html", "senderDisplayName": evil, "metadata": object{evil: evil}},
	).want(
		201,
	)
	page := f.look("?thread=" + url.QueryEscape(id))
	page = strings.Replace(page, `<script src="/page.js" defer></script>`, "", 1)
	if strings.Contains(page, "<script") || strings.Contains(page, "<img") || !strings.Contains(page, "&lt;script&gt;") {
		t.Errorf("content became markup:\n%s", page)
	}
	header := f.send("GET", f.URL()+"/", nil, nil).header
	if got := header.Get("Content-Security-Policy"); !strings.HasPrefix(
		got,
		"default-src 'none'; style-src 'self'; script-src 'self';",
	) {
		t.Errorf("the policy is %q", got)
	}
	types := map[string]string{"/page.css": "text/css", "/page.js": "text/javascript", "/page.svg": "image/svg+xml"}
	for name, want := range types {
		if got := f.send("GET", f.URL()+name, nil, nil); got.status != 200 ||
			!strings.HasPrefix(got.header.Get("Content-Type"), want) {
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
	if !strings.Contains(older, "number 9.") || !strings.Contains(older, "number 0.") ||
		strings.Contains(older, "Older messages") {
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
	ben := f.user()
	invited := participant(ben.id)
	invited["displayName"] = "Ben 100%"
	id := anna.created(object{"topic": "Tea_time", "participants": []object{invited}})
	anna.say(id, "about cake")
	anna.chat("POST", "/threads", object{"topic": "Other"}).want(201)
	for _, text := range []string{"tea_t", "CAKE", "ben 100%", id[len(id)-30:], ben.id} {
		page := f.look("?q=" + url.QueryEscape(text))
		if !strings.Contains(page, `class="topic" dir="auto">Tea_time<`) ||
			strings.Contains(page, `class="topic" dir="auto">Other<`) {
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
	id := anna.created(object{"topic": "T", "participants": []object{invited}})
	message := anna.say(id, "hello")
	ben.chat("POST", path(id, "/readReceipts"), object{"chatMessageId": message}).want(200)
	for query, wants := range map[string][]string{
		"?thread=" + url.QueryEscape(id): {
			`title="` + ben.id + `"><bdi>Ben</bdi></b>`, "Read by <bdi>Ben</bdi>", "read up to " + message,
		},
		"?tab=users":    {`title="` + ben.id + `"><bdi>Ben</bdi></b>`, "1 thread<"},
		"?tab=requests": {"SendReadReceipt", "<bdi>Ben</bdi>", ">200</span>"},
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
	anna.chat(
		"POST",
		path(id, "/messages"),
		object{
			"type": "html",
			"content": `<b onclick="x()">bold</b><script>x()</script><a href="https://evil.example">link</a>` +
				`<form action="/"><input></form>`,
		},
	).want(
		201,
	)
	if page := f.look("?thread=" + url.QueryEscape(id)); !strings.Contains(
		page,
		`aria-label="As HTML"><b>bold</b>link</section>`,
	) {
		t.Errorf("the message is shown as\n%s", page)
	}
}

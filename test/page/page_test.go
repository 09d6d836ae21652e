// Package page looks at the emulator's page in a real browser. The run script
// beside it finds or installs the browser.
package page

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
)

// shown is an emulator whose page a browser looks at, and what it asked for.
type shown struct {
	t     *testing.T
	chat  *emulator.Server
	front *httptest.Server
	user  string
	token string
	mu    sync.Mutex
	paths []string
}

func newShown(t *testing.T, opts ...func(*emulator.Options)) *shown {
	t.Helper()
	s := &shown{t: t, chat: emulatortest.New(t, opts...)}
	s.front = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.note(r.URL.Path)
		s.chat.Handler().ServeHTTP(w, r)
	}))
	t.Cleanup(s.front.Close)
	s.user, s.token = s.newUser()
	return s
}

// newUser makes a user with a token.
func (s *shown) newUser() (id, token string) {
	s.t.Helper()
	id, err := s.chat.CreateUser(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	if token, err = s.chat.IssueToken(s.t.Context(), id); err != nil {
		s.t.Fatal(err)
	}
	return id, token
}

// note keeps the path of a request.
func (s *shown) note(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paths = append(s.paths, path)
}

// asked returns how often the browser asked for a path.
func (s *shown) asked(path string) (times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.paths {
		if p == path {
			times++
		}
	}
	return times
}

// post calls the chat API as the first user and returns the answer's Location.
func (s *shown) post(path, body string) string {
	s.t.Helper()
	return s.call(s.token, http.MethodPost, path, body)
}

// call calls the chat API and returns the answer's Location.
func (s *shown) call(token, method, path, body string) string {
	s.t.Helper()
	request, err := http.NewRequestWithContext(
		s.t.Context(),
		method,
		s.chat.URL()+path+"?api-version=2025-03-15",
		strings.NewReader(body),
	)
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	if method == http.MethodPatch {
		request.Header.Set("Content-Type", "application/merge-patch+json")
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode > 299 {
		s.t.Fatalf("%s %s answered %d", method, path, response.StatusCode)
	}
	return response.Header.Get("Location")
}

// thread creates a thread with a topic and returns its id and its path.
func (s *shown) thread(body string) (id, path string) {
	s.t.Helper()
	location, err := url.Parse(s.post("/chat/threads", body))
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.TrimPrefix(location.Path, "/chat/threads/"), location.EscapedPath()
}

// show opens a page in the browser and returns when all of it is there.
func (s *shown) show(b *browser, query string) {
	s.t.Helper()
	b.do("Page.navigate", map[string]any{"url": s.front.URL + "/" + query}, nil)
	b.awaitLoad()
}

func wantText(t *testing.T, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("the page does not show %q:\n%s", text, page)
		}
	}
}

func TestPage_ShowsTheThreadAndItsMessages(t *testing.T) {
	s := newShown(t)
	id, path := s.thread(`{"topic":"Tea and cake"}`)
	s.post(path+"/messages", `{"content":"two lumps, please","senderDisplayName":"Anna"}`)
	b := open(t)
	s.show(b, "?thread="+url.QueryEscape(id))
	wantText(t, b.html(), ">Tea and cake</h2>", "two lumps, please", "as <bdi>Anna</bdi>", "1 member<")
	if got := b.evaluate(`getComputedStyle(document.querySelector("main")).display`); got != "grid" {
		t.Errorf("the style is not applied: main is displayed as %v", got)
	}
	if got := b.evaluate(`document.querySelector(".list [aria-current] .topic").textContent`); got != "Tea and cake" {
		t.Errorf("marked as the current thread is %v", got)
	}
}

func TestPage_ContentIsNeverExecuted(t *testing.T) {
	s := newShown(t)
	evil := `<script>document.title='taken'</script><img src='/taken' onerror='document.title=\"taken\"'>` +
		`<style>@import '/taken';</style><iframe src='/taken'></iframe>` +
		`<p style='background:url(/taken)' onclick='alert(1)'>kept</p><a href='javascript:alert(1)'>a</a>`
	id, path := s.thread(`{"topic":"` + evil + `","metadata":{"` + evil + `":"` + evil + `"}}`)
	s.post(
		path+"/messages",
		`{"type":"html","content":"`+evil+`","senderDisplayName":"`+evil+`","metadata":{"`+evil+`":"`+evil+`"}}`,
	)
	b := open(t)
	s.show(b, "?q=kept&thread="+url.QueryEscape(id))
	s.post(path+"/messages", `{"content":"`+evil+` again"}`) // comes in through the script
	b.until(`document.querySelectorAll(".messages .sent").length === 2`)
	got := b.evaluate(`document.querySelectorAll("script:not([src='/page.js']), img, style, iframe, [style], [onclick], " +
		"[onerror], .rendered a").length + document.title`)
	if got != "0"+b.evaluate(`document.querySelector("h2").textContent`).(string)+" – Chat emulator" {
		t.Errorf("content became markup: %v", got)
	}
	if s.asked("/taken") != 0 {
		t.Error("content made the browser load something")
	}
	wantText(t, b.html(), "&lt;script&gt;", "<p>kept</p>")
}

func TestPage_FollowsWhatHappensAndKeepsWhatIsSelected(t *testing.T) {
	s := newShown(t)
	id, path := s.thread(`{"topic":"News"}`)
	s.post(path+"/messages", `{"content":"it was there before"}`)
	b := open(t)
	s.show(b, "?thread="+url.QueryEscape(id))
	b.evaluate(`getSelection().selectAllChildren(document.querySelector(".sent .content"));
		document.querySelector(".sent details.source").open = true; globalThis.same = true; undefined`)
	s.post(path+"/messages", `{"content":"it came while you looked"}`)
	b.until(`document.querySelector(".sent .content").textContent === "it came while you looked"`)
	if got := b.evaluate(`getSelection().toString()`); got != "it was there before" {
		t.Errorf("selected is %q", got)
	}
	if got := b.evaluate(`globalThis.same && document.querySelectorAll(".sent details.source[open]").length`); got != 1.0 {
		t.Errorf("the page was loaded again, or what was opened is closed: %v", got)
	}
}

func TestPage_SaysWhenTheEmulatorIsGone(t *testing.T) {
	s := newShown(t)
	b := open(t)
	s.show(b, "")
	b.until(`document.getElementById("live").textContent === "live"`)
	s.front.Close()
	b.until(`document.getElementById("live").textContent === "disconnected"`)
}

func TestPage_SearchFollowsWhatIsTyped(t *testing.T) {
	s := newShown(t)
	for _, topic := range []string{"Tea", "Coffee"} {
		_, path := s.thread(`{"topic":"` + topic + `"}`)
		s.post(path+"/messages", `{"content":"all about `+topic+`"}`)
	}
	b := open(t)
	s.show(b, "")
	b.evaluate(`document.querySelector("[name=q]").focus()`)
	b.do("Input.insertText", map[string]any{"text": "ABOUT TEA"}, nil)
	b.until(`[...document.querySelectorAll(".list .topic")].map((topic) => topic.textContent).join() === "Tea"`)
	if got := b.evaluate(`document.activeElement.value + location.search`); got != "ABOUT TEA?q=ABOUT+TEA" {
		t.Errorf("the field and the address are %v", got)
	}
}

func TestPage_CopiesIds(t *testing.T) {
	s := newShown(t)
	id, _ := s.thread(`{"topic":"Copied"}`)
	b := open(t)
	s.show(b, "?thread="+url.QueryEscape(id))
	b.evaluate(`navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }; undefined`)
	b.evaluate(`document.querySelector(".facts [data-copy]").click()`)
	if got := b.evaluate(`globalThis.copied`); got != id {
		t.Errorf("copied is %v, want %s", got, id)
	}
}

func TestPage_SetsFaultsWhenTheAdminEndpointIsOn(t *testing.T) {
	s := newShown(t, func(o *emulator.Options) { o.AdminAddr = "127.0.0.1:0" })
	b := open(t)
	s.show(b, "?tab=faults")
	b.evaluate(
		`document.querySelector("[name=operation]").value = "CreateThread";
		document.querySelector("[name=status]").value = "429";
		document.querySelector("[name=retry-after]").value = "3"; document.querySelector("form.faults button").click()`,
	)
	b.until(`document.querySelectorAll(".pending li").length === 1`)
	wantText(t, b.html(), "<b>CreateThread</b>: the next one gets a response of 429, Retry-After: 3")
	b.evaluate(`document.querySelector("form[action$=clear] button").click()`)
	b.until(`document.querySelectorAll(".pending li").length === 0`)
}

func TestPage_ListsRequestsAsTheyCome(t *testing.T) {
	s := newShown(t, func(o *emulator.Options) { o.DiscardRequests = true })
	b := open(t)
	s.show(b, "?tab=requests")
	s.thread(`{"topic":"Watched"}`)
	b.until(`document.querySelector(".requests .operation")?.textContent === "CreateThread"`)
	wantText(t, b.html(), `>201</span>`)
}

func TestPage_NeedsNoJavaScriptAndNothingFromElsewhere(t *testing.T) {
	s := newShown(t)
	s.thread(`{"topic":"Quiet"}`)
	b := open(t)
	b.do("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	s.show(b, "")
	b.awaitLoad() // it loads itself again
	page := b.html()
	wantText(t, page, "Quiet")
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, path := range s.paths {
		if path != "/" && path != "/page.css" && path != "/page.js" && path != "/page.svg" {
			t.Errorf("the browser asked for %s", path)
		}
	}
	if strings.Contains(strings.ReplaceAll(page, s.chat.URL(), ""), "://") {
		t.Errorf("the page names something else than itself:\n%s", page)
	}
}

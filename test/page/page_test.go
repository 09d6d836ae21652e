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
	t      *testing.T
	chat   *emulator.Server
	front  *httptest.Server
	token  string
	mu     sync.Mutex
	paths  []string
	onView func(nth int) // called before the page is answered for the nth time
}

func newShown(t *testing.T) *shown {
	t.Helper()
	s := &shown{t: t, chat: emulatortest.New(t)}
	s.front = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if nth := s.note(r.URL.Path); r.URL.Path == "/" && s.onView != nil {
			s.onView(nth)
		}
		s.chat.Handler().ServeHTTP(w, r)
	}))
	t.Cleanup(s.front.Close)
	user, err := s.chat.CreateUser(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if s.token, err = s.chat.IssueToken(t.Context(), user); err != nil {
		t.Fatal(err)
	}
	return s
}

// note keeps the path of a request and returns how often it was asked for.
func (s *shown) note(path string) (nth int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paths = append(s.paths, path)
	for _, p := range s.paths {
		if p == path {
			nth++
		}
	}
	return nth
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

// post calls the chat API and returns the answer's Location.
func (s *shown) post(path, body string) string {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.chat.URL()+path+"?api-version=2025-03-15", strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+s.token)
	request.Header.Set("Content-Type", "application/json")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusCreated {
		s.t.Fatalf("POST %s answered %d", path, response.StatusCode)
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
	b.await("Page.loadEventFired")
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
	wantText(t, b.html(), "<h2>Tea and cake", "two lumps, please", "<b>Anna</b>", "1 member<")
	if got := b.evaluate(`getComputedStyle(document.querySelector("main")).display`); got != "grid" {
		t.Errorf("the style is not applied: main is displayed as %v", got)
	}
	if got := b.evaluate(`document.querySelector("[aria-current]").textContent`); got != "Tea and cake" {
		t.Errorf("marked as the current thread is %v", got)
	}
}

func TestPage_ContentIsNeverExecuted(t *testing.T) {
	s := newShown(t)
	evil := `<script>document.title='taken'</script><img src='/taken' onerror='document.title=\"taken\"'><style>@import '/taken';</style>`
	id, path := s.thread(`{"topic":"` + evil + `","metadata":{"` + evil + `":"` + evil + `"}}`)
	s.post(path+"/messages", `{"type":"html","content":"`+evil+`","senderDisplayName":"`+evil+`","metadata":{"`+evil+`":"`+evil+`"}}`)
	b := open(t)
	s.show(b, "?thread="+url.QueryEscape(id))
	page := b.html()
	if strings.Contains(page, "<title>taken") || strings.Contains(page, "<script") || strings.Contains(page, "<img") {
		t.Errorf("content was executed:\n%s", page)
	}
	if s.asked("/taken") != 0 {
		t.Error("content made the browser load something")
	}
	wantText(t, page, "&lt;script&gt;")
}

func TestPage_RefreshesByItself(t *testing.T) {
	s := newShown(t)
	id, path := s.thread(`{"topic":"News"}`)
	s.onView = func(nth int) {
		if nth == 2 {
			s.post(path+"/messages", `{"content":"it came while you looked"}`)
		}
	}
	b := open(t)
	s.show(b, "?thread="+url.QueryEscape(id))
	b.await("Page.loadEventFired") // without anybody's doing
	wantText(t, b.html(), "it came while you looked")
}

func TestPage_NeedsNoJavaScriptAndNothingFromElsewhere(t *testing.T) {
	s := newShown(t)
	s.thread(`{"topic":"Quiet"}`)
	b := open(t)
	b.do("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	s.show(b, "")
	page := b.html()
	wantText(t, page, "Quiet")
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, path := range s.paths {
		if path != "/" && path != "/page.css" && path != "/favicon.ico" {
			t.Errorf("the browser asked for %s", path)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(strings.ReplaceAll(page, s.chat.URL(), ""), "://") {
		t.Errorf("the page names something else than itself:\n%s", page)
	}
}

package page

import (
	"encoding/base64"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// go test -args -screenshots FOLDER keeps what the tests see.
var screenshots = flag.String("screenshots", "", "folder to write PNGs to")

// office fills the emulator with what a page can show, and returns the thread to look at.
func (s *shown) office() (threadID string) {
	s.t.Helper()
	ben, bens := s.newUser()
	chloe, _ := s.newUser()
	for _, topic := range []string{"Lunch", "On call: week 48", "Incident 2031: slow checkout"} {
		_, path := s.thread(`{"topic":"` + topic + `"}`)
		s.post(path+"/messages", `{"content":"About `+topic+`"}`)
	}
	member := `{"communicationIdentifier":{"communicationUser":{"id":"%s"}},"displayName":"%s","metadata":{"team":"%s"}}`
	id, path := s.thread(
		`{"topic":"Release 1.4","metadata":{"product":"shop","phase":"beta"},
		"retentionPolicy":{"kind":"threadCreationDate","deleteThreadAfterDays":90},
		"participants":[` + fmt.Sprintf(
			member,
			s.user,
			"Ada",
			"platform",
		) + "," + fmt.Sprintf(
			member,
			ben,
			"Ben",
			"shop",
		) + "," + fmt.Sprintf(
			member,
			chloe,
			"Chloé",
			"support",
		) + `]}`,
	)
	messages := path + "/messages"
	s.post(messages, `{"content":"The branch is cut. Questions about the release go here.","senderDisplayName":"Ada"}`)
	s.post(
		messages,
		`{"type":"html","content":"<p>Three things are <b>open</b>:</p>`+
			`<ul><li>release notes</li><li><code>-cors</code> in the guide</li></ul>",`+
			`"senderDisplayName":"Ada","metadata":{"priority":"high","run":"1812"}}`,
	)
	answer, err := url.Parse(s.call(bens, "POST", messages, `{"content":"I take the notes.","senderDisplayName":"Ben"}`))
	if err != nil {
		s.t.Fatal(err)
	}
	s.call(bens, "PATCH", answer.EscapedPath(), `{"content":"I take the release notes, and the guide tomorrow morning."}`)
	s.call(s.token, "POST", path+"/readReceipts", `{"chatMessageId":"`+filepath.Base(answer.Path)+`"}`)
	return id
}

// crowd fills a thread with what is hard to show, and returns it: 250 members, names in other scripts and of great
// length, emoji, and a topic of 2,000 characters.
func (s *shown) crowd() (threadID string) {
	s.t.Helper()
	names := []string{
		"Ada Lovelace",
		"עדה לאבלייס",
		"مُحَمَّد بن موسى",
		"👩‍🚀 Zoë 🇫🇷",
		strings.Repeat("Maximiliane-", 20),
		"\u202eevil",
		"王小明",
	}
	var members []string
	users := make([]string, 249)
	for i := range users {
		id, _ := s.newUser()
		users[i] = id
		name := fmt.Sprintf("Member %d", i)
		if i < len(names) {
			name = names[i]
		}
		members = append(
			members,
			fmt.Sprintf(`{"communicationIdentifier":{"communicationUser":{"id":%q}},"displayName":%q}`, id, name),
		)
	}
	topic := strings.Repeat("A topic that does not end 🎉 ", 70) + "הסוף"
	id, path := s.thread(`{"topic":"` + topic + `","participants":[` + strings.Join(members[:199], ",") + `]}`)
	s.post(path+"/participants/:add", `{"participants":[`+strings.Join(members[199:], ",")+`]}`)
	texts := []string{"Hello 👋🏽 and welcome 🎂🎉", "שלום לכולם, 12:30?", "مرحبا بالجميع", strings.Repeat("unbreakable", 60),
		"\u202eright to left", "你好"}
	for i, text := range texts {
		token, err := s.chat.IssueToken(s.t.Context(), users[i])
		if err != nil {
			s.t.Fatal(err)
		}
		s.call(token, "POST", path+"/messages", fmt.Sprintf(`{"content":%q,"senderDisplayName":%q}`, text, names[i]))
	}
	return id
}

// view is a page to look at.
type view struct {
	*shown
	query string
}

// views returns pages to look at, by name: those of an office, and a thread that is hard to show.
func views(t *testing.T) map[string]view {
	t.Helper()
	office := newShown(t, func(o *emulator.Options) { o.AdminAddr = "127.0.0.1:0" })
	thread := "?thread=" + url.QueryEscape(office.office())
	sent := office.chat.Requests(emulator.OpSendMessage)
	request := "?tab=requests&request=" + strconv.Itoa(sent[len(sent)-1].Number)
	office.chat.InjectFault(
		emulator.Fault{Operation: emulator.OpSendMessage, Status: 429, Header: map[string][]string{"Retry-After": {"2"}}},
	)
	crowd := newShown(t)
	return map[string]view{
		"thread": {
			office,
			thread,
		}, "threads": {office, ""}, "users": {office, "?tab=users"}, "requests": {office, "?tab=requests"},
		"request": {office, request}, "faults": {office, "?tab=faults"}, "service": {office, "?tab=service"},
		"crowd": {crowd, "?thread=" + url.QueryEscape(crowd.crowd())}, "crowd-users": {crowd, "?tab=users"},
	}
}

func TestPage_FitsEveryScreen(t *testing.T) {
	views := views(t)
	b := open(t)
	b.do("Emulation.setTimezoneOverride", map[string]any{"timezoneId": "Europe/Berlin"}, nil)
	for _, width := range []int{1280, 420} {
		for _, scheme := range []string{"light", "dark"} {
			b.screen(width, scheme)
			for name, view := range views {
				view.show(b, view.query)
				b.until(`document.getElementById("live").textContent === "live"`)
				at := fmt.Sprintf("%s-%d-%s", name, width, scheme)
				if got := b.evaluate(`document.documentElement.scrollWidth - innerWidth`).(float64); got > 0 {
					t.Errorf("%s is %v pixels too wide", at, got)
				}
				panes := b.evaluate(
					`[...document.querySelectorAll(".list, .detail")].filter((pane) => pane.checkVisibility()).length`,
				)
				if want := wantPanes(name, width); panes != want {
					t.Errorf("%s shows %v panes, want %v", at, panes, want)
				}
				b.screenshot(at)
				if name == "crowd" {
					b.evaluate(`document.querySelector(".members").open = true`)
					b.screenshot(at + "-members")
				}
			}
		}
	}
}

// wantPanes returns how many panes a page has on a screen.
func wantPanes(name string, width int) float64 {
	switch {
	case strings.HasSuffix(name, "users") || name == "faults" || name == "service":
		return 0
	case width < 800:
		return 1
	}
	return 2
}

func TestPage_NamesInAnyScriptStayApart(t *testing.T) {
	s := newShown(t)
	crowd := s.crowd()
	b := open(t)
	s.show(b, "?thread="+url.QueryEscape(crowd))
	// The time is at the right of every name, whichever way the name is written.
	got := b.evaluate(`[...document.querySelectorAll(".sent")].filter((message) => {
		const [name, time] = ["p b", "time"].map((part) => message.querySelector(part).getClientRects()[0]);
		return time.top < name.bottom && time.left < name.right;
	}).length`)
	if got != 0.0 {
		t.Errorf("%v messages have their time before the name", got)
	}
	if got := b.evaluate(`document.querySelector(".list .topic").getBoundingClientRect().height`).(float64); got > 60 {
		t.Errorf("a topic is %v pixels high in the list", got)
	}
	if got := b.evaluate(`document.querySelector("h2").getBoundingClientRect().height`).(float64); got > 200 {
		t.Errorf("the topic is %v pixels high", got)
	}
}

// screenshot writes what the browser shows when a folder for that was named.
func (b *browser) screenshot(name string) {
	b.t.Helper()
	if *screenshots == "" {
		return
	}
	var captured struct{ Data string }
	b.do("Page.captureScreenshot", map[string]any{"format": "png"}, &captured)
	png, err := base64.StdEncoding.DecodeString(captured.Data)
	if err == nil {
		err = os.WriteFile(filepath.Join(*screenshots, name+".png"), png, 0o600)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

package page

import (
	"encoding/base64"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
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
	id, path := s.thread(`{"topic":"Release 1.4","metadata":{"product":"shop","phase":"beta"},"retentionPolicy":{"kind":"threadCreationDate","deleteThreadAfterDays":90},
		"participants":[` + fmt.Sprintf(member, s.user, "Ada", "platform") + "," + fmt.Sprintf(member, ben, "Ben", "shop") + "," + fmt.Sprintf(member, chloe, "Chloé", "support") + `]}`)
	messages := path + "/messages"
	s.post(messages, `{"content":"The branch is cut. Questions about the release go here.","senderDisplayName":"Ada"}`)
	s.post(messages, `{"type":"html","content":"<p>Three things are <b>open</b>:</p><ul><li>release notes</li><li><code>-cors</code> in the guide</li></ul>",`+
		`"senderDisplayName":"Ada","metadata":{"priority":"high","run":"1812"}}`)
	answer, err := url.Parse(s.call(bens, "POST", messages, `{"content":"I take the notes.","senderDisplayName":"Ben"}`))
	if err != nil {
		s.t.Fatal(err)
	}
	s.call(bens, "PATCH", answer.EscapedPath(), `{"content":"I take the release notes, and the guide tomorrow morning."}`)
	s.call(s.token, "POST", path+"/readReceipts", `{"chatMessageId":"`+filepath.Base(answer.Path)+`"}`)
	return id
}

func TestPage_FitsEveryScreen(t *testing.T) {
	s := newShown(t, func(o *emulator.Options) { o.AdminAddr = "127.0.0.1:0" })
	thread := "?thread=" + url.QueryEscape(s.office())
	s.chat.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Status: 429, Header: map[string][]string{"Retry-After": {"2"}}})
	b := open(t)
	for _, width := range []int{1280, 420} {
		for _, scheme := range []string{"light", "dark"} {
			b.do("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 800}, nil)
			b.do("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]any{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
			for name, query := range map[string]string{"thread": thread, "threads": "", "users": "?tab=people", "requests": "?tab=calls", "faults": "?tab=faults"} {
				s.show(b, query)
				b.until(`document.getElementById("live").textContent === "live"`)
				at := fmt.Sprintf("%s-%d-%s", name, width, scheme)
				if got := b.evaluate(`document.documentElement.scrollWidth - innerWidth`).(float64); got > 0 {
					t.Errorf("%s is %v pixels too wide", at, got)
				}
				panes := b.evaluate(`[...document.querySelectorAll(".list, .thread")].filter((pane) => pane.checkVisibility()).length`)
				if want := map[string]float64{"thread1280": 2, "threads1280": 2, "thread420": 1, "threads420": 1}[fmt.Sprint(name, width)]; panes != want {
					t.Errorf("%s shows %v panes, want %v", at, panes, want)
				}
				b.screenshot(at)
			}
		}
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

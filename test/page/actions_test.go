package page

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestPage_SendsMessagesFromBothSides(t *testing.T) {
	s := newShown(t)
	ben, _ := s.newUser()
	id, _ := s.thread(
		`{"topic":"Both","participants":[{"communicationIdentifier":{"communicationUser":{"id":"` + ben + `"}},
			"displayName":"Ben"}]}`,
	)
	b := open(t)
	s.show(b, "?thread="+url.QueryEscape(id))
	b.evaluate(`document.querySelector("[name=content]").focus()`)
	b.do("Input.insertText", map[string]any{"text": "from the first"}, nil)
	b.key("Enter", "\r")
	b.until(
		`document.querySelector(".sent .content")?.textContent === "from the first" &&
			document.querySelector("[name=content]").value === ""`,
	)
	b.evaluate(
		`document.querySelector("[name=sender]").value = "` + ben + `";
			document.querySelector("[name=content]").value = "from Ben"; document.querySelector(".composer button").click()`,
	)
	b.until(`document.querySelector(".sent .content").textContent === "from Ben"`)
	got := b.evaluate(`document.querySelector("[name=sender]").value + document.querySelector(".sent b").textContent`)
	if got != ben+"Ben" {
		t.Errorf("the next message is of, and the last one was by %v", got)
	}
	s.chat.InjectFault(emulator.Fault{Operation: emulator.OpSendMessage, Status: 503})
	b.evaluate(
		`document.querySelector("[name=content]").value = "lost?"; document.querySelector(".composer button").click()`,
	)
	b.until(`document.querySelector("[role=alert]")?.textContent === "the service responded 503: A fault was injected."`)
	if got := b.evaluate(`document.querySelector("[name=content]").value`); got != "lost?" {
		t.Errorf("what was not sent is %q", got)
	}
}

func TestPage_IssuesATokenAndCopiesTheConnectionString(t *testing.T) {
	s := newShown(t)
	b := open(t)
	s.show(b, "?tab=users")
	b.evaluate(
		`navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };
			document.querySelector(".token button").click()`,
	)
	b.until(`document.querySelector("output").textContent !== ""`)
	token := b.evaluate(`document.querySelector("output").textContent`).(string)
	if got := b.evaluate(`globalThis.copied`); got != token {
		t.Errorf("copied is %v", got)
	}
	s.call(token, "POST", "/chat/threads", `{"topic":"With the token"}`)
	b.until(`document.querySelector(".tabs span").textContent === "1"`)
	if got := b.evaluate(`document.querySelector("output").textContent`); got != token {
		t.Errorf("the token does not stay: %v", got)
	}
	b.evaluate(`document.querySelector('[href="/?tab=service"]').click()`)
	b.until(`document.querySelector("dd button.plain")`)
	b.evaluate(`document.querySelector("dd button.plain").click()`)
	b.until(fmt.Sprintf(`globalThis.copied === %q`, s.chat.ConnectionString()))
}

func TestPage_ARequestOpensItsThread(t *testing.T) {
	s := newShown(t)
	s.thread(`{"topic":"Opened"}`)
	s.thread(`{"topic":"Other"}`)
	b := open(t)
	s.show(b, "?tab=requests")
	b.evaluate(
		`const thread = document.querySelector("[name=thread]");
		thread.selectedIndex = [...thread.options].findIndex((option) => option.text.startsWith("Opened"));
		thread.dispatchEvent(new Event("change", {bubbles: true}))`,
	)
	b.until(`document.querySelectorAll(".requests li").length === 1`)
	b.evaluate(`document.querySelector(".requests a").click()`)
	b.until(`document.querySelector(".detail h2")?.textContent === "CreateThread 201"`)
	b.evaluate(`[...document.querySelectorAll(".facts a")].at(-1).click()`)
	b.until(`document.querySelector(".detail h2")?.textContent === "Opened"`)
}

func TestPage_ShowsTheFirstThreadAndStaysWithIt(t *testing.T) {
	s := newShown(t)
	_, old := s.thread(`{"topic":"Old"}`)
	s.thread(`{"topic":"New"}`)
	b := open(t)
	s.show(b, "")
	b.until(
		`document.querySelector(".detail h2")?.textContent === "New" &&
			document.querySelector(".list [aria-current] .topic").textContent === "New"`,
	)
	s.post(old+"/messages", `{"content":"makes it the first"}`)
	b.until(`document.querySelector(".list .topic").textContent === "Old"`)
	if got := b.evaluate(`document.querySelector(".detail h2").textContent`); got != "New" {
		t.Errorf("the page has gone to %v", got)
	}
	for topic, want := range map[string]string{"Old": "1 member · ", "New": "1 member · "} {
		line := b.evaluate(`[...document.querySelectorAll(".list li")]
			.find((line) => line.textContent.includes("` + topic + `")).textContent`).(string)
		if !strings.Contains(line, want) {
			t.Errorf("the line of %s is %q", topic, line)
		}
	}
	wantText(t, b.html(), "makes it the first</span>")
	b.screen(420, "light")
	visible := b.evaluate(`[".detail", "#live"].map((part) => document.querySelector(part).checkVisibility()).join()`)
	if visible != "false,true" {
		t.Errorf("on a phone, the thread and the state of the connection are visible: %v", visible)
	}
}

func TestPage_TimesAreLocalWithUTCBeside(t *testing.T) {
	s := newShown(t)
	_, path := s.thread(`{"topic":"Times"}`)
	s.post(path+"/messages", `{"content":"now"}`)
	b := open(t)
	b.do("Emulation.setTimezoneOverride", map[string]any{"timezoneId": "Asia/Kathmandu"}, nil) // 5:45 ahead
	s.show(b, "")
	got := b.evaluate(`(() => {
		const time = document.querySelector(".sent time");
		const local = time.firstChild.data, utc = time.lastChild.textContent;
		return [Date.parse(local.replace(" ", "T") + "+05:45") === Math.floor(Date.parse(time.dateTime) / 1000) * 1000,
			/^ \((\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d UTC\)$/.test(utc)].join();
	})()`)
	if got != "true,true" {
		t.Errorf(
			"the local time and UTC are right: %v\n%s",
			got,
			b.evaluate(`document.querySelector(".sent time").outerHTML`),
		)
	}
	s.post(path+"/messages", `{"content":"later"}`)
	b.until(`document.querySelectorAll(".sent time .utc").length === 2`)
}

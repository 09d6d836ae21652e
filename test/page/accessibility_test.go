package page

import (
	"fmt"
	"os"
	"testing"
)

// axe is a JavaScript expression: what axe-core finds wrong with the page by WCAG 2.2 AA and its own best practices.
const axe = `axe.run({
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then((found) => {
	const where = (node) => "  " + node.html.slice(0, 200) + " " + (node.any[0]?.message ?? "");
	const what = (violation) => [violation.id + ": " + violation.help, ...violation.nodes.slice(0, 3).map(where)];
	return found.violations.flatMap(what).join("\n");
})`

// loadAxe gives the page the accessibility engine.
func (b *browser) loadAxe() {
	b.t.Helper()
	path := os.Getenv("AXE_CORE")
	if path == "" {
		b.t.Skip("AXE_CORE names no axe-core; test/page/run installs it")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		b.t.Fatal(err)
	}
	b.evaluate(string(source) + "; undefined")
}

func TestAccessibility(t *testing.T) {
	views := views(t)
	b := open(t)
	for _, width := range []int{1280, 420} {
		for _, scheme := range []string{"light", "dark"} {
			b.screen(width, scheme)
			for name, view := range views {
				view.show(b, view.query)
				b.until(`document.getElementById("live").textContent === "live"`)
				b.loadAxe()
				b.evaluate(`for (const details of document.querySelectorAll("details")) details.open = true`)
				if got := b.evaluate(axe); got != "" {
					t.Errorf("%s-%d-%s:\n%v", name, width, scheme, got)
				}
			}
		}
	}
}

func TestAccessibility_EverythingCanBeReachedByKeyboard(t *testing.T) {
	s := newShown(t)
	s.thread(`{"topic":"First"}`)
	s.thread(`{"topic":"Second"}`)
	b := open(t)
	s.show(b, "")
	reached := map[any]bool{}
	for range 40 {
		b.key("Tab", "\t")
		reached[b.evaluate(`(({name, textContent, className}) => name || textContent.trim().split("\n")[0] || className)(
			document.activeElement)`)] = true
		if b.evaluate(
			`document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== "none"`,
		) != true {
			t.Errorf("nothing shows that %v has the focus", b.evaluate(`document.activeElement.outerHTML.slice(0, 200)`))
		}
	}
	for _, want := range []any{"Chat emulator", "q", "First", "Second", "copy", "content", "sender", "Send", "JSON"} {
		if !reached[want] {
			t.Errorf("%v is not reached, only %v", want, reached)
		}
	}
	b.evaluate(`[...document.querySelectorAll(".list li a")].at(-1).focus()`)
	b.key("Enter", "\r")
	b.until(`document.querySelector(".detail h2").textContent === "First"`)
}

// key presses a key.
func (b *browser) key(name, text string) {
	b.t.Helper()
	code := map[string]int{"Tab": 9, "Enter": 13}[name]
	for _, kind := range []string{"keyDown", "keyUp"} {
		event := map[string]any{"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code}
		if kind == "keyDown" && name != "Tab" {
			event["text"] = text
		}
		b.do("Input.dispatchKeyEvent", event, nil)
	}
}

// screen gives the browser a width in pixels and a color scheme.
func (b *browser) screen(width int, scheme string) {
	b.t.Helper()
	b.do(
		"Emulation.setDeviceMetricsOverride",
		map[string]any{"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 800},
		nil,
	)
	b.do(
		"Emulation.setEmulatedMedia",
		map[string]any{"features": []map[string]any{{"name": "prefers-color-scheme", "value": scheme}}},
		nil,
	)
	if width < 800 && b.evaluate(fmt.Sprintf(`matchMedia("(prefers-color-scheme: %s)").matches`, scheme)) != true {
		b.t.Fatalf("the browser does not prefer %s", scheme)
	}
}

package page

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// patience is how long a test waits for the browser to do anything.
const patience = time.Minute

// browser is a headless Chromium that is told what to do in its DevTools
// protocol, over a pipe: that way a test waits for what happens, not for time to pass.
type browser struct {
	t        *testing.T
	commands io.Writer
	messages chan message
	session  string
	last     int // id of the last command
}

// message is an answer or an event of the protocol.
type message struct {
	ID     int
	Method string
	Result json.RawMessage
	Error  *struct{ Message string }
}

// open starts a browser with an empty page; it ends with the test.
func open(t *testing.T) *browser {
	t.Helper()
	return openTrusting(t, "")
}

// openTrusting is open for a browser that trusts certificates with a key, which is named by the base64 of its SHA-256.
func openTrusting(t *testing.T, trustedKey string) *browser {
	t.Helper()
	program := os.Getenv("CHROMIUM")
	if program == "" {
		t.Skip("CHROMIUM names no browser; test/page/run finds or installs one")
	}
	theirCommands, commands := pipe(t)
	messages, theirMessages := pipe(t)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
	command := exec.CommandContext(
		ctx,
		program,
		"--headless",
		"--no-sandbox",
		"--disable-gpu",
		"--disable-quic",
		"--no-first-run",
		"--disable-background-networking",
		"--disable-component-update",
		"--disable-sync",
		"--disable-dev-shm-usage",
		"--host-resolver-rules=MAP evil.example 127.0.0.1, MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
		"--ignore-certificate-errors-spki-list="+trustedKey,
		"--remote-debugging-pipe",
		"--user-data-dir="+filepath.Join(t.TempDir(), "profile"),
		"about:blank",
	)
	command.ExtraFiles = []*os.File{theirCommands, theirMessages} // as descriptors 3 and 4
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = theirCommands.Close(), theirMessages.Close()
	b := &browser{t: t, commands: commands, messages: make(chan message, 1000)}
	go b.receive(messages) // ends with the browser
	t.Cleanup(func() {
		defer cancel()
		b.session = ""
		b.do("Browser.close", nil, nil)
		if err := command.Wait(); err != nil {
			t.Errorf("the browser ended with %v", err)
		}
	})
	b.openTab()
	return b
}

func pipe(t *testing.T) (reader, writer *os.File) {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = reader.Close(), writer.Close() })
	return reader, writer
}

// receive passes on what the browser says until it ends.
func (b *browser) receive(from io.Reader) {
	defer close(b.messages)
	for reader := bufio.NewReader(from); ; {
		text, err := reader.ReadBytes(0)
		if err != nil {
			return
		}
		var m message
		if json.Unmarshal(bytes.TrimSuffix(text, []byte{0}), &m) == nil {
			b.messages <- m
		}
	}
}

func (b *browser) openTab() {
	b.t.Helper()
	var target struct{ TargetID string }
	b.do("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	b.do("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	b.do("Page.enable", nil, nil)
}

// do sends a command and waits for its result.
func (b *browser) do(method string, parameters any, result any) {
	b.t.Helper()
	b.last++
	command := map[string]any{"id": b.last, "method": method}
	if parameters != nil {
		command["params"] = parameters
	}
	if b.session != "" {
		command["sessionId"] = b.session
	}
	text, err := json.Marshal(command)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.commands.Write(append(text, 0)); err != nil {
		b.t.Fatalf("%s: %v", method, err)
	}
	for m := range b.messages {
		if m.ID != b.last {
			continue
		}
		if m.Error != nil {
			b.t.Fatalf("%s: %s", method, m.Error.Message)
		}
		if result != nil {
			if err := json.Unmarshal(m.Result, result); err != nil {
				b.t.Fatalf("%s: %v", method, err)
			}
		}
		return
	}
	b.t.Fatalf("%s: the browser has ended", method)
}

// awaitLoad waits until the page has been loaded.
func (b *browser) awaitLoad() {
	b.t.Helper()
	for m := range b.messages {
		if m.Method == "Page.loadEventFired" {
			return
		}
	}
	b.t.Fatal("waiting for the page: the browser has ended")
}

// html returns the page as it is now, without the help of its scripts.
func (b *browser) html() string {
	b.t.Helper()
	var document struct{ Root struct{ NodeID int } }
	b.do("DOM.getDocument", nil, &document)
	var outer struct{ OuterHTML string }
	b.do("DOM.getOuterHTML", map[string]any{"nodeId": document.Root.NodeID}, &outer)
	return outer.OuterHTML
}

// evaluate returns the value of a JavaScript expression in the page, awaited when it is a promise, and fails when it
// throws.
func (b *browser) evaluate(expression string) any {
	b.t.Helper()
	var evaluated struct {
		Result           struct{ Value any }
		ExceptionDetails *struct{ Exception struct{ Description string } }
	}
	b.do(
		"Runtime.evaluate",
		map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true},
		&evaluated,
	)
	if thrown := evaluated.ExceptionDetails; thrown != nil {
		b.t.Fatalf("%s threw %s", expression, thrown.Exception.Description)
	}
	return evaluated.Result.Value
}

// until waits until a JavaScript expression is true in the page.
func (b *browser) until(expression string) {
	b.t.Helper()
	if b.evaluate(`new Promise((resolve) => {
		const end = Date.now() + 20000;
		const look = () => (`+expression+`) ? resolve(true) : Date.now() > end ? resolve(false) : setTimeout(look, 50);
		look();
	})`) != true {
		b.t.Fatalf("this did not come true: %s\n%s", expression, b.html())
	}
}

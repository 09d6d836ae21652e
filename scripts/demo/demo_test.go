package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
)

func TestSummarize_countsByOperationInOrder(t *testing.T) {
	t.Parallel()
	for want, calls := range map[string][]call{
		"no call to the service":                                   nil,
		"1 call to the service: 1 UpdateThread":                    {{Operation: "UpdateThread"}},
		"3 calls to the service: 2 CreateIdentity, 1 CreateThread": {{Operation: "CreateIdentity"}, {Operation: "CreateThread"}, {Operation: "CreateIdentity"}},
	} {
		if got := summarize(calls); got != want {
			t.Errorf("summarize(%v) = %q, want %q", calls, got, want)
		}
	}
}

func TestUsersLeft_countsMadeLessDeleted(t *testing.T) {
	t.Parallel()
	log := filepath.Join(t.TempDir(), "access.log")
	lines := `{"operation":"CreateIdentity","status":201}
{"operation":"CreateIdentity","status":201}
{"operation":"CreateIdentity","status":401}
{"operation":"DeleteIdentity","status":204}
{"operation":"DeleteIdentity","status":404}
`
	if err := os.WriteFile(log, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	left, err := (&emulatorProcess{accessLog: log}).usersLeft()
	if err != nil || left != 1 {
		t.Errorf("usersLeft() = %d, %v, want 1", left, err)
	}
}

func TestProgress_showsWhatIsDoneAndKeepsErrors(t *testing.T) {
	t.Parallel()
	var shown []string
	p := &progress{show: func(line string) { shown = append(shown, line) }}
	text := `a plain warning
{"type":"apply_start","hook":{"resource":{"addr":"chat_user.ada"},"action":"create"}}
{"type":"apply_complete","hook":{"resource":{"addr":"chat_user.ada"},"action":"create"}}
{"type":"diagnostic","diagnostic":{"severity":"warning","summary":"careful","detail":"…"}}
{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Could not create the user","detail":"Status 500."}}
`
	for _, piece := range strings.SplitAfter(text, "e") { // a line comes in several pieces
		if n, err := p.Write([]byte(piece)); n != len(piece) || err != nil {
			t.Fatalf("Write(%q) = %d, %v", piece, n, err)
		}
	}
	if want := []string{"chat_user.ada created"}; !reflect.DeepEqual(shown, want) {
		t.Errorf("shown were %q, want %q", shown, want)
	}
	failed := errors.New("exit status 1")
	if err := p.explain(failed); !errors.Is(err, failed) || !strings.Contains(err.Error(), "Could not create the user: Status 500.") {
		t.Errorf("explain() = %v", err)
	}
	if err := p.explain(nil); err != nil {
		t.Errorf("explain(nil) = %v", err)
	}
}

func TestUpdates_nameWhatChangesAndMembersByName(t *testing.T) {
	t.Parallel()
	members := func(names ...string) map[string]any {
		byKey := map[string]any{}
		for _, name := range names {
			byKey[strings.ToLower(name)] = map[string]any{"display_name": name, "user_id": "8:acs:" + name}
		}
		return byKey
	}
	got := updates(&tfjson.Change{
		Before: map[string]any{"id": "19:x", "topic": "Old", "members": members("Alice", "Bob")},
		After:  map[string]any{"id": "19:x", "topic": "New", "members": members("Alice", "Carol")},
	})
	want := []string{"members: Alice, Bob → Alice, Carol", "topic: Old → New"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("updates() = %q, want %q", got, want)
	}
}

func TestScreen_hasColorsOnlyOnATerminal(t *testing.T) {
	t.Parallel()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := newScreen(file)
	s.title("Title")
	s.change(plannedChange{mark: "+", address: "chat_user.ada"})
	if text, err := os.ReadFile(file.Name()); err != nil || strings.Contains(string(text), "\x1b") || !strings.Contains(string(text), "+ chat_user.ada") {
		t.Errorf("a file got %q, %v", text, err)
	}
	s.colors = true
	if painted := s.paint(green, "x"); painted != "\x1b[32mx\x1b[0m" {
		t.Errorf("a terminal gets %q", painted)
	}
}

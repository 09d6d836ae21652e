package emulator_test

import (
	"errors"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// choose makes the choices that text names.
func choose(t testing.TB, text string) func(*emulator.Options) {
	t.Helper()
	choices := emulator.Choices{}
	if err := choices.Set(text); err != nil {
		t.Fatal(err)
	}
	return func(o *emulator.Options) { o.Choices = choices }
}

func TestChoices_unknownOnesAreRefused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"deleted-thread=410": `it is one of ["404" "200"]`,
		"nothing=1":          `"deleted-thread"`,
		"deleted-thread":     `deleted-thread=""`,
	} {
		if err := (emulator.Choices{}).Set(text); !errors.Is(err, emulator.ErrChoice) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if server, err := emulator.New(emulator.Options{Choices: emulator.Choices{"nothing": "1"}}); !errors.Is(err, emulator.ErrChoice) {
		t.Errorf("a server started (%v): %v", server, err)
	}
}

func TestChoices_areDescribed(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, answers := range emulator.ChoiceAnswers() {
		if !strings.Contains(string(text), "| `"+string(name)+"` | `"+strings.Join(answers, "`, `")+"` |") {
			t.Errorf("README.md does not describe %s with its answers %q", name, answers)
		}
	}
}

func TestChoice_metadataRemoval(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]map[string]string{
		"both":  {"kept": "1"},
		"empty": {"kept": "1", "null": "2"},
		"null":  {"kept": "1", "empty": ""},
	} {
		t.Run(answer, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, choose(t, "metadata-removal="+answer))
			anna := f.user()
			created := anna.chat("POST", "/threads", object{"topic": "T", "metadata": object{"kept": "1", "null": "2", "empty": "3"}}).want(201)
			id := created["chatThread"].(object)["id"].(string)
			anna.chat("PATCH", path(id, ""), object{"metadata": object{"null": nil, "empty": ""}}).want(204)
			threads, err := f.Threads(t.Context())
			if err != nil || !maps.Equal(threads[0].Metadata, want) {
				t.Errorf("the metadata is %v, want %v (%v)", threads[0].Metadata, want, err)
			}
			anna.chat("PATCH", path(id, ""), object{"metadata": nil}).want(204)
			threads, err = f.Threads(t.Context())
			if gone := len(threads[0].Metadata) == 0; err != nil || gone != (answer != "empty") {
				t.Errorf("after null as a whole the metadata is %v (%v)", threads[0].Metadata, err)
			}
		})
	}
}

func TestChoice_deletedThread(t *testing.T) {
	t.Parallel()
	f := newFixture(t, choose(t, "deleted-thread=200"))
	anna, ben, carl := f.user(), f.user(), f.user()
	id := anna.thread(ben.id)
	anna.chat("POST", path(id, "/participants/:remove"), object{"rawId": ben.id}).want(204)
	anna.chat("DELETE", path(id, ""), nil).want(204)
	if got := anna.chat("GET", path(id, ""), nil).want(200); got["deletedOn"] != "2026-03-01T12:00:00Z" || got["topic"] != "Plans" {
		t.Errorf("the deleted thread is %v", got)
	}
	for _, other := range []user{ben, carl} {
		other.chat("GET", path(id, ""), nil).want(403)
	}
	anna.chat("PATCH", path(id, ""), object{"topic": "New"}).want(404)
	anna.chat("GET", path(id, "/messages"), nil).want(404)
}

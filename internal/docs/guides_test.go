package docs

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/workspace"
)

// notFollowed are the guides whose commands cannot be run here, each with the reason.
func notFollowed() map[string]string {
	return map[string]string{
		"quickstart-azure": "it needs a subscription; TestAccExamples_applyCleanly applies its configuration with a stand-in for azurerm",
		"authenticate":     "it logs in from other machines; TestLogin_everyWayCreatesAUser and its neighbors log in with stand-ins for them",
		"members":          "it has no commands; moving-members has those of each of the three ways",
		"performance":      "it has no commands",
		"troubleshooting":  "it has no commands of one story",
	}
}

// Every guide is followed word by word: in an empty folder, with what `make install` installs, its files saved under the names it
// gives, its commands run as they are, and the output that it promises looked for.
func TestAccGuides_workWordByWord(t *testing.T) {
	if err := exec.Command("git", "rev-parse", "HEAD").Run(); err != nil {
		t.Skip("this is not a clone, which is where the guides begin")
	}
	cli, err := workspace.Find()
	if err != nil {
		t.Fatal(err)
	}
	installed := newReader(t, cli)
	installed.follow(t, installation)
	unknown := notFollowed()
	for _, file := range append(glob(t, "../../docs/guides/*.md"), appsPage) {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		if _, ok := unknown[name]; ok {
			delete(unknown, name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			guide := withoutNewer(t, string(read(t, file)))
			if why := lacks(guide); why != "" {
				t.Skip("not followed: " + why)
			}
			if !hasCommands(guide) {
				t.Skip("not followed: every section with commands needs a newer command")
			}
			r := newReader(t, cli)
			if !strings.Contains(guide, "make install") {
				r.takeOver(t, installed)
				r.follow(t, preparations)
			}
			r.follow(t, guide)
		})
	}
	for name := range unknown {
		t.Errorf("there is no guide %s", name)
	}
}

// appsPage is for developers of applications, so it is beside the emulator and not in the provider's documentation.
const appsPage = "../../internal/emulator/apps.md"

// withoutNewer returns a guide without the sections that the command which runs the tests is too old for, each of which is reported as
// a skipped test. What such a section does, no other one builds on.
func withoutNewer(t *testing.T, guide string) string {
	t.Helper()
	var sections []string
	for i, section := range strings.Split(guide, "\n## ") {
		title, _, _ := strings.Cut(section, "\n")
		if why := beyondCommand(t, section); why != "" && i > 0 {
			t.Run(title, func(t *testing.T) { t.Skip("not followed: " + why) })
			continue
		}
		sections = append(sections, section)
	}
	return strings.Join(sections, "\n## ")
}

func hasCommands(guide string) bool {
	return slices.ContainsFunc(Steps(guide), func(step Step) bool { return step.Kind == RunCommands })
}

// What every guide but the first ones takes for granted.
const (
	installation = "```sh\ngit clone -q " + repository + "\ncd terraform-provider-chat\nmake install\n```\n\n" +
		"Run the two `export` lines.\n"
	preparations = "In a second terminal:\n\n```sh\nchat-emulator\n```\n\nRun the two `export` lines.\n\n" +
		"```sh\nmkdir ~/trial\ncd ~/trial\n```\n"
)

// Every field of a fault has an example in the guide, which TestAccGuides_workWordByWord runs, and a row in its table.
func TestGuides_everyFieldOfAFaultHasAnExample(t *testing.T) {
	t.Parallel()
	guide := string(read(t, appsPage))
	var commands strings.Builder
	for _, step := range Steps(guide) {
		if step.Kind == RunCommands {
			commands.WriteString(step.Text)
		}
	}
	for field := range reflect.TypeFor[emulator.Fault]().Fields() {
		name := field.Tag.Get("json")
		if !strings.Contains(commands.String(), fmt.Sprintf("%q: ", name)) {
			t.Errorf("no example has the field %s", name)
		}
		if !strings.Contains(guide, "\n| `"+name+"` | ") {
			t.Errorf("the table has no row for the field %s", name)
		}
	}
}

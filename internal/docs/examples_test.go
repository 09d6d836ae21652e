package docs

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"
	tfjson "github.com/hashicorp/terraform-json"
)

// A configuration is what one run of Terraform takes: some files of examples/ together.
type configuration struct {
	name  string
	files []string // paths
}

// configurations finds all in examples/. On a page each file of an example stands alone, but for import blocks, which
// need the resource that they import to; everywhere else a folder is one configuration. A folder below a guide's is a
// later step of it: its files take the place of those of the same name.
func configurations(t *testing.T) []configuration {
	t.Helper()
	var found []configuration
	for _, folder := range glob(t, "../../examples/*", "../../examples/*/*", "../../examples/guides/*/*") {
		files := glob(t, folder+"/*.tf")
		name := strings.TrimPrefix(folder, "../../examples/")
		switch top, _, _ := strings.Cut(name, "/"); top {
		case "guides", "quickstart", "team-channels", "azure":
			if len(files) > 0 && !strings.HasSuffix(name, "/tests") && strings.Count(name, "/") <= 2 {
				found = append(found, configuration{name, inStep(t, folder)})
			}
		default:
			for _, file := range files {
				one := configuration{name + "/" + filepath.Base(file), []string{file}}
				if strings.HasPrefix(filepath.Base(file), "import-") {
					one.files = append(one.files, filepath.Join(folder, "resource.tf"))
				}
				found = append(found, one)
			}
		}
	}
	if len(found) < 25 {
		t.Fatalf("only %d configurations were found in examples/", len(found))
	}
	return found
}

// inStep returns the files of a folder, with those of the folder above that it does not replace.
func inStep(t *testing.T, folder string) []string {
	t.Helper()
	files := glob(t, folder+"/*")
	for _, above := range glob(t, filepath.Dir(folder)+"/*.tf") {
		if !slices.ContainsFunc(files, func(file string) bool { return filepath.Base(file) == filepath.Base(above) }) {
			files = append(files, above)
		}
	}
	return files
}

func glob(t *testing.T, patterns ...string) []string {
	t.Helper()
	var found []string
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, paths...)
	}
	return found
}

func TestExamples_areFormatted(t *testing.T) {
	t.Parallel()
	files := glob(t, "../../examples/*/*.tf", "../../examples/*/*/*.tf", "../../examples/*/*/*.hcl", "../../examples/*/*.hcl")
	if len(files) < 30 {
		t.Fatalf("only %d files were found in examples/", len(files))
	}
	for _, file := range files {
		text := read(t, file)
		if !bytes.Equal(hclwrite.Format(text), text) {
			t.Errorf("%s is not formatted: run make fmt", file)
		}
	}
}

// Actions, list resources and imports by identity are too new for some commands: then their attributes are held to
// the schema all the same, by TestExamples_blocksFitTheirSchema.
func TestAccExamples_areValid(t *testing.T) {
	t.Parallel()
	for _, c := range configurations(t) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if why := beyond(t, c); why != "" {
				t.Skip("not validated: " + why)
			}
			w := newWorkspace(t, c)
			result, err := w.Validate(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range result.Diagnostics {
				if d.Severity == tfjson.DiagnosticSeverityError {
					t.Errorf("%s: %s", d.Summary, d.Detail)
				}
			}
		})
	}
}

// Each example is applied, applied again without a difference, and destroyed, and the service then has nothing left.
func TestAccExamples_applyCleanly(t *testing.T) {
	t.Parallel()
	for _, c := range configurations(t) {
		if c.name == "guides/import" || strings.HasPrefix(c.name, "provider/") || strings.Contains(c.name, "/import-") {
			continue // logins and ids of somebody's own; imports have a test of their own
		}
		if c.name == "guides/keep" || c.name == "guides/adopt" {
			continue // what they leave behind is what they are about; the guides are followed by a test
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if why := beyond(t, c); why != "" {
				t.Skip("not applied: " + why)
			}
			w := newWorkspace(t, c)
			w.apply(t)
			w.planIsEmpty(t)
			w.allowDestruction(t)
			w.destroy(t)
			w.nothingIsLeft(t)
		})
	}
}

// What the import examples import is made first, under ids that then take the place of those in the example.
func TestAccExamples_importWhatExists(t *testing.T) {
	t.Parallel()
	for _, c := range configurations(t) {
		if !strings.Contains(c.name, "/import-") && c.name != "guides/import" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if why := beyond(t, c); why != "" {
				t.Skip("not imported: " + why)
			}
			w := newWorkspace(t, c)
			w.replaceIDs(t)
			w.plan(t)
			plan, err := w.ShowPlanFile(t.Context(), planFile)
			if err != nil {
				t.Fatal(err)
			}
			if imported := importing(plan); imported != 1 {
				t.Errorf("the plan imports %d objects, not 1", imported)
			}
			w.applyPlan(t)
			if strings.HasPrefix(c.name, "resources/chat_thread/") {
				w.apply(t) // the first one begins to manage the members, and leaves those whom no plan had shown
			}
			w.planIsEmpty(t)
		})
	}
}

func importing(plan *tfjson.Plan) int {
	count := 0
	for _, change := range plan.ResourceChanges {
		if change.Change.Importing != nil {
			count++
		}
	}
	return count
}

// The module's own tests, as `terraform test` runs them.
func TestAccExamples_teamChannelsPassesItsTests(t *testing.T) {
	t.Parallel()
	w := newWorkspace(t, configuration{"team-channels", append(glob(t, "../../examples/team-channels/*.tf"),
		"../../examples/team-channels/tests")})
	var report strings.Builder
	err := w.Test(t.Context(), &report)
	if err != nil || !regexp.MustCompile(`[1-9]\d* passed, 0 failed|"passed":[1-9]`).MatchString(report.String()) {
		t.Errorf("terraform test: %v\n%s", err, report.String())
	}
	w.nothingIsLeft(t)
}

// The README's thirty seconds of HCL.
func TestAccReadme_configurationApplies(t *testing.T) {
	t.Parallel()
	block := regexp.MustCompile("(?s)```hcl\n(.*?)```").FindSubmatch(read(t, "../../README.md"))
	if block == nil {
		t.Fatal("README.md has no HCL")
	}
	if !bytes.Equal(hclwrite.Format(block[1]), block[1]) {
		t.Error("the HCL in README.md is not formatted")
	}
	file := filepath.Join(t.TempDir(), "main.tf")
	if err := os.WriteFile(file, block[1], 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWorkspace(t, configuration{"README.md", []string{file}})
	w.apply(t)
	w.planIsEmpty(t)
	w.destroy(t)
	w.nothingIsLeft(t)
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

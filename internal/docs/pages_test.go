package docs

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	tfjson "github.com/hashicorp/terraform-json"
)

// A page is what docs/ says about one thing of the provider.
type page struct {
	path    string // below docs/
	example string // the example on it, below examples/
	block   *tfjson.SchemaBlock
}

// pages are those that the schemas ask for.
func pages(t *testing.T) []page {
	t.Helper()
	schemas, err := Schemas(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := schemas.Schemas[providerName]
	found := []page{{"index.md", "provider/provider.tf", all.ConfigSchema.Block}}
	add := func(folder, name, example string, block *tfjson.SchemaBlock) {
		found = append(found, page{
			folder + "/" + strings.TrimPrefix(name, "chat_") + ".md", folder + "/" + name + "/" + example, block,
		})
	}
	for name, schema := range all.ResourceSchemas {
		add("resources", name, "resource.tf", schema.Block)
	}
	for name, schema := range all.DataSourceSchemas {
		add("data-sources", name, "data-source.tf", schema.Block)
	}
	for name, schema := range all.EphemeralResourceSchemas {
		add("ephemeral-resources", name, "ephemeral-resource.tf", schema.Block)
	}
	for name, schema := range all.ListResourceSchemas {
		add("list-resources", name, "list-resource.tfquery.hcl", schema.Block)
	}
	for name, schema := range all.ActionSchemas {
		add("actions", name, "action.tf", schema.Block)
	}
	for name := range all.Functions {
		add("functions", name, "function.tf", &tfjson.SchemaBlock{})
	}
	if len(found) < 19 {
		t.Fatalf("the schemas ask for only %d pages", len(found))
	}
	return found
}

func TestPages_thereIsOneForEverythingInTheSchemas(t *testing.T) {
	t.Parallel()
	wanted := map[string]bool{}
	for _, p := range pages(t) {
		wanted[p.path] = true
		text, err := os.ReadFile("../../docs/" + p.path)
		if err != nil {
			t.Errorf("run make generate: %v", err)
			continue
		}
		example := strings.TrimSpace(string(read(t, "../../examples/"+p.example)))
		if !strings.Contains(string(text), example) {
			t.Errorf("docs/%s does not show examples/%s", p.path, p.example)
		}
		for name := range p.block.Attributes {
			if !strings.Contains(string(text), "- `"+name+"` (") {
				t.Errorf("docs/%s does not describe %s", p.path, name)
			}
		}
	}
	for _, path := range glob(t, "../../docs/*.md", "../../docs/*/*.md") {
		name := strings.TrimPrefix(path, "../../docs/")
		if !wanted[name] && !strings.HasPrefix(name, "guides/") {
			t.Errorf("docs/%s is about nothing in the schemas", name)
		}
	}
}

func TestPages_everyResourceShowsEveryWayToImportIt(t *testing.T) {
	t.Parallel()
	for _, p := range pages(t) {
		if !strings.HasPrefix(p.path, "resources/") {
			continue
		}
		for _, file := range []string{"import.sh", "import-by-string-id.tf", "import-by-identity.tf"} {
			if _, err := os.Stat("../../examples/" + filepath.Dir(p.example) + "/" + file); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestSchemas_everythingIsDescribed(t *testing.T) {
	t.Parallel()
	for _, p := range pages(t) {
		if p.block.Description == "" && !strings.HasPrefix(p.path, "functions/") {
			t.Errorf("%s: no description", p.path)
		}
		undescribed(t, p.path, p.block.Attributes)
	}
}

func undescribed(t *testing.T, where string, attributes map[string]*tfjson.SchemaAttribute) {
	t.Helper()
	for name, attribute := range attributes {
		if attribute.Description == "" {
			t.Errorf("%s: %s has no description", where, name)
		}
		if attribute.AttributeNestedType != nil {
			undescribed(t, where+" "+name, attribute.AttributeNestedType.Attributes)
		}
	}
}

// Held here, because most Terraform versions and OpenTofu cannot read these blocks.
func TestExamples_blocksFitTheirSchema(t *testing.T) {
	t.Parallel()
	schemas := map[string]*tfjson.SchemaBlock{}
	for _, p := range pages(t) {
		kind, rest, _ := strings.Cut(p.example, "/")
		if kind == "actions" || kind == "list-resources" {
			schemas[strings.TrimSuffix(strings.TrimSuffix(kind, "s"), "-resource")+" "+filepath.Dir(rest)] = p.block
		}
	}
	checked := 0
	for _, file := range glob(t, "../../examples/actions/*/*.tf", "../../examples/*/*/*.tfquery.hcl") {
		for _, block := range blocks(t, file) {
			if block.Type != "action" && block.Type != "list" {
				continue
			}
			schema, ok := schemas[block.Type+" "+block.Labels[0]]
			if !ok {
				t.Errorf("%s: the provider has no %s %s", file, block.Type, block.Labels[0])
				continue
			}
			if problem := misfit(configOf(block), schema); problem != "" {
				t.Errorf("%s: %s", file, problem)
			}
			checked++
		}
	}
	if checked < len(schemas) {
		t.Errorf("%d blocks were checked, there are %d schemas", checked, len(schemas))
	}
}

func blocks(t *testing.T, file string) hclsyntax.Blocks {
	t.Helper()
	parsed, diagnostics := hclparse.NewParser().ParseHCLFile(file)
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics)
	}
	body, ok := parsed.Body.(*hclsyntax.Body)
	if !ok {
		t.Fatalf("%s is not in HCL's own syntax", file)
	}
	return body.Blocks
}

func configOf(block *hclsyntax.Block) hclsyntax.Attributes {
	for _, inner := range block.Body.Blocks {
		if inner.Type == "config" {
			return inner.Body.Attributes
		}
	}
	return nil
}

func misfit(config hclsyntax.Attributes, schema *tfjson.SchemaBlock) string {
	for name := range config {
		if schema.Attributes[name] == nil {
			return "the schema has no " + name
		}
	}
	for name, attribute := range schema.Attributes {
		if _, ok := config[name]; attribute.Required && !ok {
			return name + " is required"
		}
	}
	return ""
}

var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

func TestLinks_relativeOnesResolve(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, file := range glob(t, "../../*.md", "../../docs/*.md", "../../docs/*/*.md", "../../internal/*/*.md", "../../.github/*.md") {
		for _, match := range link.FindAllStringSubmatch(string(read(t, file)), -1) {
			target, anchor, _ := strings.Cut(match[1], "#")
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			checked++
			path := file
			if target != "" {
				path = filepath.Join(filepath.Dir(file), target)
			}
			if err := resolves(path, anchor); err != nil {
				t.Errorf("%s: [](%s): %v", file, match[1], err)
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d relative links were found", checked)
	}
}

// resolves tells why a link leads nowhere.
func resolves(path, anchor string) error {
	info, err := os.Stat(path)
	if err != nil || anchor == "" || info.IsDir() {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	anchors := map[string]bool{}
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(string(text), -1) {
		slug := regexp.MustCompile(`[^\w\- ]`).ReplaceAllString(strings.ToLower(heading[1]), "")
		anchors[strings.ReplaceAll(slug, " ", "-")] = true
	}
	for _, id := range regexp.MustCompile(`<a id="([^"]+)">`).FindAllStringSubmatch(string(text), -1) {
		anchors[id[1]] = true
	}
	if !anchors[anchor] {
		return fmt.Errorf("no heading #%s, there are %v", anchor, slices.Sorted(maps.Keys(anchors)))
	}
	return nil
}

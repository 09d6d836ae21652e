package provider

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// TestSchema_everythingIsDescribed looks at what the documentation is made from: each kind, attribute, function and parameter
// says in Markdown what it is, in a sentence.
func TestSchema_everythingIsDescribed(t *testing.T) {
	t.Parallel()
	p := newProtocol(t, newTestService(t))
	for kind, schemas := range map[string]map[string]*tfprotov6.Schema{
		"provider": {"chat": p.schema.Provider}, "resource": p.schema.ResourceSchemas, "data": p.schema.DataSourceSchemas,
		"ephemeral": p.schema.EphemeralResourceSchemas, "list": p.schema.ListResourceSchemas, "action": actionSchemas(p.schema.ActionSchemas),
	} {
		if len(schemas) == 0 {
			t.Errorf("there is no %s", kind)
		}
		for name, schema := range schemas {
			at := kind + " " + name
			checkDescription(t, at, schema.Block.Description, schema.Block.DescriptionKind)
			checkAttributes(t, at, schema.Block.Attributes)
			if len(schema.Block.BlockTypes) > 0 {
				t.Errorf("%s has blocks, which this test does not look into", at)
			}
		}
	}
	for name, function := range p.schema.Functions {
		checkDescription(t, "function "+name, function.Description, function.DescriptionKind)
		if function.Summary == "" {
			t.Errorf("function %s has no summary", name)
		}
		for _, parameter := range function.Parameters {
			checkDescription(t, "function "+name+" "+parameter.Name, parameter.Description, parameter.DescriptionKind)
		}
	}
}

func actionSchemas(actions map[string]*tfprotov6.ActionSchema) map[string]*tfprotov6.Schema {
	schemas := map[string]*tfprotov6.Schema{}
	for name, action := range actions {
		schemas[name] = action.Schema
	}
	return schemas
}

func checkAttributes(t *testing.T, at string, attributes []*tfprotov6.SchemaAttribute) {
	t.Helper()
	for _, attribute := range attributes {
		name := at + "." + attribute.Name
		checkDescription(t, name, attribute.Description, attribute.DescriptionKind)
		if attribute.NestedType != nil {
			checkAttributes(t, name, attribute.NestedType.Attributes)
		}
	}
}

func checkDescription(t *testing.T, at, description string, kind tfprotov6.StringKind) {
	t.Helper()
	// The timeouts library describes its attributes in plain text.
	if strings.Contains(at, ".timeouts.") {
		kind = tfprotov6.StringKindMarkdown
	}
	// Bridges to other tools drop such texts: they are about attributes there, not about this tool.
	if word := regexp.MustCompile(`Terraform|OpenTofu`).FindString(description); word != "" && strings.Contains(at, ".") {
		t.Errorf("%s says %s: %q", at, word, description)
	}
	if kind != tfprotov6.StringKindMarkdown || !strings.HasSuffix(strings.TrimSpace(description), ".") {
		t.Errorf("%s is not described in a sentence of Markdown: %q", at, description)
	}
}

package provider

import (
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// oddInput makes configurations of a schema: nulls, unknowns, empty and huge values, right and wrong ids.
type oddInput struct {
	*rand.Rand
	texts []string
}

func (o oddInput) value(of tftypes.Type) tftypes.Value {
	switch o.IntN(10) {
	case 0:
		return tftypes.NewValue(of, nil)
	case 1:
		return tftypes.NewValue(of, tftypes.UnknownValue)
	}
	switch of := of.(type) {
	case tftypes.List:
		return tftypes.NewValue(of, o.elements(of.ElementType))
	case tftypes.Set:
		return tftypes.NewValue(of, o.elements(of.ElementType))
	case tftypes.Map:
		elements := map[string]tftypes.Value{}
		for range o.size() {
			elements[o.text()] = o.value(of.ElementType)
		}
		return tftypes.NewValue(of, elements)
	case tftypes.Object:
		return o.object(of)
	}
	switch {
	case of.Is(tftypes.Bool):
		return tftypes.NewValue(of, o.IntN(2) == 0)
	case of.Is(tftypes.Number):
		numbers := []float64{0, 1, -1, 1.5, 59, 60, 1440, 1441, 1e30, -1e30}
		return tftypes.NewValue(of, big.NewFloat(numbers[o.IntN(len(numbers))]))
	default:
		return tftypes.NewValue(of, o.text())
	}
}

func (o oddInput) object(of tftypes.Object) tftypes.Value {
	attributes := map[string]tftypes.Value{}
	for _, name := range slices.Sorted(maps.Keys(of.AttributeTypes)) { // in order, so a seed means one configuration
		attributes[name] = o.value(of.AttributeTypes[name])
	}
	return tftypes.NewValue(of, attributes)
}

func (o oddInput) elements(of tftypes.Type) []tftypes.Value {
	elements := []tftypes.Value{}
	for range o.size() {
		elements = append(elements, o.value(of))
	}
	return elements
}

func (o oddInput) size() int { return []int{0, 1, 2, 40}[o.IntN(4)] }

func (o oddInput) text() string { return o.texts[o.IntN(len(o.texts))] }

// oddTexts are texts that belong somewhere and nowhere.
func oddTexts(more ...string) []string {
	return append(more, "", " ", "null", "text", "html", "chat", "voip", "topicUpdated", "[", "^A", "\x00", "a/b", "../..", "🙂", "%2e%2e", "-1",
		missingThread, "8:acs:", "4:+1425", "48:x", "1700000000000", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999+14:00", "0000-01-01T00:00:00Z",
		"endpoint=https://a/;accesskey=", "<p>&lt;</p>", strings.Repeat("ä", 20000), "eyJhbGciOiJub25lIn0.e30.")
}

// FuzzReadingKinds gives odd configurations to data sources, ephemeral resources, queries, actions and functions. What is not
// refused is run. Nothing may panic, and what is run ends with a result or an error.
func FuzzReadingKinds(f *testing.F) {
	for seed := range uint64(60) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		s := newTestService(t)
		user := s.users(t, 1)[0]
		thread := s.thread(t, client.NewThread{Topic: "A", Members: []client.Member{{UserID: user}}})
		message := s.message(t, thread, client.NewMessage{Content: "hello"})
		p := s.configure(t, tfprotov6.DynamicValue{JSON: []byte(`{"client_side_throttling": false, "max_retries": 0}`)})
		texts := oddTexts(slices.Repeat([]string{thread, thread, user, s.actingUser, message}, 6)...) // so that enough is right to be run
		odd := oddInput{rand.New(rand.NewPCG(seed, 0)), texts}                                        //nolint:gosec // no secret is made of it
		runOddInput(t, p, odd)
	})
}

func runOddInput(t *testing.T, p protocol, odd oddInput) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(p.schema.DataSourceSchemas)) {
		given, known := odd.config(t, p.schema.DataSourceSchemas[name])
		validated, err := p.server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: given})
		if ran(t, err, validated.Diagnostics) && known {
			read, err := p.server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: given})
			ran(t, err, read.Diagnostics)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.schema.EphemeralResourceSchemas)) {
		given, known := odd.config(t, p.schema.EphemeralResourceSchemas[name])
		validated, err := p.server.ValidateEphemeralResourceConfig(t.Context(), &tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: name, Config: given})
		if ran(t, err, validated.Diagnostics) && known {
			opened, err := p.server.OpenEphemeralResource(t.Context(), &tfprotov6.OpenEphemeralResourceRequest{TypeName: name, Config: given})
			if ran(t, err, opened.Diagnostics) {
				closed, err := p.server.CloseEphemeralResource(t.Context(), &tfprotov6.CloseEphemeralResourceRequest{TypeName: name, Private: opened.Private})
				ran(t, err, closed.Diagnostics)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.schema.ListResourceSchemas)) {
		given, known := odd.config(t, p.schema.ListResourceSchemas[name])
		validated, err := p.lists().ValidateListResourceConfig(t.Context(), &tfprotov6.ValidateListResourceConfigRequest{TypeName: name, Config: given})
		if ran(t, err, validated.Diagnostics) && known {
			stream, err := p.lists().ListResource(t.Context(), &tfprotov6.ListResourceRequest{TypeName: name, Config: given, IncludeResource: true, Limit: odd.Int64N(3) - 1})
			for result := range stream.Results {
				ran(t, err, result.Diagnostics)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.schema.ActionSchemas)) {
		given, known := odd.config(t, p.schema.ActionSchemas[name].Schema)
		validated, err := p.actions().ValidateActionConfig(t.Context(), &tfprotov6.ValidateActionConfigRequest{ActionType: name, Config: given})
		if !ran(t, err, validated.Diagnostics) {
			continue
		}
		planned, err := p.actions().PlanAction(t.Context(), &tfprotov6.PlanActionRequest{ActionType: name, Config: given})
		if ran(t, err, planned.Diagnostics) && known {
			stream, err := p.actions().InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{ActionType: name, Config: given})
			ran(t, err, nil)
			for range stream.Events {
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.schema.Functions)) {
		argument, err := tfprotov6.NewDynamicValue(tftypes.String, tftypes.NewValue(tftypes.String, odd.text()))
		if err != nil {
			t.Fatal(err)
		}
		called, err := p.server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: name, Arguments: []*tfprotov6.DynamicValue{&argument}})
		if err != nil || called.Error == nil && called.Result == nil {
			t.Errorf("%s gave neither a result nor an error: %v", name, err)
		}
	}
}

// config returns a configuration, and whether all of it is known: Terraform runs nothing before it is.
func (o oddInput) config(t *testing.T, schema *tfprotov6.Schema) (*tfprotov6.DynamicValue, bool) {
	t.Helper()
	object := schema.ValueType().(tftypes.Object)
	attributes := map[string]tftypes.Value{}
	for _, attribute := range schema.Block.Attributes {
		attributes[attribute.Name] = tftypes.NewValue(attribute.ValueType(), nil)
		if attribute.Required || attribute.Optional { // nothing else can be configured
			attributes[attribute.Name] = o.value(attribute.ValueType())
		}
	}
	value := tftypes.NewValue(object, attributes)
	given, err := tfprotov6.NewDynamicValue(value.Type(), value)
	if err != nil {
		t.Fatal(err)
	}
	return &given, value.IsFullyKnown()
}

// ran reports whether there was no error. One without a text is a fault, and so is one that a provider must never give.
func ran(t *testing.T, err error, diags []*tfprotov6.Diagnostic) bool {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		// The framework itself refuses a number that is not a 64-bit integer, and takes that for a bug of the provider.
		framework := strings.Contains(d.Detail, "is not an integer") || strings.Contains(d.Detail, "cannot be represented as a 64-bit integer")
		if d.Summary == "" || d.Detail == "" || strings.Contains(d.Detail, "report") && !framework {
			t.Errorf("an error that does not help: %s", told([]*tfprotov6.Diagnostic{d}))
		}
	}
	return !hasErrors(diags)
}

package provider

import (
	"context"
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// protocol is a provider that is spoken to as Terraform does it, without a Terraform: for kinds that the one at hand
// may be too old for, and for tests in which a Terraform would only take time.
type protocol struct {
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
}

// newProtocol makes a provider that is logged in to the service.
func newProtocol(t testing.TB, s *testService) protocol {
	t.Helper()
	return s.configure(t, tfprotov6.DynamicValue{JSON: []byte("{}")})
}

// newProtocolWithoutLogin makes a provider whose connection string is not known yet, as in a plan that creates the resource
// that it comes from.
func newProtocolWithoutLogin(t testing.TB, s *testService) protocol {
	t.Helper()
	server, err := s.newServer()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	object := schema.Provider.ValueType().(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, of := range object.AttributeTypes {
		values[name] = tftypes.NewValue(of, nil)
	}
	values["connection_string"] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	config, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, values))
	if err != nil {
		t.Fatal(err)
	}
	return s.configure(t, config)
}

func (s *testService) configure(t testing.TB, config tfprotov6.DynamicValue) protocol {
	t.Helper()
	p, diags := s.tryToConfigure(t.Context(), t, config)
	noErrors(t, diags)
	return p
}

// tryToConfigure validates and configures the provider as Terraform does, and returns what it says.
func (s *testService) tryToConfigure(ctx context.Context, t testing.TB, config tfprotov6.DynamicValue,
) (protocol, []*tfprotov6.Diagnostic) {
	t.Helper()
	server, err := s.newServer()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	must(t, err)
	validated, err := server.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: &config})
	must(t, err)
	if hasErrors(validated.Diagnostics) {
		return protocol{server, schema}, validated.Diagnostics
	}
	request := &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: &config}
	configured, err := server.ConfigureProvider(ctx, request)
	must(t, err)
	s.ResetRequests() // what a test counts begins after the login
	return protocol{server, schema}, configured.Diagnostics
}

// lists returns the part of the server that answers queries. The type assertion is how the protocol library wants it for now.
func (p protocol) lists() tfprotov6.ProviderServerWithListResource { //nolint:staticcheck // SA1019, see above
	return p.server.(tfprotov6.ProviderServerWithListResource) //nolint:staticcheck // SA1019, see above
}

// actions returns the part of the server that runs actions.
func (p protocol) actions() tfprotov6.ProviderServerWithActions { //nolint:staticcheck // SA1019, see lists
	return p.server.(tfprotov6.ProviderServerWithActions) //nolint:staticcheck // SA1019, see lists
}

// jsonConfig is a configuration. What is absent is null.
func jsonConfig(t testing.TB, config map[string]any) *tfprotov6.DynamicValue {
	t.Helper()
	text, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	return &tfprotov6.DynamicValue{JSON: text}
}

// kind says which part of the protocol a configuration is for.
type kind string

const (
	dataKind      kind = "data"
	ephemeralKind kind = "ephemeral"
	listKind      kind = "list"
	actionKind    kind = "action"
)

// validate returns what terraform validate says of a configuration.
func (p protocol) validate(t testing.TB, k kind, name string, config map[string]any) []*tfprotov6.Diagnostic {
	t.Helper()
	given := jsonConfig(t, config)
	var err error
	var diags []*tfprotov6.Diagnostic
	switch k {
	case dataKind:
		var resp *tfprotov6.ValidateDataResourceConfigResponse
		if resp, err = p.server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: given}); err == nil {
			diags = resp.Diagnostics
		}
	case ephemeralKind:
		var resp *tfprotov6.ValidateEphemeralResourceConfigResponse
		if resp, err = p.server.ValidateEphemeralResourceConfig(t.Context(), &tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: name, Config: given}); err == nil {
			diags = resp.Diagnostics
		}
	case listKind:
		var resp *tfprotov6.ValidateListResourceConfigResponse
		if resp, err = p.lists().ValidateListResourceConfig(t.Context(), &tfprotov6.ValidateListResourceConfigRequest{TypeName: name, Config: given}); err == nil {
			diags = resp.Diagnostics
		}
	case actionKind:
		var resp *tfprotov6.ValidateActionConfigResponse
		if resp, err = p.actions().ValidateActionConfig(t.Context(), &tfprotov6.ValidateActionConfigRequest{ActionType: name, Config: given}); err == nil {
			diags = resp.Diagnostics
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return diags
}

// read reads a data source.
func (p protocol) read(t testing.TB, name string, config map[string]any) (map[string]any, []*tfprotov6.Diagnostic) {
	t.Helper()
	noErrors(t, p.validate(t, dataKind, name, config))
	resp, err := p.server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: jsonConfig(t, config)})
	if err != nil {
		t.Fatal(err)
	}
	if hasErrors(resp.Diagnostics) {
		return nil, resp.Diagnostics
	}
	return decode(t, resp.State, p.schema.DataSourceSchemas[name]), resp.Diagnostics
}

// mustRead is read for what must succeed.
func (p protocol) mustRead(t testing.TB, name string, config map[string]any) map[string]any {
	t.Helper()
	data, diags := p.read(t, name, config)
	noErrors(t, diags)
	return data
}

// badInput is a configuration that must be refused.
type badInput struct {
	config map[string]any
	at     string // the attribute, "" for none
	says   string // part of the error
}

// refusesBadInput checks that validation refuses configurations, each because of one attribute, with a sentence, and without a call.
func refusesBadInput(t *testing.T, k kind, name string, tests map[string]badInput) {
	t.Helper()
	s := newTestService(t)
	p := newProtocol(t, s)
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			wantError(t, p.validate(t, k, name, test.config), test.at, test.says)
		})
	}
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("validation made calls: %v", calls)
	}
}

// wantError wants exactly one error, at an attribute, whose summary and detail say something.
func wantError(t testing.TB, diags []*tfprotov6.Diagnostic, at, says string) {
	t.Helper()
	var errs []*tfprotov6.Diagnostic
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, d)
		}
	}
	if len(errs) != 1 {
		t.Fatalf("%d errors, want one that says %q:%s", len(errs), says, told(errs))
	}
	if got := attributeOf(errs[0]); got != at {
		t.Errorf("the error is at %q, want %q:%s", got, at, told(errs))
	}
	if text := errs[0].Summary + "\n" + errs[0].Detail; !strings.Contains(text, says) {
		t.Errorf("the error does not say %q:%s", says, told(errs))
	}
}

// attributeOf returns the outermost attribute that a diagnostic is at.
func attributeOf(d *tfprotov6.Diagnostic) string {
	if d.Attribute == nil || len(d.Attribute.Steps()) == 0 {
		return ""
	}
	name, _ := d.Attribute.Steps()[0].(tftypes.AttributeName)
	return string(name)
}

func noErrors(t testing.TB, diags []*tfprotov6.Diagnostic) {
	t.Helper()
	if hasErrors(diags) {
		t.Fatal(told(diags))
	}
}

func hasErrors(diags []*tfprotov6.Diagnostic) bool {
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

func told(diags []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		b.WriteString("\n" + d.Severity.String() + " at " + attributeOf(d) + ": " + d.Summary + "\n" + d.Detail)
	}
	return b.String()
}

// decode returns a value of a schema as maps, slices, strings, numbers and booleans.
func decode(t testing.TB, value *tfprotov6.DynamicValue, schema *tfprotov6.Schema) map[string]any {
	t.Helper()
	return decodeAs(t, value, schema.ValueType())
}

func decodeAs(t testing.TB, value *tfprotov6.DynamicValue, as tftypes.Type) map[string]any {
	t.Helper()
	decoded, err := value.Unmarshal(as)
	if err != nil {
		t.Fatal(err)
	}
	object, _ := plain(t, decoded).(map[string]any)
	return object
}

// plain returns a known value; null is nil.
func plain(t testing.TB, value tftypes.Value) any {
	t.Helper()
	if value.IsNull() {
		return nil
	}
	switch of := value.Type(); {
	case of.Is(tftypes.String):
		return as[string](t, value)
	case of.Is(tftypes.Bool):
		return as[bool](t, value)
	case of.Is(tftypes.Number):
		number := as[big.Float](t, value)
		whole, _ := number.Int64()
		return whole
	case of.Is(tftypes.List{}), of.Is(tftypes.Set{}):
		elements := []any{}
		for _, element := range as[[]tftypes.Value](t, value) {
			elements = append(elements, plain(t, element))
		}
		return elements
	default:
		elements := map[string]any{}
		for name, element := range as[map[string]tftypes.Value](t, value) {
			elements[name] = plain(t, element)
		}
		return elements
	}
}

func as[T any](t testing.TB, value tftypes.Value) T {
	t.Helper()
	var into T
	if err := value.As(&into); err != nil {
		t.Fatal(err)
	}
	return into
}

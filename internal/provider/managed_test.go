package provider

import (
	"context"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// managed is one resource of a provider that is spoken to as Terraform does it. It keeps what Terraform keeps between
// commands: state, private state and identity.
type managed struct {
	protocol
	name     string
	state    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

func (p protocol) manage(t testing.TB, name string) *managed {
	t.Helper()
	return &managed{protocol: p, name: name, state: tftypes.NewValue(p.schema.ResourceSchemas[name].ValueType(), nil)}
}

// object is the type of the resource's state.
func (m *managed) object() tftypes.Object {
	return m.schema.ResourceSchemas[m.name].ValueType().(tftypes.Object)
}

// value is a configuration. What is absent is null.
func (m *managed) value(t testing.TB, config map[string]any) tftypes.Value {
	t.Helper()
	value, err := jsonConfig(t, config).Unmarshal(m.object())
	if err != nil {
		t.Fatal(err)
	}
	attributes := as[map[string]tftypes.Value](t, value)
	complete := map[string]tftypes.Value{}
	for name, of := range m.object().AttributeTypes {
		complete[name] = tftypes.NewValue(of, nil)
		if given, ok := attributes[name]; ok {
			complete[name] = given
		}
	}
	return tftypes.NewValue(m.object(), complete)
}

func (m *managed) dynamic(t testing.TB, value tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	encoded, err := tfprotov6.NewDynamicValue(m.object(), value)
	if err != nil {
		t.Fatal(err)
	}
	return &encoded
}

// plan validates and plans a configuration; a null one plans to destroy.
func (m *managed) plan(t testing.TB, config tftypes.Value) (*tfprotov6.PlanResourceChangeResponse, []*tfprotov6.Diagnostic) {
	t.Helper()
	if !config.IsNull() {
		resp, err := m.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: m.name, Config: m.dynamic(t, config)})
		if err != nil {
			t.Fatal(err)
		}
		if hasErrors(resp.Diagnostics) {
			return nil, resp.Diagnostics
		}
	}
	planned, err := m.server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: m.name, PriorState: m.dynamic(t, m.state), Config: m.dynamic(t, config), ProposedNewState: m.dynamic(t, m.proposed(t, config)),
		PriorPrivate: m.private, PriorIdentity: m.identity,
	})
	if err != nil {
		t.Fatal(err)
	}
	return planned, planned.Diagnostics
}

// proposed is what Terraform proposes: the configuration, with the state where the provider computes what is not configured.
func (m *managed) proposed(t testing.TB, config tftypes.Value) tftypes.Value {
	t.Helper()
	if config.IsNull() || m.state.IsNull() {
		return config
	}
	values, prior := maps.Clone(as[map[string]tftypes.Value](t, config)), as[map[string]tftypes.Value](t, m.state)
	for _, attribute := range m.schema.ResourceSchemas[m.name].Block.Attributes {
		if attribute.Computed && values[attribute.Name].IsNull() {
			values[attribute.Name] = prior[attribute.Name]
		}
	}
	return tftypes.NewValue(m.object(), values)
}

// apply plans and applies a configuration, and keeps what comes of it.
func (m *managed) apply(ctx context.Context, t testing.TB, config tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	planned, diags := m.plan(t, config)
	if hasErrors(diags) {
		return diags
	}
	resp, err := m.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: m.name, PriorState: m.dynamic(t, m.state), Config: m.dynamic(t, config),
		PlannedState: planned.PlannedState, PlannedPrivate: planned.PlannedPrivate, PlannedIdentity: planned.PlannedIdentity,
	})
	if err != nil {
		t.Fatal(err)
	}
	m.keep(t, resp.NewState, resp.Private, resp.NewIdentity)
	return resp.Diagnostics
}

// destroy plans and applies to have the resource gone.
func (m *managed) destroy(t testing.TB) []*tfprotov6.Diagnostic {
	t.Helper()
	return m.apply(t.Context(), t, tftypes.NewValue(m.object(), nil))
}

// refresh reads the resource.
func (m *managed) refresh(t testing.TB) []*tfprotov6.Diagnostic {
	t.Helper()
	resp, err := m.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: m.name, CurrentState: m.dynamic(t, m.state), Private: m.private, CurrentIdentity: m.identity})
	if err != nil {
		t.Fatal(err)
	}
	if !hasErrors(resp.Diagnostics) {
		m.keep(t, resp.NewState, resp.Private, resp.NewIdentity)
	}
	return resp.Diagnostics
}

// imported imports by an id, or by an identity when there is none, and reads, as Terraform does.
func (m *managed) imported(t testing.TB, id string, identity map[string]any) []*tfprotov6.Diagnostic {
	t.Helper()
	req := &tfprotov6.ImportResourceStateRequest{TypeName: m.name, ID: id}
	if identity != nil {
		req.Identity = &tfprotov6.ResourceIdentityData{IdentityData: jsonConfig(t, identity)}
	}
	resp, err := m.server.ImportResourceState(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if hasErrors(resp.Diagnostics) {
		return resp.Diagnostics
	}
	one := resp.ImportedResources[0]
	m.keep(t, one.State, one.Private, one.Identity)
	return m.refresh(t)
}

func (m *managed) keep(t testing.TB, state *tfprotov6.DynamicValue, private []byte, identity *tfprotov6.ResourceIdentityData) {
	t.Helper()
	value, err := state.Unmarshal(m.object())
	if err != nil {
		t.Fatal(err)
	}
	m.state, m.private, m.identity = value, private, identity
}

// attributes are those of the state; nil when there is none.
func (m *managed) attributes(t testing.TB) map[string]any {
	t.Helper()
	attributes, _ := plain(t, m.state).(map[string]any)
	return attributes
}

// identified returns the identity.
func (m *managed) identified(t testing.TB) map[string]any {
	t.Helper()
	schemas, err := m.server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]tftypes.Type{}
	for _, attribute := range schemas.IdentitySchemas[m.name].IdentityAttributes {
		types[attribute.Name] = attribute.Type
	}
	return decodeAs(t, m.identity.IdentityData, tftypes.Object{AttributeTypes: types})
}

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
	if !hasErrors(planned.Diagnostics) {
		m.checkPlanned(t, config, m.decoded(t, planned.PlannedState))
	}
	return planned, planned.Diagnostics
}

// checkPlanned fails the test for a plan that Terraform would refuse: what is configured must be planned as it is, or as it was
// before, and nothing else may be planned but what the provider computes.
func (m *managed) checkPlanned(t testing.TB, config, planned tftypes.Value) {
	t.Helper()
	if config.IsNull() {
		return
	}
	given, plans, prior := as[map[string]tftypes.Value](t, config), as[map[string]tftypes.Value](t, planned), map[string]tftypes.Value{}
	if !m.state.IsNull() {
		prior = as[map[string]tftypes.Value](t, m.state)
	}
	for _, attribute := range m.schema.ResourceSchemas[m.name].Block.Attributes {
		name, plan := attribute.Name, plans[attribute.Name]
		was, kept := prior[name]
		kept = kept && !was.IsNull() && plan.Equal(was)
		switch {
		case attribute.NestedType != nil || plan.Equal(given[name]) || attribute.Computed && given[name].IsNull():
		case !given[name].IsNull() && kept:
		default:
			t.Errorf("invalid plan: %s is configured as %v and planned as %v", name, given[name], plan)
		}
	}
}

// checkApplied fails the test for a result that Terraform would call inconsistent: what was planned must come true.
func checkApplied(t testing.TB, at string, planned, got tftypes.Value) {
	t.Helper()
	var plans, results map[string]tftypes.Value
	switch {
	case !planned.IsKnown():
	case planned.IsNull() || got.IsNull() || planned.As(&plans) != nil || got.As(&results) != nil:
		if !planned.Equal(got) {
			t.Errorf("inconsistent result after apply: %s was planned as %v and is %v", at, planned, got)
		}
	default:
		for name, plan := range plans {
			checkApplied(t, at+"."+name, plan, results[name])
		}
		if len(results) != len(plans) {
			t.Errorf("inconsistent result after apply: %s was planned as %v and is %v", at, planned, got)
		}
	}
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
	return m.carryOut(ctx, t, config, planned)
}

// carryOut applies what was planned, and keeps what comes of it.
func (m *managed) carryOut(ctx context.Context, t testing.TB, config tftypes.Value, planned *tfprotov6.PlanResourceChangeResponse) []*tfprotov6.Diagnostic {
	t.Helper()
	resp, err := m.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: m.name, PriorState: m.dynamic(t, m.state), Config: m.dynamic(t, config),
		PlannedState: planned.PlannedState, PlannedPrivate: planned.PlannedPrivate, PlannedIdentity: planned.PlannedIdentity,
	})
	if err != nil {
		t.Fatal(err)
	}
	m.keep(t, resp.NewState, resp.Private, resp.NewIdentity)
	if !hasErrors(resp.Diagnostics) {
		checkApplied(t, m.name, m.decoded(t, planned.PlannedState), m.state)
	}
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
	m.state, m.private, m.identity = m.decoded(t, state), private, identity
}

func (m *managed) decoded(t testing.TB, state *tfprotov6.DynamicValue) tftypes.Value {
	t.Helper()
	value, err := state.Unmarshal(m.object())
	if err != nil {
		t.Fatal(err)
	}
	return value
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

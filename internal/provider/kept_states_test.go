package provider

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// keptState is the part of a Terraform state file that belongs to the provider.
type keptState struct {
	Resources []struct {
		Type, Name string
		Instances  []struct {
			SchemaVersion         int64           `json:"schema_version"`
			Attributes            json.RawMessage `json:"attributes"`
			Private               []byte          `json:"private"`
			IdentitySchemaVersion int64           `json:"identity_schema_version"`
			Identity              json.RawMessage `json:"identity"`
		} `json:"instances"`
	} `json:"resources"`
}

// testdata/states has a state of each schema that users may have, as Terraform wrote it, with every attribute set and with as few as
// possible. It is never written again: a later schema must read it, and the configuration it came from must then need no change.
func TestResources_readKeptStatesWithoutAChange(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/states/*.tfstate")
	if err != nil || len(files) == 0 {
		t.Fatalf("no states are kept: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var kept keptState
		if err := json.Unmarshal(text, &kept); err != nil {
			t.Fatal(err)
		}
		types := map[string]bool{}
		p := newProtocolWithoutLogin(t, newTestService(t))
		for _, r := range kept.Resources {
			types[r.Type] = true
			in := r.Instances[0]
			t.Run(filepath.Base(file)+"/"+r.Type+"."+r.Name, func(t *testing.T) {
				m := p.manage(t, r.Type)
				m.private = in.Private
				m.upgradeState(t, in.SchemaVersion, in.Attributes)
				m.upgradeIdentity(t, in.IdentitySchemaVersion, in.Identity)
				planned, diags := m.plan(t, m.configured(t))
				noErrors(t, diags)
				if got := m.decoded(t, planned.PlannedState); !got.Equal(m.state) || len(planned.RequiresReplace) > 0 {
					t.Errorf("the plan wants\n%v\ninstead of\n%v\nreplacing for %v", got, m.state, planned.RequiresReplace)
				}
			})
		}
		if len(types) != len(p.schema.ResourceSchemas) && filepath.Base(file) == filepath.Base(files[len(files)-1]) {
			t.Errorf("the newest kept state has %d of %d resource types", len(types), len(p.schema.ResourceSchemas))
		}
	}
}

// upgradeState reads a state of an older schema, or of the same, and checks that no attribute is lost.
func (m *managed) upgradeState(t *testing.T, version int64, attributes json.RawMessage) {
	t.Helper()
	resp, err := m.server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: m.name, Version: version, RawState: &tfprotov6.RawState{JSON: attributes}})
	if err != nil {
		t.Fatal(err)
	}
	noErrors(t, resp.Diagnostics)
	m.state = m.decoded(t, resp.UpgradedState)
	var before map[string]any
	if err := json.Unmarshal(attributes, &before); err != nil {
		t.Fatal(err)
	}
	after := m.attributes(t)
	for name, was := range before {
		if number, ok := was.(float64); ok {
			was = int64(number)
		}
		if !reflect.DeepEqual(after[name], was) {
			t.Errorf("%s was %v and is %v", name, was, after[name])
		}
	}
}

// upgradeIdentity reads an identity. Terraform asks the provider only for one of another schema.
func (m *managed) upgradeIdentity(t *testing.T, version int64, identity json.RawMessage) {
	t.Helper()
	schemas, err := m.server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if schemas.IdentitySchemas[m.name].Version == version {
		m.identity = &tfprotov6.ResourceIdentityData{IdentityData: &tfprotov6.DynamicValue{JSON: identity}}
		return
	}
	resp, err := m.server.UpgradeResourceIdentity(t.Context(), &tfprotov6.UpgradeResourceIdentityRequest{
		TypeName: m.name, Version: version, RawIdentity: &tfprotov6.RawState{JSON: identity}})
	if err != nil {
		t.Fatal(err)
	}
	noErrors(t, resp.Diagnostics)
	m.identity = resp.UpgradedIdentity
}

// configured is a configuration with everything in the state that can be configured.
func (m *managed) configured(t *testing.T) tftypes.Value {
	t.Helper()
	values := map[string]tftypes.Value{}
	for name, value := range as[map[string]tftypes.Value](t, m.state) {
		values[name] = value
	}
	for _, attribute := range m.schema.ResourceSchemas[m.name].Block.Attributes {
		if !attribute.Required && !attribute.Optional {
			values[attribute.Name] = tftypes.NewValue(attribute.Type, nil)
		}
	}
	return tftypes.NewValue(m.object(), values)
}

package provider

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// FuzzResources gives odd configurations to resources: it creates, updates, reads, imports and destroys with whatever is not
// refused. Nothing may panic, and each step ends with a result or an error that helps.
func FuzzResources(f *testing.F) {
	for seed := range uint64(60) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		s := newTestService(t)
		users := s.users(t, 2)
		thread := s.thread(t, client.NewThread{Topic: "A", Members: []client.Member{{UserID: users[0]}}})
		message := s.message(t, thread, client.NewMessage{Content: "hello"})
		p := s.configure(t, tfprotov6.DynamicValue{JSON: []byte(`{"client_side_throttling": false, "max_retries": 0}`)})
		right := []string{thread, thread, users[0], users[1], s.actingUser, message, "10s", thread + "/" + users[0], thread + "/" + message}
		odd := oddInput{rand.New(rand.NewPCG(seed, 0)), oddTexts(slices.Repeat(right, 6)...)} //nolint:gosec // no secret is made of it
		for _, name := range slices.Sorted(maps.Keys(p.schema.ResourceSchemas)) {
			liveOddly(t, p.manage(t, name), odd)
		}
	})
}

// liveOddly leads one resource through its life.
func liveOddly(t *testing.T, m *managed, odd oddInput) {
	t.Helper()
	for range 6 {
		config, known := odd.settings(m)
		planned, diags := m.plan(t, config)
		if !ran(t, nil, diags) || !known || planned == nil {
			continue
		}
		ran(t, nil, m.apply(t.Context(), t, config))
		if !m.state.IsNull() {
			ran(t, nil, m.refresh(t))
		}
	}
	if !m.state.IsNull() {
		ran(t, nil, m.destroy(t))
	}
	again := m.manage(t, m.name)
	ran(t, nil, again.imported(t, odd.text(), nil))
}

// settings returns a configuration of a resource that has been chosen to be right more often than not, and whether it is known.
func (o oddInput) settings(m *managed) (tftypes.Value, bool) {
	values := map[string]tftypes.Value{}
	for _, attribute := range m.schema.ResourceSchemas[m.name].Block.Attributes {
		values[attribute.Name] = tftypes.NewValue(attribute.ValueType(), nil)
		switch {
		case !attribute.Required && !attribute.Optional: // nothing can be configured
		case attribute.Optional && o.IntN(3) > 0: // else hardly any configuration would be right
		default:
			values[attribute.Name] = o.value(attribute.ValueType())
		}
	}
	value := tftypes.NewValue(m.object(), values)
	return value, value.IsFullyKnown()
}

// FuzzProviderLogin gives odd provider blocks and environments to the login.
func FuzzProviderLogin(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		s := &testService{}
		right := []string{"https://contoso.communication.azure.com", "endpoint=https://contoso.communication.azure.com/;accesskey=a2V5", aUser, "true"}
		odd := oddInput{rand.New(rand.NewPCG(seed, 0)), oddTexts(slices.Repeat(right, 6)...)} //nolint:gosec // no secret is made of it
		s.env = map[string]string{}
		for _, name := range []string{envEndpoint, envAccessToken, envConnectionString, envUseEntraID, envUserID} {
			if odd.IntN(3) == 0 {
				s.env[name] = odd.text()
			}
		}
		s.entraID = newTestService(t).entraID
		server, err := s.newServer()
		must(t, err)
		schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
		must(t, err)
		given, _ := odd.config(t, schema.Provider)
		validated, err := server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: given})
		if ran(t, err, validated.Diagnostics) {
			configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: given})
			ran(t, err, configured.Diagnostics)
		}
	})
}

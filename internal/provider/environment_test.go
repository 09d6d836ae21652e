package provider

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// TestResources_ofAnotherEnvironmentAreRefusedAndKept plans the state of one Communication Services resource with the login of
// another, which knows none of it.
func TestResources_ofAnotherEnvironmentAreRefusedAndKept(t *testing.T) {
	t.Parallel()
	here, there := newTestService(t), newTestService(t)
	for name, config := range here.sample(t).creatable(here.users(t, 1)[0]) {
		t.Run(name, func(t *testing.T) {
			m := newProtocol(t, here).manage(t, name)
			noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
			own := m.protocol
			m.protocol = newProtocol(t, there)
			there.ResetRequests()
			wantOtherResource(t, m, config, here, there)
			m.private = nil // an older version of the provider wrote the state
			wantOtherResource(t, m, config, here, there)
			if calls := there.Requests(); len(calls) > 0 {
				t.Errorf("calls were made: %v", calls)
			}
			m.protocol = own
			noErrors(t, m.destroy(t))
		})
	}
}

// wantOtherResource wants refresh, plan and destroy refused, with both resources named.
func wantOtherResource(t *testing.T, m *managed, config map[string]any, here, there *testService) {
	t.Helper()
	nothing := tftypes.NewValue(m.object(), nil)
	_, planned := m.plan(t, m.value(t, config))
	refused := map[string][]*tfprotov6.Diagnostic{
		"refresh":         m.refresh(t),
		"plan":            planned,
		"plan to destroy": m.destroy(t),
		"destroy":         m.applyPlanned(t, nothing), // a plan of the right environment
	}
	if m.name != "chat_user" { // which has nothing to update
		refused["update"] = m.applyPlanned(t, m.state)
	}
	for what, diags := range refused {
		for _, part := range []string{"another Communication Services resource", client.ResourceIDOf(here.actingUser), client.ResourceIDOf(there.actingUser)} {
			if !hasErrors(diags) || !strings.Contains(told(diags), part) {
				t.Errorf("%s does not say %q:%s", what, part, told(diags))
			}
		}
	}
	if m.state.IsNull() {
		t.Fatal("the state forgot what is still there")
	}
}

// TestThreadMember_ofTeamsRemembersItsResource has a member whose id names no resource.
func TestThreadMember_ofTeamsRemembersItsResource(t *testing.T) {
	t.Parallel()
	here, there := newTestService(t), newTestService(t)
	m := newProtocol(t, here).manage(t, "chat_thread_member")
	config := here.sample(t).creatable(here.users(t, 1)[0])["chat_thread_member"]
	noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
	values := as[map[string]tftypes.Value](t, m.state)
	config["user_id"] = "8:orgid:00000000-0000-0000-0000-000000000001"
	values["user_id"] = tftypes.NewValue(tftypes.String, config["user_id"])
	m.state = tftypes.NewValue(m.object(), values)
	m.protocol = newProtocol(t, there)
	wantOtherResource(t, m, config, here, there)
}

// Without an acting user only the answer to the deletion raises the question.
func TestUser_ofAnotherEnvironmentIsNotTakenForDeleted(t *testing.T) {
	t.Parallel()
	here, there := newTestService(t), newTestService(t)
	for _, s := range []*testService{here, there} {
		delete(s.env, envUserID)
	}
	m := newProtocol(t, here).manage(t, "chat_user")
	noErrors(t, m.apply(t.Context(), t, m.value(t, map[string]any{})))
	m.protocol = newProtocol(t, there)
	wantError(t, m.destroy(t), "", client.ResourceIDOf(here.actingUser))
	if m.state.IsNull() {
		t.Error("the state forgot a user that exists")
	}
}

func TestAccEnvironment_theWrongOneDestroysNothing(t *testing.T) {
	s, other := newTestService(t), newTestService(t)
	u := s.users(t, 1)[0]
	config := memberConfig(u, "") + `
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content   = "Hello"
}
resource "chat_user" "u" {}
`
	right := map[string]string{envConnectionString: s.env[envConnectionString], envUserID: s.env[envUserID]}
	login := func(env map[string]string) func() {
		return func() { s.env[envConnectionString], s.env[envUserID] = env[envConnectionString], env[envUserID] }
	}
	refused := regexp.MustCompile(`(?s)The login is for another Communication Services resource.*` + client.ResourceIDOf(s.actingUser) + `.*` + client.ResourceIDOf(other.actingUser))
	acceptance(t, s,
		resource.TestStep{Config: config},
		before(resource.TestStep{Config: config, ExpectError: refused}, login(other.env)),
		resource.TestStep{Config: config, Destroy: true, ExpectError: refused},
		before(resource.TestStep{Config: config, PlanOnly: true}, login(right)),
	)
	for _, call := range other.Requests() {
		if call.Operation != emulator.OpIssueToken { // which logging in does
			t.Errorf("%s was called", call.Operation)
		}
	}
}

package provider

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

func TestAccUser_actingOneIsNeitherDestroyedNorReplaced(t *testing.T) {
	s := newTestService(t)
	first := s.actingUser
	var created string
	config := func(trigger string) string {
		return `
resource "terraform_data" "trigger" { input = "` + trigger + `" }
resource "chat_user" "u" {
  lifecycle { replace_triggered_by = [terraform_data.trigger] }
}`
	}
	acts := func() {
		users, err := s.Users(t.Context())
		must(t, err)
		for _, user := range users {
			if user != first {
				created = user
			}
		}
		s.env[envUserID] = created
	}
	refused := regexp.MustCompile(`(?s)The acting user cannot be destroyed.*destroy\s+=\s+false`)
	acceptance(t, s,
		resource.TestStep{Config: config("1")},
		before(resource.TestStep{Config: config("1"), Destroy: true, ExpectError: refused}, acts),
		resource.TestStep{Config: config("2"), PlanOnly: true, ExpectError: refused},
		resource.TestStep{Config: config("1"), PlanOnly: true},
		before(resource.TestStep{Config: config("2")}, func() { s.env[envUserID] = first }),
	)
}

// A tainted user is planned as if it did not exist: its destruction is refused when it is due.
func TestUser_actingOneThatIsTaintedIsNotDestroyed(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	m := newProtocol(t, s).manage(t, "chat_user")
	noErrors(t, m.imported(t, s.actingUser, nil))
	wantError(t, m.applyPlanned(t, tftypes.NewValue(m.object(), nil)), "", "The acting user cannot be destroyed")
	must(t, s.expectWrites())
}

// applyPlanned applies what was planned elsewhere.
func (m *managed) applyPlanned(t testing.TB, planned tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	resp, err := m.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: m.name, PriorState: m.dynamic(t, m.state), Config: m.dynamic(t, planned), PlannedState: m.dynamic(t, planned),
		PlannedPrivate: m.private, PlannedIdentity: m.identity,
	})
	if err != nil {
		t.Fatal(err)
	}
	m.keep(t, resp.NewState, resp.Private, resp.NewIdentity)
	return resp.Diagnostics
}

func TestAccUser_needsALoginThatManagesUsersAtPlan(t *testing.T) {
	s := newTestService(t)
	all, token := s.env, s.tokenLogin(t, s.actingUser)
	refused := regexp.MustCompile(`(?s)The login cannot manage users.*connection_string`)
	const config = `resource "chat_user" "u" {}`
	acceptance(t, s,
		before(resource.TestStep{Config: config, PlanOnly: true, ExpectError: refused}, func() { s.env = token }),
		before(resource.TestStep{Config: config}, func() { s.env = all }),
		before(resource.TestStep{Config: config, PlanOnly: true}, func() { s.env = token }),
		resource.TestStep{Config: config, Destroy: true, ExpectError: refused},
		before(resource.TestStep{Config: config, PlanOnly: true}, func() { s.env = all }),
	)
}

package provider

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// ada makes a user with the custom id "ada" behind Terraform's back.
func (s *testService) ada(t *testing.T) string {
	t.Helper()
	user, _, err := s.clientAs(t, "").EnsureUser(t.Context(), "ada")
	must(t, err)
	return user.ID
}

const namedUser = `resource "chat_user" "u" { custom_id = "ada" }`

func TestAccUser_customIDIsReadAndReplaced(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		s.planned(theUser, plancheck.ResourceActionCreate, namedUser, s.writes(emulator.OpCreateIdentity)),
		s.planned(theUser, plancheck.ResourceActionNoop, namedUser, s.writes()),
		resource.TestStep{ResourceName: theUser, ImportState: true, ImportStateVerify: true, ImportStateId: "custom_id=ada"},
		s.planned(theUser, plancheck.ResourceActionReplace, `resource "chat_user" "u" { custom_id = "grace" }`,
			s.writes(emulator.OpDeleteIdentity, emulator.OpCreateIdentity)),
	)
}

// customIDsAgain makes a service that gives the custom id of a deleted user to a new one. Where the service refuses that,
// the user cannot be created again, whatever the provider does.
func customIDsAgain(o *emulator.Options) { o.Choices[emulator.ChoiceCustomIDAgain] = "201" }

func TestAccUser_deletedOutsideIsNoticedByCustomID(t *testing.T) {
	s := newTestService(t, customIDsAgain)
	acceptance(t, s,
		resource.TestStep{Config: namedUser},
		before(s.planned(theUser, plancheck.ResourceActionCreate, namedUser, s.writes(emulator.OpCreateIdentity)), func() {
			must(t, s.clientAs(t, "").DeleteUser(t.Context(), s.ada(t)))
			s.ResetRequests()
		}),
	)
}

// A user that exists is adopted: another state, or a create that was interrupted, made it.
func TestAccUser_customIDAdoptsTheUserThatExists(t *testing.T) {
	s := newTestService(t)
	id := s.ada(t)
	acceptance(t, s, resource.TestStep{
		Config: namedUser + `
resource "chat_user" "other" { on_destroy = "keep" }`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(theUser, tfjsonpath.New("id"), knownvalue.StringExact(id)),
		},
		PostApplyFunc: func() {
			if users, err := s.Users(t.Context()); err != nil || len(users) != 3 {
				t.Errorf("the users are %v (%v), want the acting user, the adopted and the other one", users, err)
			}
		},
	}, resource.TestStep{Config: namedUser}) // the other one is kept: nothingLeft counts it
}

func TestUser_adoptionIsAWarning(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	id := s.ada(t)
	m := newProtocol(t, s).manage(t, "chat_user")
	diags := m.apply(t.Context(), t, m.value(t, map[string]any{"custom_id": "ada"}))
	if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityWarning ||
		!strings.Contains(told(diags), "The user existed already") || !strings.Contains(told(diags), id) {
		t.Errorf("the warning is %s", told(diags))
	}
}

// With create_before_destroy a replacement adopts the user that its other half is to delete.
func TestAccUser_replacedCreatingFirstKeepsTheUser(t *testing.T) {
	s := newTestService(t)
	const config = `
resource "chat_user" "u" {
  custom_id = "ada"
  lifecycle { create_before_destroy = true }
}`
	replaced := resource.TestStep{Config: config, Taint: []string{theUser}}
	expectService(&replaced, func() error { return s.expectCalls(map[emulator.Operation]int{emulator.OpDeleteIdentity: 0}) })
	acceptance(t, s,
		resource.TestStep{Config: config},
		before(replaced, s.ResetRequests),
		s.planned(theUser, plancheck.ResourceActionNoop, config),
	)
}

func TestAccUser_importedByIDThatHasTheCustomIDIsKept(t *testing.T) {
	s := newTestService(t)
	id := s.ada(t)
	acceptance(t, s,
		resource.TestStep{
			Config: fmt.Sprintf("%s\nimport {\n  to = %s\n  id = %q\n}", namedUser, theUser, id),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(theUser, plancheck.ResourceActionUpdate),
			}},
		},
		s.planned(theUser, plancheck.ResourceActionNoop, namedUser, s.writes()),
	)
}

func TestAccUser_importOfAnUnknownCustomIDCreatesNothing(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s, resource.TestStep{
		Config:      fmt.Sprintf("%s\nimport {\n  to = %s\n  id = %q\n}", namedUser, theUser, "custom_id=ada"),
		ExpectError: regexp.MustCompile(`No user has this custom_id`),
	})
}

func TestAccUser_aServiceWithoutThePreviewIsNamed(t *testing.T) {
	s := newTestService(t)
	s.InjectFault(emulator.Fault{Operation: emulator.OpCreateIdentity, Status: http.StatusBadRequest,
		Header: http.Header{"Api-Supported-Versions": {"2023-10-01"}}})
	acceptance(t, s,
		resource.TestStep{Config: namedUser, ExpectError: regexp.MustCompile(`(?s)2025-03-02-preview.*Remove\s+custom_id|Remove\s+custom_id.*2025-03-02-preview`)},
		resource.TestStep{Config: `resource "chat_user" "u" {}`},
	)
}

func TestUserDataSource_showsAllThatTheServiceHas(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p := newProtocol(t, s)
	id := s.ada(t)
	if got := p.mustRead(t, "chat_user", map[string]any{"id": id}); got["custom_id"] != "ada" || got["last_token_issued_on"] != nil {
		t.Errorf("got %v", got)
	}
	if got := p.mustRead(t, "chat_user", map[string]any{"id": s.actingUser}); got["custom_id"] != nil || got["last_token_issued_on"] == nil {
		t.Errorf("got %v of the acting user", got)
	}
	must(t, s.clientAs(t, "").DeleteUser(t.Context(), id))
	_, diags := p.read(t, "chat_user", map[string]any{"id": id})
	wantError(t, diags, "id", "Could not read the user")
}

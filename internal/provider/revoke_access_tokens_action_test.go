package provider

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// tokens issues a token for each user.
func (s *testService) tokens(t *testing.T, users ...string) []string {
	t.Helper()
	tokens := make([]string, len(users))
	for i, user := range users {
		var err error
		if tokens[i], err = s.IssueToken(t.Context(), user); err != nil {
			t.Fatal(err)
		}
	}
	return tokens
}

func TestRevokeAccessTokens_makesTheTokensOfOneUserVoid(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	users := s.users(t, 2)
	tokens := s.tokens(t, users[0], users[0], users[1])
	progress, diags := newProtocol(t, s).invoke(t, "chat_revoke_access_tokens", map[string]any{"user_id": users[0]})
	noErrors(t, diags)
	for _, token := range tokens[:2] {
		if err := s.works(t, token); client.KindOf(err) != client.KindUnauthorized {
			t.Errorf("a token of the user still works: %v", err)
		}
	}
	if err := s.works(t, tokens[2]); err != nil {
		t.Errorf("another user's token was revoked: %v", err)
	}
	want := []string{"Revoking the access tokens of " + users[0], "Revoked the access tokens of " + users[0]}
	if !reflect.DeepEqual(progress, want) {
		t.Errorf("progress %q, want %q", progress, want)
	}
}

// That revokes the provider's own tokens too. It must get new ones and go on.
func TestRevokeAccessTokens_ofTheActingUserDoesNotLockTheProviderOut(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	thread := s.thread(t, client.NewThread{Topic: "Release"})
	p := newProtocol(t, s)
	p.mustRead(t, "chat_thread", map[string]any{"id": thread})
	_, diags := p.invoke(t, "chat_revoke_access_tokens", map[string]any{"user_id": s.actingUser})
	noErrors(t, diags)
	p.mustRead(t, "chat_thread", map[string]any{"id": thread})
}

func TestRevokeAccessTokens_missingUserIsAnErrorAtItsID(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	user := s.users(t, 1)[0]
	if err := s.clientAs(t, s.actingUser).DeleteUser(t.Context(), user); err != nil {
		t.Fatal(err)
	}
	_, diags := newProtocol(t, s).invoke(t, "chat_revoke_access_tokens", map[string]any{"user_id": user})
	wantError(t, diags, "user_id", "Could not revoke the access tokens")
}

func TestRevokeAccessTokens_aTokenCannotRevoke(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.env = map[string]string{envEndpoint: s.URL(), envAccessToken: s.tokens(t, s.actingUser)[0]}
	_, diags := newProtocol(t, s).invoke(t, "chat_revoke_access_tokens", map[string]any{"user_id": s.actingUser})
	wantError(t, diags, "", "log in with a connection string or Entra ID")
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("calls were made: %v", calls)
	}
}

func TestRevokeAccessTokens_needsTheLogin(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	_, diags := newProtocolWithoutLogin(t, s).invoke(t, "chat_revoke_access_tokens", map[string]any{"user_id": s.actingUser})
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestRevokeAccessTokens_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, actionKind, "chat_revoke_access_tokens", map[string]badInput{
		"no user":       {map[string]any{}, "user_id", "required"},
		"empty user":    {map[string]any{"user_id": ""}, "user_id", "a user id looks like 8:acs:"},
		"name as user":  {map[string]any{"user_id": "ann"}, "user_id", "a user id looks like 8:acs:"},
		"phone as user": {map[string]any{"user_id": "4:+14255550123"}, "user_id", "only users of a Communication Services resource"},
		"teams app":     {map[string]any{"user_id": "28:orgid:" + userGUID}, "user_id", "only users of a Communication Services resource"},
	})
}

func TestAccRevokeAccessTokens_runsWhenTriggered(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	ann := s.users(t, 1)[0]
	token := s.tokens(t, ann)[0]
	step := resource.TestStep{Config: fmt.Sprintf(`
resource "terraform_data" "leak" {
  input = "found"
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.chat_revoke_access_tokens.ann]
    }
  }
}
action "chat_revoke_access_tokens" "ann" {
  config { user_id = %q }
}`, ann)}
	expectService(&step, func() error {
		if n := len(s.Requests(emulator.OpRevokeTokens)); n != 1 {
			return fmt.Errorf("%d calls to revoke, want 1", n)
		}
		if err := s.works(t, token); client.KindOf(err) != client.KindUnauthorized {
			return fmt.Errorf("the token still works: %w", err)
		}
		return nil
	})
	acceptanceCase(t, s, resource.TestCase{Steps: []resource.TestStep{step},
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)}})
}

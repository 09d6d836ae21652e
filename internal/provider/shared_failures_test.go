package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// wantOneAndFollowers wants one error that says everything, and of the others one line each that points to it.
func wantOneAndFollowers(t *testing.T, diags []*tfprotov6.Diagnostic, title string, says ...string) {
	t.Helper()
	if len(diags) < 2 || !strings.Contains(diags[0].Summary, title) {
		t.Fatalf("want %q and followers, got %s", title, told(diags))
	}
	for _, part := range says {
		if !strings.Contains(diags[0].Detail, part) {
			t.Errorf("the first error does not say %q:\n%s", part, diags[0].Detail)
		}
	}
	for _, d := range diags[1:] {
		if strings.Contains(d.Detail, "\n") || !strings.Contains(d.Detail, "see what to do in the error of") {
			t.Errorf("a follower says\n%s\n%s", d.Summary, d.Detail)
		}
	}
}

// A connection string of one environment with the user_id and the state of another is one mistake.
func TestLogin_actingUserOfAnotherEnvironmentIsOneError(t *testing.T) {
	t.Parallel()
	here, there := newTestService(t), newTestService(t)
	all := everything(t, here)
	there.env[envUserID] = here.actingUser
	wrong := newProtocol(t, there)
	var diags []*tfprotov6.Diagnostic
	for _, m := range all {
		m.protocol = wrong
		if m.name != "chat_user" { // which is another kind of error, of the same cause
			diags = append(diags, m.refresh(t)...)
		}
		if m.state.IsNull() {
			t.Errorf("the state forgot %s", m.name)
		}
	}
	wantOneAndFollowers(t, diags, "The acting user does not exist in this Communication Services resource",
		"Check "+envConnectionString+" and "+envUserID+", which must belong together", client.ResourceIDOf(here.actingUser),
		client.ResourceIDOf(there.actingUser), there.URL())
	if strings.Contains(told(diags), "state rm") {
		t.Errorf("good state is to be forgotten: %s", told(diags))
	}
	left, err := there.Users(t.Context())
	must(t, err)
	if len(left) != 1 {
		t.Errorf("there are %d users in the other environment, want 1", len(left))
	}
}

// A whole login of another environment is one mistake too.
func TestLogin_ofAnotherEnvironmentIsOneError(t *testing.T) {
	t.Parallel()
	here, there := newTestService(t), newTestService(t)
	all, wrong := everything(t, here), newProtocol(t, there)
	var diags []*tfprotov6.Diagnostic
	for _, m := range all {
		m.protocol = wrong
		diags = append(diags, m.refresh(t)...)
	}
	wantOneAndFollowers(t, diags, "The login is for another Communication Services resource",
		client.ResourceIDOf(here.actingUser), client.ResourceIDOf(there.actingUser), "terraform state rm")
}

// A token that was revoked is one mistake, named by the variable it came from.
func TestLogin_revokedTokenIsOneError(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	all := everything(t, s)
	s.env = s.tokenLogin(t, s.actingUser)
	revoked := newProtocol(t, s)
	must(t, s.RevokeTokens(t.Context(), s.actingUser))
	var diags []*tfprotov6.Diagnostic
	for _, m := range all {
		m.protocol = revoked
		if m.name != "chat_user" { // which needs another login, and says so
			diags = append(diags, m.refresh(t)...)
		}
	}
	wantOneAndFollowers(t, diags, "Could not", envAccessToken)
}

// An endpoint where nothing listens is one mistake, also with a token, which takes no call to log in.
func TestLogin_deadEndpointIsOneError(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	all := everything(t, s)
	s.env = s.tokenLogin(t, s.actingUser)
	s.env[envEndpoint] = "http://127.0.0.1:1"
	dead := newProtocol(t, s)
	var diags []*tfprotov6.Diagnostic
	for _, m := range all {
		if m.protocol = dead; m.name == "chat_thread" || m.name == "chat_message" {
			diags = append(diags, m.refresh(t)...)
		}
	}
	wantOneAndFollowers(t, diags, "Could not", "start chat-emulator there", "nothing listens at http://127.0.0.1:1")
}

// everything makes one object of each resource type.
func everything(t *testing.T, s *testService) []*managed {
	t.Helper()
	var all []*managed
	for name, config := range s.sample(t).creatable(s.users(t, 1)[0]) {
		m := newProtocol(t, s).manage(t, name) // each on its own: two of them manage the same member
		noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
		all = append(all, m)
	}
	return all
}

// A sender of another environment is an error of sender_id.
func TestMessage_senderWhoDoesNotExistIsAnErrorOfSenderID(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	config := s.sample(t).creatable(s.users(t, 1)[0])["chat_message"]
	gone := client.ResourceIDOf(s.actingUser)
	config["sender_id"] = "8:acs:" + gone + "_" + userGUID
	m := newProtocol(t, s).manage(t, "chat_message")
	diags := m.apply(t.Context(), t, m.value(t, config))
	wantError(t, diags, "sender_id", "was deleted")
	wantError(t, diags, "sender_id", userGoneTitle)
}

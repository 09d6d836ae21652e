package provider

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/entra"
)

// logsIn validates and configures the provider as Terraform does, in an environment, and returns what it says.
func (s *testService) logsIn(t *testing.T, config map[string]any, env map[string]string) []*tfprotov6.Diagnostic {
	t.Helper()
	with := *s
	with.env = env
	server, err := with.newServer()
	must(t, err)
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	must(t, err)
	value := providerConfig(t, schema.Provider, config)
	validated, err := server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: value})
	must(t, err)
	if hasErrors(validated.Diagnostics) {
		return validated.Diagnostics
	}
	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: value})
	must(t, err)
	return configured.Diagnostics
}

// unknown stands for a value that is only known after apply.
type unknown struct{}

// providerConfig is a provider block. What is absent is null.
func providerConfig(t *testing.T, schema *tfprotov6.Schema, config map[string]any) *tfprotov6.DynamicValue {
	t.Helper()
	object := schema.ValueType().(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, of := range object.AttributeTypes {
		given := config[name]
		if _, later := given.(unknown); later {
			given = tftypes.UnknownValue
		}
		values[name] = tftypes.NewValue(of, given)
	}
	value, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, values))
	must(t, err)
	return &value
}

// entraID is a credential that the emulator accepts.
type entraID struct {
	service *emulator.Server
	asked   []string
}

func (e *entraID) GetToken(_ context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	e.asked = append(e.asked, options.Scopes...)
	token, err := e.service.IssueEntraToken(time.Hour)
	return azcore.AccessToken{Token: token, ExpiresOn: time.Now().Add(time.Hour)}, err
}

func TestProvider_login(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	token, err := s.IssueToken(t.Context(), s.actingUser)
	must(t, err)
	other := s.users(t, 1)[0]
	connection, url := s.ConnectionString(), s.URL()
	const elsewhere = "endpoint=https://elsewhere.communication.azure.com/;accesskey=a2V5"
	tests := map[string]struct {
		config map[string]any
		env    map[string]string
		at     string // where the error is; "" with says "" when there is none
		says   string
	}{
		"connection string":                       {config: map[string]any{"connection_string": connection, "user_id": other}},
		"connection string alone, for users only": {config: map[string]any{"connection_string": connection}},
		"token":                                {config: map[string]any{"endpoint": url, "access_token": token}},
		"all from the environment":             {env: map[string]string{envConnectionString: connection, envUserID: other}},
		"token from the environment":           {env: map[string]string{envEndpoint: url, envAccessToken: token}},
		"numbers and switches":                 {config: map[string]any{"connection_string": connection, "max_retries": 0, "client_side_throttling": false}},
		"same endpoint twice":                  {config: map[string]any{"connection_string": connection, "endpoint": url + "/"}},
		"token of the user in the environment": {env: map[string]string{envEndpoint: url, envAccessToken: token, envUserID: s.actingUser}},
		"token of the user in capitals":        {env: map[string]string{envEndpoint: url, envAccessToken: token, envUserID: upper(s.actingUser)}},
		"use_entra_id false is not a way":      {config: map[string]any{"connection_string": connection, "use_entra_id": false}},

		// The provider block wins over the environment.
		"token here, connection string there":    {config: map[string]any{"endpoint": url, "access_token": token}, env: map[string]string{envConnectionString: elsewhere, envUserID: other}},
		"connection string here, token there":    {config: map[string]any{"connection_string": connection}, env: map[string]string{envAccessToken: "x", envEndpoint: "https://elsewhere"}},
		"token here, Entra ID there":             {config: map[string]any{"endpoint": url, "access_token": token}, env: map[string]string{envUseEntraID: "true"}},
		"token here, endpoint there":             {config: map[string]any{"access_token": token}, env: map[string]string{envEndpoint: url}},
		"unknown here, two ways there":           {config: map[string]any{"connection_string": unknown{}}, env: map[string]string{envConnectionString: elsewhere, envAccessToken: "x"}},
		"unknown user":                           {config: map[string]any{"connection_string": connection, "user_id": unknown{}}},
		"unknown switch":                         {config: map[string]any{"connection_string": connection, "use_entra_id": unknown{}}},
		"unknown number":                         {config: map[string]any{"connection_string": connection, "max_retries": unknown{}}},
		"everything unknown":                     {config: map[string]any{"endpoint": unknown{}, "access_token": unknown{}, "use_entra_id": unknown{}}},
		"two ways, one of them empty":            {env: map[string]string{envConnectionString: connection, envAccessToken: ""}},
		"malformed user there, but a token here": {config: map[string]any{"endpoint": url, "access_token": token}, env: map[string]string{envUserID: "alice"}},

		// Gaps.
		"nothing":                 {says: "CHAT_CONNECTION_STRING"},
		"only an endpoint":        {config: map[string]any{"endpoint": url}, says: "connection_string (or CHAT_CONNECTION_STRING)"},
		"token without endpoint":  {config: map[string]any{"access_token": token}, at: "endpoint", says: "CHAT_ENDPOINT"},
		"Entra ID, no endpoint":   {config: map[string]any{"use_entra_id": true}, at: "endpoint", says: "CHAT_ENDPOINT"},
		"empty token":             {config: map[string]any{"endpoint": url, "access_token": ""}, at: "access_token", says: "at least 1"},
		"empty connection string": {config: map[string]any{"connection_string": ""}, at: "connection_string", says: "endpoint=https://"},

		// Contradictions.
		"two ways here":               {config: map[string]any{"connection_string": connection, "access_token": token, "endpoint": url}, at: "connection_string", says: "access_token and connection_string are set"},
		"two ways, one unknown":       {config: map[string]any{"connection_string": connection, "access_token": unknown{}}, at: "connection_string", says: "Set exactly one of"},
		"three ways here":             {config: map[string]any{"connection_string": connection, "access_token": token, "use_entra_id": true}, at: "connection_string", says: "access_token and connection_string are set"},
		"two ways there":              {env: map[string]string{envConnectionString: connection, envAccessToken: token}, says: "CHAT_ACCESS_TOKEN and CHAT_CONNECTION_STRING are set"},
		"token and user here":         {config: map[string]any{"endpoint": url, "access_token": token, "user_id": other}, at: "user_id", says: "remove user_id"},
		"token of another user there": {env: map[string]string{envEndpoint: url, envAccessToken: token, envUserID: other}, at: "user_id", says: "was issued for " + s.actingUser},
		"two endpoints here":          {config: map[string]any{"connection_string": elsewhere, "endpoint": url}, at: "endpoint", says: "the connection string is for https://elsewhere"},
		"two endpoints there":         {env: map[string]string{envConnectionString: elsewhere, envEndpoint: url}, at: "endpoint", says: "the connection string is for https://elsewhere"},
		"endpoint here, string there": {config: map[string]any{"endpoint": url}, env: map[string]string{envConnectionString: elsewhere}, at: "endpoint", says: "Remove endpoint"},

		// Malformed.
		"plain http":                 {config: map[string]any{"endpoint": "http://contoso.communication.azure.com", "access_token": token}, at: "endpoint", says: "https://"},
		"plain http there":           {config: map[string]any{"access_token": token}, env: map[string]string{envEndpoint: "http://contoso.communication.azure.com"}, at: "endpoint", says: "https://"},
		"endpoint with a path":       {config: map[string]any{"endpoint": "https://contoso/chat", "access_token": token}, at: "endpoint", says: "a host only"},
		"endpoint that is not a URL": {config: map[string]any{"endpoint": "contoso", "access_token": token}, at: "endpoint", says: "such as https://"},
		"string without a key":       {config: map[string]any{"connection_string": "endpoint=https://contoso.communication.azure.com/"}, at: "connection_string", says: "accesskey"},
		"string without a key there": {env: map[string]string{envConnectionString: "endpoint=https://contoso.communication.azure.com/"}, at: "connection_string", says: "accesskey"},
		"key that is not base64":     {config: map[string]any{"connection_string": "endpoint=https://contoso.communication.azure.com/;accesskey=!"}, at: "connection_string", says: "not base64"},
		"user that is none":          {config: map[string]any{"connection_string": connection, "user_id": "alice"}, at: "user_id", says: "8:acs:"},
		"user without tokens":        {config: map[string]any{"connection_string": connection, "user_id": "8:orgid:" + userGUID}, at: "user_id", says: "only users of a Communication Services resource"},
		"user without tokens there":  {config: map[string]any{"connection_string": connection}, env: map[string]string{envUserID: "48:x"}, at: "user_id", says: "only users of a Communication Services resource"},
		"user that is none there":    {config: map[string]any{"connection_string": connection}, env: map[string]string{envUserID: "alice"}, at: "user_id", says: "8:acs:"},
		"token that is none":         {config: map[string]any{"endpoint": url, "access_token": "secret"}, at: "access_token", says: "not a JWT"},
		"too many retries":           {config: map[string]any{"connection_string": connection, "max_retries": 21}, at: "max_retries", says: "between 0 and 20"},
		"fewer than no retries":      {config: map[string]any{"connection_string": connection, "max_retries": -1}, at: "max_retries", says: "between 0 and 20"},
		"neither true nor false":     {env: map[string]string{envUseEntraID: "perhaps"}, at: "use_entra_id", says: "CHAT_USE_ENTRA_ID"},
		"Entra ID gives nothing":     {config: map[string]any{"endpoint": url, "use_entra_id": true}, at: "use_entra_id", says: "No Entra ID in this test."},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			diags := s.logsIn(t, test.config, test.env)
			if test.says == "" {
				noErrors(t, diags)
				return
			}
			wantError(t, diags, test.at, test.says)
			for _, secret := range []string{token, s.AccessKey(), "a2V5"} {
				if strings.Contains(told(diags), secret) {
					t.Error("the error shows a secret")
				}
			}
		})
	}
	for _, call := range s.Requests() {
		if call.Operation != emulator.OpIssueToken {
			t.Errorf("logging in called %s", call.Operation)
		}
	}
}

// Ten objects and a wrong key are one error, of the provider, and one call.
func TestProvider_aWrongKeyIsOneError(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.ResetRequests()
	wrong := "endpoint=" + s.URL() + "/;accesskey=" + base64.StdEncoding.EncodeToString([]byte("another key"))
	diags := s.logsIn(t, map[string]any{"connection_string": wrong, "user_id": s.actingUser}, nil)
	wantError(t, diags, "connection_string", "401")
	if calls := s.Requests(); len(calls) != 1 {
		t.Errorf("there were %d calls, want 1", len(calls))
	}
}

// Users can be managed although the acting user is gone.
func TestProvider_loginWorksWithoutTheActingUserThatIsGone(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	gone := s.actingUser[:strings.Index(s.actingUser, "_")] + "_" + userGUID
	noErrors(t, s.logsIn(t, map[string]any{"connection_string": s.ConnectionString(), "user_id": gone}, nil))
}

func TestProvider_entraIDIssuesTokensForTheActingUser(t *testing.T) {
	t.Parallel()
	s := newTestService(t, func(o *emulator.Options) { o.EntraID = true })
	credential := &entraID{service: s.Server}
	s.entraID = func(entra.Config) (azcore.TokenCredential, error) { return credential, nil }
	s.env = map[string]string{envEndpoint: s.URL(), envUseEntraID: "true", envUserID: s.actingUser}
	m := newProtocol(t, s).manage(t, "chat_thread")
	noErrors(t, m.apply(t.Context(), t, m.value(t, map[string]any{"topic": "By Entra ID"})))
	if got := s.onlyThread(t).CreatedBy; got != s.actingUser {
		t.Errorf("the thread was created by %s", got)
	}
	if len(credential.asked) == 0 || credential.asked[0] != "https://communication.azure.com//.default" {
		t.Errorf("tokens were asked for %v", credential.asked)
	}
}

// One az that fails is one error, however many objects there are.
func TestProvider_entraIDThatFailsIsAnErrorOfTheLogin(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.entraID = func(entra.Config) (azcore.TokenCredential, error) { return failingCredential{}, nil }
	for _, user := range []string{s.actingUser, ""} {
		s.env = map[string]string{envEndpoint: s.URL(), envUseEntraID: "true", envUserID: user}
		_, diags := s.tryToConfigure(t.Context(), t, tfprotov6.DynamicValue{JSON: []byte("{}")})
		wantError(t, diags, "use_entra_id", "az login")
	}
}

type failingCredential struct{}

func (failingCredential) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{}, errors.New("please run az login")
}

func TestProvider_withoutAnActingUserManagesUsersOnly(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	s.env = map[string]string{envConnectionString: s.ConnectionString()}
	before, err := s.Users(t.Context())
	must(t, err)
	for name, config := range sample.creatable(sample.userID) {
		m := newProtocol(t, s).manage(t, name) // each on its own: two of them manage the same member
		_, diags := m.plan(t, m.value(t, config))
		if name == "chat_user" {
			noErrors(t, diags)
			noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
		} else {
			wantError(t, diags, "", "CHAT_USER_ID")
		}
	}
	if users, err := s.Users(t.Context()); err != nil || len(users) != len(before)+1 {
		t.Errorf("there are %d users, %v; want %d", len(users), err, len(before)+1)
	}
}

func TestProvider_aTokenCannotManageUsers(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	token, err := s.IssueToken(t.Context(), s.actingUser)
	must(t, err)
	s.env = map[string]string{envEndpoint: s.URL(), envAccessToken: token}
	m := newProtocol(t, s).manage(t, "chat_user")
	wantError(t, m.apply(t.Context(), t, m.value(t, nil)), "", "Log in with connection_string or use_entra_id")
}

// TestAccProvider_everythingInOneApply makes what the login is made of, the acting user, and a thread of that user in one apply,
// and destroys all in one: a terraform_data stands in for the azurerm_communication_service.
func TestAccProvider_everythingInOneApply(t *testing.T) {
	s := newTestService(t)
	s.env = nil
	// The test library runs one server for each name: two configurations of one provider need two names.
	factories := s.factories()
	factories["chatbot"] = s.newServer
	config := func(topic string) string {
		return fmt.Sprintf(`
terraform {
  required_providers {
    chat    = { source = "terraform-acs/chat" }
    chatbot = { source = "terraform-acs/chatbot" }
  }
}

resource "terraform_data" "service" {
  input = %q
}

provider "chat" {
  connection_string = terraform_data.service.output
}

resource "chat_user" "bot" {}

provider "chatbot" {
  connection_string = terraform_data.service.output
  user_id           = chat_user.bot.id
}

resource "chat_user" "guest" {}

resource "chat_thread" "t" {
  provider = chatbot
  topic    = %q
  members  = { guest = { user_id = chat_user.guest.id, display_name = "Guest" } }
}

resource "chat_message" "m" {
  provider  = chatbot
  thread_id = chat_thread.t.id
  content   = "Hello"
}

data "chat_messages" "all" {
  provider   = chatbot
  thread_id  = chat_thread.t.id
  depends_on = [chat_message.m]
}

output "types" {
  value = data.chat_messages.all.messages[*].type
}
`, s.ConnectionString(), topic)
	}
	step := func(action plancheck.ResourceActionType, topic string) resource.TestStep {
		step := s.planned(theThread, action, config(topic))
		step.ProtoV6ProviderFactories = factories
		return step
	}
	acceptance(t, s, step(plancheck.ResourceActionCreate, "One"), step(plancheck.ResourceActionNoop, "One"), step(plancheck.ResourceActionUpdate, "Two"))
}

func TestAccProvider_ephemeralValuesLogIn(t *testing.T) {
	s := newTestService(t)
	s.env = nil
	config := fmt.Sprintf(`
variable "connection_string" {
  type      = string
  ephemeral = true
  sensitive = true
  default   = %q
}

provider "chat" {
  connection_string = var.connection_string
  user_id           = %q
}
`, s.ConnectionString(), s.actingUser) + threadConfig("E", "")
	acceptance(t, s, s.planned(theThread, plancheck.ResourceActionCreate, config))
}

func TestAccProvider_revokedTokenIsAnErrorThatSaysSo(t *testing.T) {
	s := newTestService(t)
	token, err := s.IssueToken(t.Context(), s.actingUser)
	must(t, err)
	must(t, s.RevokeTokens(t.Context(), s.actingUser))
	s.env = map[string]string{envEndpoint: s.URL(), envAccessToken: token}
	acceptance(t, s, resource.TestStep{Config: threadConfig("X", ""),
		ExpectError: regexp.MustCompile(`(?s)Could not create the thread.*not\s+expired\s+or\s+revoked.*HTTP status: 401`)})
}

func TestProvider_isServedWithItsVersion(t *testing.T) {
	t.Parallel()
	var resp provider.MetadataResponse
	New("1.2.3")().Metadata(t.Context(), provider.MetadataRequest{}, &resp)
	if resp.TypeName != "chat" || resp.Version != "1.2.3" {
		t.Errorf("the provider is %s %s", resp.TypeName, resp.Version)
	}
}

// Telemetry names the module and Terraform with their versions, and what TF_APPEND_USER_AGENT adds.
func TestProvider_userAgent(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.env["TF_APPEND_USER_AGENT"] = " module/1.0\r\nInjected: yes "
	p := newProtocol(t, s)
	p.mustRead(t, "chat_threads", map[string]any{})
	for _, r := range s.Requests() {
		agent := r.Header.Get("User-Agent")
		if !strings.HasPrefix(agent, "azsdk-go-terraform-provider-chat/test (") ||
			!strings.HasSuffix(agent, ") Terraform/1.14.0 module/1.0Injected: yes") || r.Header.Get("Injected") != "" {
			t.Errorf("%s was called by %q", r.Operation, agent)
		}
	}
	if len(s.Requests()) == 0 {
		t.Error("no call was made")
	}
}

// A credential that is rejected is named by where it came from.
func TestProvider_rejectedCredentialIsNamed(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	expired := s.tokenLogin(t, s.actingUser)
	must(t, s.RevokeTokens(t.Context(), s.actingUser))
	wrongKey := "endpoint=" + s.URL() + ";accesskey=d3Jvbmc="
	for name, login := range map[string]struct {
		config map[string]any
		env    map[string]string
	}{
		envConnectionString: {map[string]any{}, map[string]string{envConnectionString: wrongKey, envUserID: s.actingUser}},
		"connection_string": {map[string]any{"connection_string": wrongKey, "user_id": s.actingUser}, nil},
		envAccessToken:      {map[string]any{}, expired},
		"access_token": {map[string]any{"access_token": expired[envAccessToken]},
			map[string]string{envEndpoint: expired[envEndpoint]}},
	} {
		s.env = login.env
		p, diags := s.tryToConfigure(t.Context(), t, *jsonConfig(t, login.config))
		if !hasErrors(diags) {
			_, diags = p.read(t, "chat_threads", map[string]any{})
		}
		if text := told(diags); !strings.Contains(text, "rejected the login with the credential in "+name+".") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

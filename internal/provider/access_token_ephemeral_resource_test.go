package provider

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// open opens a chat_access_token.
func (p protocol) open(t *testing.T, config map[string]any) (map[string]any, []byte, []*tfprotov6.Diagnostic) {
	t.Helper()
	noErrors(t, p.validate(t, ephemeralKind, "chat_access_token", config))
	resp, err := p.server.OpenEphemeralResource(t.Context(), &tfprotov6.OpenEphemeralResourceRequest{TypeName: "chat_access_token", Config: jsonConfig(t, config)})
	if err != nil {
		t.Fatal(err)
	}
	if hasErrors(resp.Diagnostics) {
		return nil, nil, resp.Diagnostics
	}
	return decode(t, resp.Result, p.schema.EphemeralResourceSchemas["chat_access_token"]), resp.Private, nil
}

// mustOpen is open for what must succeed.
func (p protocol) mustOpen(t *testing.T, config map[string]any) (map[string]any, []byte) {
	t.Helper()
	data, private, diags := p.open(t, config)
	noErrors(t, diags)
	return data, private
}

// closeToken closes a chat_access_token.
func (p protocol) closeToken(t *testing.T, private []byte) []*tfprotov6.Diagnostic {
	t.Helper()
	resp, err := p.server.CloseEphemeralResource(t.Context(), &tfprotov6.CloseEphemeralResourceRequest{TypeName: "chat_access_token", Private: private})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Diagnostics
}

// works reports whether the service accepts a token for chat.
func (s *testService) works(t *testing.T, token string) error {
	t.Helper()
	c, err := client.New(client.Options{Endpoint: s.URL(), AccessToken: token})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range c.ListThreads(t.Context(), time.Time{}) {
		return err
	}
	return nil
}

// issued returns what was asked for in calls that issued a token for a user.
func (s *testService) issued(t *testing.T, userID string) []map[string]any {
	t.Helper()
	var asked []map[string]any
	for _, r := range s.Requests(emulator.OpIssueToken) {
		if !strings.Contains(strings.ReplaceAll(r.Path, "%3A", ":"), userID) {
			continue
		}
		var body map[string]any
		if err := json.Unmarshal(r.Body, &body); err != nil {
			t.Fatal(err)
		}
		asked = append(asked, body)
	}
	return asked
}

func TestAccessToken_isIssuedAsAskedFor(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config map[string]any
		asked  map[string]any
		scopes []string
		lives  time.Duration
	}{
		"defaults": {nil, map[string]any{"scopes": []any{"chat"}}, []string{"chat"}, 24 * time.Hour},
		"all set": {map[string]any{"scopes": []any{"voip.join", "chat.join"}, "expires_in_minutes": 60, "revoke_on_close": false},
			map[string]any{"scopes": []any{"chat.join", "voip.join"}, "expiresInMinutes": 60.0}, []string{"chat.join", "voip.join"}, time.Hour},
		"a day": {map[string]any{"expires_in_minutes": 1440}, map[string]any{"scopes": []any{"chat"}, "expiresInMinutes": 1440.0}, []string{"chat"}, 24 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			user := s.users(t, 1)[0]
			config := map[string]any{"user_id": user}
			maps.Copy(config, test.config)
			got, private := newProtocol(t, s).mustOpen(t, config)

			asked := s.issued(t, user)
			if len(asked) == 1 {
				slices.SortFunc(asked[0]["scopes"].([]any), func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
			}
			if !reflect.DeepEqual(asked, []map[string]any{test.asked}) {
				t.Errorf("asked for %v, want %v once", asked, test.asked)
			}
			claims := jwt.MapClaims{}
			if _, _, err := jwt.NewParser().ParseUnverified(got["token"].(string), claims); err != nil {
				t.Fatal(err)
			}
			if "8:"+claims["skypeid"].(string) != user {
				t.Errorf("the token is for %v, want %s", claims["skypeid"], user)
			}
			scopes := strings.Split(claims["acsScope"].(string), ",")
			if slices.Sort(scopes); !slices.Equal(scopes, test.scopes) {
				t.Errorf("the token has the scopes %v, want %v", scopes, test.scopes)
			}
			expires, err := time.Parse(time.RFC3339, got["expires_on"].(string))
			if err != nil || time.Until(expires.Add(-test.lives)).Abs() > time.Minute {
				t.Errorf("expires_on is %v, want RFC 3339 of about %s from now", got["expires_on"], test.lives)
			}
			if ends, _ := claims.GetExpirationTime(); ends.Sub(expires).Abs() > time.Second {
				t.Errorf("expires_on is %s, the token ends at %s", expires, ends)
			}
			noErrors(t, newProtocol(t, s).closeToken(t, private))
			if n := len(s.Requests(emulator.OpRevokeTokens)); n != 0 {
				t.Errorf("closing revoked tokens %d times, want never", n)
			}
		})
	}
}

func TestAccessToken_revokeOnCloseMakesEveryTokenOfTheUserVoid(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	users := s.users(t, 2)
	p := newProtocol(t, s)
	kept, _ := p.mustOpen(t, map[string]any{"user_id": users[0]})
	others, _ := p.mustOpen(t, map[string]any{"user_id": users[1]})
	got, private := p.mustOpen(t, map[string]any{"user_id": users[0], "revoke_on_close": true})
	if err := s.works(t, got["token"].(string)); err != nil {
		t.Fatalf("before closing: %v", err)
	}
	if bytes.Contains(private, []byte(got["token"].(string))) {
		t.Error("the token is in the private data")
	}

	noErrors(t, newProtocol(t, s).closeToken(t, private)) // another process may close it
	for _, token := range []any{got["token"], kept["token"]} {
		if err := s.works(t, token.(string)); client.KindOf(err) != client.KindUnauthorized {
			t.Errorf("after closing a token of the user still works: %v", err)
		}
	}
	if err := s.works(t, others["token"].(string)); err != nil {
		t.Errorf("another user's token was revoked: %v", err)
	}
}

func TestAccessToken_closingDoesNotMindThatTheUserIsGone(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	user := s.users(t, 1)[0]
	p := newProtocol(t, s)
	_, private := p.mustOpen(t, map[string]any{"user_id": user, "revoke_on_close": true})
	if err := s.clientAs(t, s.actingUser).DeleteUser(t.Context(), user); err != nil {
		t.Fatal(err)
	}
	noErrors(t, p.closeToken(t, private))
	if n := len(s.Requests(emulator.OpRevokeTokens)); n != 1 {
		t.Errorf("%d attempts to revoke, want 1", n)
	}
}

func TestAccessToken_failedRevocationIsAnError(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p := newProtocol(t, s)
	_, private := p.mustOpen(t, map[string]any{"user_id": s.users(t, 1)[0], "revoke_on_close": true})
	s.InjectFault(emulator.Fault{Operation: emulator.OpRevokeTokens, Status: http.StatusForbidden})
	wantError(t, p.closeToken(t, private), "", "Could not revoke the access token")
}

func TestAccessToken_missingUserIsAnErrorAtItsID(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	user := s.users(t, 1)[0]
	if err := s.clientAs(t, s.actingUser).DeleteUser(t.Context(), user); err != nil {
		t.Fatal(err)
	}
	_, _, diags := newProtocol(t, s).open(t, map[string]any{"user_id": user})
	wantError(t, diags, "user_id", "Could not issue an access token")
}

func TestAccessToken_aTokenCannotIssueTokens(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	token, err := s.IssueToken(t.Context(), s.actingUser)
	if err != nil {
		t.Fatal(err)
	}
	s.env = map[string]string{envEndpoint: s.URL(), envAccessToken: token}
	_, _, diags := newProtocol(t, s).open(t, map[string]any{"user_id": s.actingUser})
	wantError(t, diags, "", "log in with a connection string or Entra ID")
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("calls were made: %v", calls)
	}
}

func TestAccessToken_needsTheLogin(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	_, _, diags := newProtocolWithoutLogin(t, s).open(t, map[string]any{"user_id": s.actingUser})
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestAccessToken_refusesBadInput(t *testing.T) {
	t.Parallel()
	user := "8:acs:" + resourceGUID + "_" + userGUID
	refusesBadInput(t, ephemeralKind, "chat_access_token", map[string]badInput{
		"no user":               {map[string]any{}, "user_id", "required"},
		"empty user":            {map[string]any{"user_id": ""}, "user_id", "a user id looks like 8:acs:"},
		"name as user":          {map[string]any{"user_id": "ann"}, "user_id", "a user id looks like 8:acs:"},
		"half a user":           {map[string]any{"user_id": "8:acs:" + resourceGUID}, "user_id", "<resource guid>_<user guid>"},
		"phone as user":         {map[string]any{"user_id": "4:+14255550123"}, "user_id", "only users of a Communication Services resource"},
		"teams user":            {map[string]any{"user_id": "8:orgid:" + userGUID}, "user_id", "only users of a Communication Services resource"},
		"no scope":              {map[string]any{"user_id": user, "scopes": []any{}}, "scopes", "at least 1"},
		"unknown scope":         {map[string]any{"user_id": user, "scopes": []any{"chat", "video"}}, "scopes", `"chat.join.limited"`},
		"null scope":            {map[string]any{"user_id": user, "scopes": []any{nil}}, "scopes", "null"},
		"minutes too few":       {map[string]any{"user_id": user, "expires_in_minutes": 59}, "expires_in_minutes", "between 60 and 1440"},
		"minutes too many":      {map[string]any{"user_id": user, "expires_in_minutes": 1441}, "expires_in_minutes", "between 60 and 1440"},
		"negative minutes":      {map[string]any{"user_id": user, "expires_in_minutes": -60}, "expires_in_minutes", "between 60 and 1440"},
		"token is not an input": {map[string]any{"user_id": user, "token": "x"}, "token", "read-only"},
	})
}

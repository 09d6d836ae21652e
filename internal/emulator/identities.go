package emulator

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// The documented lifetimes of user access tokens, in minutes.
const (
	minTokenMinutes     = 60
	maxTokenMinutes     = 1440
	defaultTokenMinutes = 1440
)

// tokenScopes returns what a token can be issued for in a version of the API.
func tokenScopes(version string) []string {
	scopes := []string{"chat", "voip"}
	if version >= "2023-10-01" {
		scopes = append(scopes, "chat.join", "chat.join.limited", "voip.join")
	}
	return scopes
}

func (s *Server) createIdentity(tx *store.Tx, c *call) (response, error) {
	var request wireCreateIdentityRequest
	if err := c.decodeOptional(&request); err != nil {
		return response{}, err
	}
	if len(request.Scopes) > 0 {
		if err := checkTokenRequest(c.version, request.Scopes, request.Minutes); err != nil {
			return response{}, err
		}
	}
	result := wireIdentityResult{Identity: wireUser{ID: s.keys.newUserID()}}
	err := tx.InsertIdentity(result.Identity.ID, c.now)
	if err == nil && len(request.Scopes) > 0 {
		result.Token, err = s.token(store.Identity{ID: result.Identity.ID}, request.Scopes, request.Minutes, c.now)
	}
	return response{status: http.StatusCreated, body: result}, err
}

func (s *Server) deleteIdentity(tx *store.Tx, c *call) (response, error) {
	err := tx.DeleteIdentity(c.parameters["user"], c.now)
	if isNotFound(err) && s.ids.check(c.parameters["user"]) == nil && s.chose(ChoiceDeleteIdentityAgain, "204") {
		err = nil
	}
	return response{status: http.StatusNoContent}, s.identityFound(c, err)
}

func (s *Server) issueToken(tx *store.Tx, c *call) (response, error) {
	var request wireIssueRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	if err := checkTokenRequest(c.version, request.Scopes, request.Minutes); err != nil {
		return response{}, err
	}
	identity, err := tx.Identity(c.parameters["user"])
	if isNotFound(err) && s.chose(ChoiceDeletedIdentityToken, "403") {
		return response{}, forbidden("The specified identity has been deleted.")
	}
	if err := s.identityFound(c, err); err != nil {
		return response{}, err
	}
	token, err := s.token(identity, request.Scopes, request.Minutes, c.now)
	return response{status: http.StatusOK, body: token}, err
}

func (s *Server) revokeTokens(tx *store.Tx, c *call) (response, error) {
	return response{status: http.StatusNoContent}, s.identityFound(c, tx.BumpTokenGeneration(c.parameters["user"]))
}

// refuseTeams answers the calls about Teams.
func (s *Server) refuseTeams(*store.Tx, *call) (response, error) {
	return response{}, &refusal{status: http.StatusNotImplemented, code: "NotImplemented", message: "Teams is not emulated."}
}

// identityFound says in the service's words that the call's user is not there.
func (s *Server) identityFound(c *call, err error) error {
	if !isNotFound(err) {
		return err
	}
	if err := s.ids.check(c.parameters["user"]); err != nil {
		return err
	}
	return notFound("The specified identity was not found.")
}

// checkTokenRequest refuses scopes and lifetimes that tokens cannot have.
func checkTokenRequest(version string, scopes []string, minutes *int) error {
	if len(scopes) == 0 {
		return badRequest("At least one scope is required.")
	}
	for _, scope := range scopes {
		if !slices.Contains(tokenScopes(version), scope) {
			return badRequest("Value for scopes (%s) is not valid.", scope)
		}
	}
	if minutes != nil && (*minutes < minTokenMinutes || *minutes > maxTokenMinutes) {
		return badRequest("Value for expiresInMinutes (%d) is not valid: it must be between %d and %d.", *minutes, minTokenMinutes, maxTokenMinutes)
	}
	return nil
}

// token issues a token for a user.
func (s *Server) token(identity store.Identity, scopes []string, minutes *int, now time.Time) (*wireToken, error) {
	lifetime := defaultTokenMinutes * time.Minute
	if minutes != nil {
		lifetime = time.Duration(*minutes) * time.Minute
	}
	claims := userClaims{
		SkypeID:    strings.TrimPrefix(identity.ID, "8:"),
		Scopes:     strings.Join(scopes, ","),
		Generation: identity.TokenGeneration,
	}
	token, expires, err := s.keys.issue(claims, now, lifetime)
	return &wireToken{Token: token, ExpiresOn: expires.UTC().Format(identityTime)}, err
}

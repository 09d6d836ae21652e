package emulator

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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
	identity, status, err := s.insertIdentity(tx, c, request.CustomID)
	if err != nil {
		return response{}, err
	}
	var result wireIdentityResult
	if len(request.Scopes) > 0 {
		if result.Token, err = s.token(tx, &identity, request.Scopes, request.Minutes, c.now); err != nil {
			return response{}, err
		}
	}
	result.Identity = identityOnWire(c, identity)
	return response{status: status, body: result}, nil
}

// maxCustomID is the documented length of a custom id, in characters.
const maxCustomID = 256

// insertIdentity adds a user. In the preview, a custom id that a user has already returns that user, with 200.
func (s *Server) insertIdentity(tx *store.Tx, c *call, customID *string) (store.Identity, int, error) {
	if c.version != identityPreview || customID == nil {
		customID = new(string)
	} else if n := utf8.RuneCountInString(*customID); n < 1 || n > maxCustomID {
		return store.Identity{}, 0, invalid("CustomId",
			"CustomId: The field CustomId must be a string with a minimum length of 1 and a maximum length of %d.", maxCustomID)
	}
	if *customID != "" {
		found, err := tx.IdentityByCustomID(*customID)
		if !isNotFound(err) {
			return found, http.StatusOK, err
		}
		if used, err := tx.CustomIDWasUsed(*customID); err != nil || used && s.chose(ChoiceCustomIDAgain, "409") {
			return store.Identity{}, 0, errors.Join(err, &refusal{status: http.StatusConflict, code: "Conflict",
				message: "The custom id belongs to a deleted identity.", target: "CustomId"})
		}
	}
	identity := store.Identity{ID: s.keys.newUserID(), CustomID: *customID}
	return identity, http.StatusCreated, tx.InsertCustomIdentity(identity.ID, identity.CustomID, c.now)
}

// identityOnWire returns a user as the call's version has it.
func identityOnWire(c *call, identity store.Identity) wireIdentityDetails {
	details := wireIdentityDetails{ID: identity.ID}
	if c.version == identityPreview {
		details.CustomID = identity.CustomID
		if !identity.LastTokenOn.IsZero() {
			details.LastTokenOn = identity.LastTokenOn.UTC().Format(identityTime)
		}
	}
	return details
}

func (s *Server) getIdentity(tx *store.Tx, c *call) (response, error) {
	identity, err := tx.Identity(s.named(c))
	return response{status: http.StatusOK, body: identityOnWire(c, identity)}, s.identityFound(c, err)
}

func (s *Server) deleteIdentity(tx *store.Tx, c *call) (response, error) {
	err := tx.DeleteIdentity(s.named(c), c.now)
	switch {
	case isNotFound(err) && s.ids.check(s.named(c)) == nil && s.chose(ChoiceDeleteIdentityAgain, "204"):
		err = nil
	case err == nil:
		err = s.deleteMessagesOf(tx, s.named(c), c.now)
	}
	return response{status: http.StatusNoContent}, s.identityFound(c, err)
}

// named returns the raw id of the user that the path of an identity call names.
func (s *Server) named(c *call) string { return s.ids.fold(c.parameters["user"]) }

func (s *Server) issueToken(tx *store.Tx, c *call) (response, error) {
	var request wireIssueRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	if err := checkTokenRequest(c.version, request.Scopes, request.Minutes); err != nil {
		return response{}, err
	}
	identity, err := tx.Identity(s.named(c))
	if isNotFound(err) && s.chose(ChoiceDeletedIdentityToken, "403") {
		return response{}, forbidden("The specified identity has been deleted.")
	}
	if err := s.identityFound(c, err); err != nil {
		return response{}, err
	}
	token, err := s.token(tx, &identity, request.Scopes, request.Minutes, c.now)
	return response{status: http.StatusOK, body: token}, err
}

func (s *Server) revokeTokens(tx *store.Tx, c *call) (response, error) {
	return response{status: http.StatusNoContent}, s.identityFound(c, tx.BumpTokenGeneration(s.named(c), c.now))
}

// refuseTeams answers the calls about Teams.
func (s *Server) refuseTeams(*store.Tx, *call) (response, error) {
	return response{}, &refusal{
		status:  http.StatusNotImplemented,
		code:    "NotImplemented",
		message: "Teams is not emulated.",
	}
}

// identityFound says in the service's words that the call's user is not there.
func (s *Server) identityFound(c *call, err error) error {
	if !isNotFound(err) {
		return err
	}
	if err := s.ids.check(s.named(c)); err != nil {
		return err
	}
	return notFound("The specified identity was not found.")
}

// checkTokenRequest refuses scopes and lifetimes that tokens cannot have. The texts are recorded, except for that of a
// scope that does not exist.
func checkTokenRequest(version string, scopes []string, minutes *int) error {
	if len(scopes) == 0 {
		return invalid("Scopes", "Scopes: The Scopes field is required.")
	}
	for _, scope := range scopes {
		if !slices.Contains(tokenScopes(version), scope) {
			return invalid("Scopes", "Value for scopes (%s) is not valid.", scope)
		}
	}
	if minutes != nil && (*minutes < minTokenMinutes || *minutes > maxTokenMinutes) {
		return invalid(
			"ExpiresInMinutes",
			"ExpiresInMinutes value %d is invalid. Value must be within the [%d, %d] interval.",
			*minutes,
			minTokenMinutes,
			maxTokenMinutes,
		)
	}
	return nil
}

// token issues a token for a user, and notes that in it.
func (s *Server) token(
	tx *store.Tx, identity *store.Identity, scopes []string, minutes *int, now time.Time,
) (*wireToken, error) {
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
	if err != nil {
		return nil, err
	}
	identity.LastTokenOn = now.Truncate(time.Millisecond) // as it is kept
	return &wireToken{Token: token, ExpiresOn: expires.UTC().Format(identityTime)}, tx.NoteToken(identity.ID, now)
}

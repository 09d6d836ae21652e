package client

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// wrongestClock is how far ahead our clock may be. A token that expired longer ago is refused without a call; for any
// other the service decides by its own clock.
const wrongestClock = 24 * time.Hour

// staticToken is an azcore.TokenCredential for a token from the configuration.
type staticToken struct {
	token AccessToken
	name  string // Options.CredentialName
}

// newStaticToken reads the claims of a token without verifying it, which only the service can, and returns the
// raw id of the user it was issued for. A token that has long expired or cannot chat is refused here, where the error
// can say why; a 401 does not.
func newStaticToken(token string) (*staticToken, string, error) {
	claims, err := parseClaims(token)
	if err != nil {
		return nil, "", err
	}
	given := &staticToken{token: AccessToken{Token: token}}
	if claims.Expires != 0 {
		given.token.ExpiresOn = time.Unix(claims.Expires, 0)
	}
	if given.endedBy(time.Now().Add(-wrongestClock)) {
		return nil, "", given.expired()
	}
	if !claims.canChat() {
		return nil, "", badToken("the access token has the scopes %q; issue one with the scope chat", claims.Scopes)
	}
	return given, "8:" + claims.SkypeID, nil
}

// endedBy reports whether the token had expired at a time. One without an end never does.
func (s *staticToken) endedBy(at time.Time) bool {
	return !s.token.ExpiresOn.IsZero() && at.After(s.token.ExpiresOn)
}

func (s *staticToken) expired() *Error {
	e := badToken("the access token expired on %s; issue a new one", s.token.ExpiresOn.UTC().Format(time.RFC3339))
	e.Credential = s.name
	return e
}

func (s *staticToken) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: s.token.Token, ExpiresOn: s.token.ExpiresOn}, nil
}

// claims are those of a user access token that are recorded in real traffic.
type claims struct {
	SkypeID string `json:"skypeid"` // the raw id without its "8:"
	Scopes  string `json:"acsScope"`
	Expires int64  `json:"exp"` // seconds since 1970
}

func parseClaims(token string) (claims, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return claims{}, badToken("the access token is not a JWT: it must have three parts separated by dots")
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return claims{}, badToken("the access token is not a JWT: its second part is not base64")
	}
	var c claims
	// Neither error is wrapped: it could quote the token.
	if json.Unmarshal(payload, &c) != nil || c.SkypeID == "" {
		return claims{}, badToken("the access token is not a user access token of Azure Communication Services: it does " +
			"not name a user")
	}
	return c, nil
}

// canChat reports whether the scopes allow chat. A token without a list of scopes is left to the service.
func (c claims) canChat() bool {
	scopes := strings.FieldsFunc(c.Scopes, func(r rune) bool { return r == ',' || r == ' ' })
	return len(scopes) == 0 || slices.ContainsFunc(scopes, func(s string) bool {
		return s == string(ScopeChat) || s == string(ScopeChatJoin) || s == string(ScopeChatJoinLimited)
	})
}

func badToken(format string, args ...any) *Error {
	return &Error{Kind: KindUnauthorized, Operation: "log in", Message: fmt.Sprintf(format, args...)}
}

package client

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// renewBefore is how long before its end a token is replaced, so that it does not run out on the way.
const renewBefore = 5 * time.Minute

// userTokenCredential is an azcore.TokenCredential that issues chat tokens for one user. It keeps the token until
// shortly before its end, and is safe for concurrent use: while one caller waits for a new token, the others do too.
type userTokenCredential struct {
	client *Client
	userID string

	turn  chan struct{} // holds one element: who took it may read and write token
	token AccessToken
}

func newUserTokenCredential(c *Client, userID string) *userTokenCredential {
	return &userTokenCredential{client: c, userID: userID, turn: make(chan struct{}, 1)}
}

// GetToken returns the token at hand, or issues one. The scopes of the options are not used: a chat token is for chat.
func (u *userTokenCredential) GetToken(ctx context.Context, _ policy.TokenRequestOptions) (azcore.AccessToken, error) {
	select {
	case u.turn <- struct{}{}:
		defer func() { <-u.turn }()
	case <-ctx.Done():
		return azcore.AccessToken{}, ctx.Err()
	}
	if time.Until(u.token.ExpiresOn) < renewBefore {
		// The context is that of the call that needs the token, and may say how that call is retried.
		ctx = policy.WithRetryOptions(ctx, u.client.retry)
		token, err := u.client.IssueToken(ctx, u.userID, []TokenScope{ScopeChat}, 0)
		if err != nil {
			return azcore.AccessToken{}, err
		}
		u.token = token
	}
	return azcore.AccessToken{Token: u.token.Token, ExpiresOn: u.token.ExpiresOn}, nil
}

// replace forgets a token that the service rejected, unless another caller has done so already.
func (u *userTokenCredential) replace(ctx context.Context, rejected string) error {
	select {
	case u.turn <- struct{}{}:
		defer func() { <-u.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if u.token.Token == rejected {
		u.token = AccessToken{}
	}
	return nil
}

// staticToken is an azcore.TokenCredential for a token that the user gave.
type staticToken struct{ token AccessToken }

// newStaticToken reads the claims of a token without verifying it, which only the service can, and returns the
// raw id of the user it was issued for. A token that is expired or cannot chat is refused here, where the reason
// can be said, instead of by a 401 without one.
func newStaticToken(token string) (*staticToken, string, error) {
	claims, err := parseClaims(token)
	if err != nil {
		return nil, "", err
	}
	expires := time.Unix(claims.Expires, 0)
	if claims.Expires != 0 && time.Now().After(expires) {
		return nil, "", badToken("the access token expired on %s; issue a new one", expires.UTC().Format(time.RFC3339))
	}
	if !claims.canChat() {
		return nil, "", badToken("the access token has the scopes %q; issue one with the scope chat", claims.Scopes)
	}
	return &staticToken{AccessToken{Token: token, ExpiresOn: expires}}, "8:" + claims.SkypeID, nil
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
		return claims{}, badToken("the access token is not a user access token of Azure Communication Services: it names no user")
	}
	return c, nil
}

// canChat tells whether the scopes allow chat. A token that does not list scopes is left to the service.
func (c claims) canChat() bool {
	scopes := strings.FieldsFunc(c.Scopes, func(r rune) bool { return r == ',' || r == ' ' })
	return len(scopes) == 0 || slices.ContainsFunc(scopes, func(s string) bool {
		return s == string(ScopeChat) || s == string(ScopeChatJoin) || s == string(ScopeChatJoinLimited)
	})
}

func badToken(format string, args ...any) *Error {
	return &Error{Kind: KindUnauthorized, Operation: "log in", Message: fmt.Sprintf(format, args...)}
}

// userTokenPolicy puts a user's token on each try. A token that the service rejects is replaced once, when the
// credential can issue another; azcore's own policy would drop the replacement too when several calls are
// rejected at the same time.
type userTokenPolicy struct {
	credential azcore.TokenCredential
}

func (p *userTokenPolicy) Do(req *policy.Request) (*http.Response, error) {
	token, resp, err := p.try(req)
	issuer, canIssue := p.credential.(*userTokenCredential)
	if err != nil || resp.StatusCode != http.StatusUnauthorized || !canIssue {
		return resp, err
	}
	runtime.Drain(resp)
	if err := issuer.replace(req.Raw().Context(), token); err != nil {
		return nil, loginError{nonRetriable{err}}
	}
	if err := req.RewindBody(); err != nil {
		return nil, err
	}
	_, resp, err = p.try(req)
	return resp, err
}

func (p *userTokenPolicy) try(req *policy.Request) (token string, resp *http.Response, err error) {
	issued, err := p.credential.GetToken(req.Raw().Context(), policy.TokenRequestOptions{})
	if err != nil {
		return "", nil, loginError{nonRetriable{err}}
	}
	req.Raw().Header.Set("Authorization", "Bearer "+issued.Token)
	resp, err = req.Next()
	return issued.Token, resp, err
}

// entraCredential marks what goes wrong with Entra ID as trouble with the login.
type entraCredential struct{ azcore.TokenCredential }

func (e entraCredential) GetToken(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := e.TokenCredential.GetToken(ctx, o)
	if err != nil && ctx.Err() == nil {
		err = &Error{Kind: KindUnauthorized, Operation: "log in with Entra ID", Err: err}
	}
	if err != nil {
		return azcore.AccessToken{}, loginError{nonRetriable{err}}
	}
	return token, nil
}

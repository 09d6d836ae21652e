package client

import (
	"context"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// renewBefore is how long before its end a token is replaced, so it does not expire in transit.
const renewBefore = 5 * time.Minute

// userTokenCredential is an azcore.TokenCredential that issues chat tokens for one user. It keeps the token until
// shortly before its end, and is safe for concurrent use: while one caller waits for a new token, the others do too.
type userTokenCredential struct {
	caller *caller
	userID string

	gate  gate // guards token
	token AccessToken
}

func newUserTokenCredential(c *caller, userID string) *userTokenCredential {
	return &userTokenCredential{caller: c, userID: userID, gate: newGate()}
}

// GetToken returns the current token, or issues one. It ignores the scopes of the options: the token is for chat.
func (u *userTokenCredential) GetToken(ctx context.Context, _ policy.TokenRequestOptions) (azcore.AccessToken, error) {
	if err := u.gate.enter(ctx); err != nil {
		return azcore.AccessToken{}, err
	}
	defer u.gate.leave()
	if u.token.ExpiresOn.Sub(u.caller.clock.now()) < renewBefore {
		token, err := u.caller.issueToken(ctx, u.userID, []TokenScope{ScopeChat}, 0)
		if err != nil {
			return azcore.AccessToken{}, err
		}
		u.token = token
	}
	return azcore.AccessToken{Token: u.token.Token, ExpiresOn: u.token.ExpiresOn}, nil
}

// replace forgets a token that the service rejected, unless another caller has done so already.
func (u *userTokenCredential) replace(ctx context.Context, rejected string) error {
	if err := u.gate.enter(ctx); err != nil {
		return err
	}
	defer u.gate.leave()
	if u.token.Token == rejected {
		u.token = AccessToken{}
	}
	return nil
}

package client

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// entraCredential marks errors of Entra ID as login errors.
type entraCredential struct{ azcore.TokenCredential }

func (e entraCredential) GetToken(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := e.TokenCredential.GetToken(ctx, o)
	if err != nil && ctx.Err() == nil {
		err = &Error{Kind: KindUnauthorized, Operation: "log in with Entra ID", Err: err}
	}
	if err != nil {
		return azcore.AccessToken{}, loginError{err}
	}
	return token, nil
}

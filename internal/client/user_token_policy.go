package client

import (
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// userTokenPolicy adds a user's token to each try. It replaces a token that the service rejects once, if the credential
// can issue another; azcore's own policy would drop the replacement too when several calls are rejected at the same
// time.
type userTokenPolicy struct {
	credential azcore.TokenCredential
	clock      *clock
}

func (p *userTokenPolicy) Do(req *policy.Request) (*http.Response, error) {
	token, resp, err := p.try(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	if given, ok := p.credential.(*staticToken); ok && given.endedBy(p.clock.now()) {
		return nil, loginError{given.expired()}
	}
	issued, canIssue := p.credential.(*tokenSource)
	if !canIssue {
		return resp, nil
	}
	runtime.Drain(resp)
	issued.forget(token)
	if err := req.RewindBody(); err != nil {
		return nil, err
	}
	_, resp, err = p.try(req)
	return resp, err
}

func (p *userTokenPolicy) try(req *policy.Request) (token string, resp *http.Response, err error) {
	issued, err := p.credential.GetToken(req.Raw().Context(), policy.TokenRequestOptions{})
	if err != nil {
		return "", nil, loginError{err}
	}
	req.Raw().Header.Set("Authorization", "Bearer "+issued.Token)
	resp, err = req.Next()
	return issued.Token, resp, err
}

package client

import (
	"context"
	"net/http"
	"time"
)

// CreateUser creates an identity and returns its raw id. The service has no way to repeat this call safely, or to
// list identities: when an answer is lost, the retry creates another identity, and the first one remains, unused and
// unknown.
func (c *caller) CreateUser(ctx context.Context) (string, error) {
	var answer struct {
		Identity struct {
			ID string `json:"id"`
		} `json:"identity"`
	}
	in := call{
		op:      opCreateUser,
		method:  http.MethodPost,
		path:    path("identities"),
		body:    struct{}{},
		want:    http.StatusCreated,
		creates: true,
	}
	err := c.doIdentity(ctx, in, &answer)
	if err == nil && answer.Identity.ID == "" {
		err = in.lacks("user id")
	}
	if err == nil {
		c.fresh.note(answer.Identity.ID)
	}
	return answer.Identity.ID, err
}

// EnsureUser returns the user with a custom id, of 1 to 256 characters, and creates it when there is none. It reports
// whether there was one already; after a lost response, that may be the one which the first try created. A service
// without the preview API is a KindUnknownVersion error.
func (c *Client) EnsureUser(ctx context.Context, customID string) (user User, existed bool, err error) {
	var answer struct {
		Identity wireIdentity `json:"identity"`
	}
	in := call{
		op:      opCreateUser,
		method:  http.MethodPost,
		path:    path("identities"),
		want:    http.StatusCreated,
		creates: true,
		version: identityPreviewVersion,
		object:  customID,
		body: struct {
			CustomID string `json:"customId"`
		}{customID},
	}
	resp, err := c.doIdentityResponse(ctx, in, &answer)
	if err != nil {
		return User{}, false, err
	}
	if answer.Identity.ID == "" {
		return User{}, false, in.lacks("user id")
	}
	return answer.Identity.user(), resp.StatusCode == http.StatusOK, nil
}

// GetUser reads a user. One that does not exist is a KindNotFound error, and a service without the preview API a
// KindUnknownVersion error.
func (c *Client) GetUser(ctx context.Context, userID string) (User, error) {
	var answer wireIdentity
	in := call{
		op:      opReadUser,
		method:  http.MethodGet,
		path:    path("identities", userID),
		want:    http.StatusOK,
		object:  userID,
		version: identityPreviewVersion,
	}
	err := c.doIdentity(ctx, in, &answer)
	if err == nil && answer.ID == "" {
		err = in.lacks("user id")
	}
	return answer.user(), err
}

// DeleteUser deletes an identity and with it all its tokens. One that no longer exists is a success; one of another
// Communication Services resource is a KindOtherResource error, for which ConfirmGone may have to make calls.
func (c *Client) DeleteUser(ctx context.Context, userID string) error {
	err := c.deleteUser(ctx, userID)
	if IsNotFound(err) {
		return c.ConfirmGone(ctx, userID)
	}
	return err
}

func (c *caller) deleteUser(ctx context.Context, userID string) error {
	err := c.doIdentity(ctx, call{op: opDeleteUser, method: http.MethodDelete, path: path("identities", userID),
		want: http.StatusNoContent, object: userID}, nil)
	if err == nil {
		c.fresh.forget(userID)
	}
	return err
}

// IssueToken issues a user access token. It lives for validFor, 1 to 24 hours in whole minutes; zero means the
// service's default of 24 hours.
func (c *Client) IssueToken(
	ctx context.Context, userID string, scopes []TokenScope, validFor time.Duration,
) (AccessToken, error) {
	return c.issueToken(ctx, userID, scopes, validFor)
}

func (c *caller) issueToken(
	ctx context.Context, userID string, scopes []TokenScope, validFor time.Duration,
) (AccessToken, error) {
	var answer struct {
		Token     string    `json:"token"`
		ExpiresOn time.Time `json:"expiresOn"`
	}
	in := call{op: opIssueToken, method: http.MethodPost, want: http.StatusOK, object: userID,
		path: path("identities", userID) + "/:issueAccessToken",
		body: struct {
			Scopes  []TokenScope `json:"scopes"`
			Minutes int          `json:"expiresInMinutes,omitempty"`
		}{scopes, int(validFor.Minutes())}}
	err := c.doIdentity(ctx, in, &answer)
	if err == nil && (answer.Token == "" || answer.ExpiresOn.IsZero()) {
		err = in.lacks("token with its end")
	}
	return AccessToken{Token: answer.Token, ExpiresOn: answer.ExpiresOn}, err
}

// RevokeTokens revokes every token that was issued for a user.
func (c *Client) RevokeTokens(ctx context.Context, userID string) error {
	return c.doIdentity(ctx, call{op: opRevokeTokens, method: http.MethodPost, want: http.StatusNoContent, object: userID,
		path: path("identities", userID) + "/:revokeAccessTokens"}, nil)
}

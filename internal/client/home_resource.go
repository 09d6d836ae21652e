package client

import (
	"context"
	"fmt"
	"strings"
)

// homeResource is the Communication Services resource that the login manages the users of, once it was found.
type homeResource struct {
	gate gate   // whoever is inside may read and write id
	id   string // GUID in lower case; empty until found
}

// ResourceID returns the GUID, in lower case, of the Communication Services resource that the acting user belongs to.
// It is empty when there is no acting user.
func (c *Client) ResourceID() string { return ResourceIDOf(c.actingUserID) }

// FindResourceID returns the GUID, in lower case, of the Communication Services resource that the login manages the
// users of. The service has no call that says so: the first time, a user is created, whose id names the resource, and
// deleted again.
func (c *caller) FindResourceID(ctx context.Context) (string, error) {
	if c.identity == nil {
		return ResourceIDOf(c.actingUserID), nil
	}
	if err := c.home.gate.enter(ctx); err != nil {
		return "", &Error{Kind: KindTimeout, Operation: string(opCreateUser), Err: err}
	}
	defer c.home.gate.leave()
	if c.home.id != "" {
		return c.home.id, nil
	}
	probe, err := c.CreateUser(ctx)
	if err != nil {
		return "", err
	}
	c.home.id = ResourceIDOf(probe)
	return c.home.id, c.deleteUser(ctx, probe)
}

// CheckResource refuses, with a KindOtherResource error, an object that belongs to another Communication Services
// resource than the acting user: the service would say that it does not exist, which says nothing of it. A resource
// that is not known, the object's or the login's, is not refused.
func (c *Client) CheckResource(object, resourceID string) error {
	if own := c.ResourceID(); own != "" && resourceID != "" && !strings.EqualFold(own, resourceID) {
		return c.otherResource(object, resourceID, own)
	}
	return nil
}

// ConfirmGone confirms that a user whom the service does not know is gone: a user of another Communication Services
// resource is not, which is a KindOtherResource error.
func (c *Client) ConfirmGone(ctx context.Context, userID string) error {
	theirs := ResourceIDOf(userID)
	if theirs == "" {
		return nil
	}
	own, err := c.FindResourceID(ctx)
	if err != nil {
		return err
	}
	if own != theirs {
		return c.otherResource(userID, theirs, own)
	}
	return nil
}

func (c *Client) otherResource(object, theirs, own string) error {
	theirs = strings.ToLower(theirs)
	return &Error{Kind: KindOtherResource, Operation: "check resource", Object: object, ActingUser: c.actingUserID,
		Message: fmt.Sprintf("it belongs to the Communication Services resource %s, but the login is for %s at %s",
			theirs, own, c.endpoint),
		cause: "resource " + theirs, reported: c.reported}
}

// GoneUser says where a user whom calls are made as, and who does not exist there, was looked for.
type GoneUser struct {
	NamedBy    string // Options.ActingUserName; empty for a user who is not the acting one
	Credential string // Options.CredentialName
	Endpoint   string
	ResourceID string // GUID of the Communication Services resource of the login; empty when it could not be found out
}

// gone adds to the error of a token that is not issued, because the user does not exist, where the user was looked for.
// Only the resource says whether the user was deleted, or is one of another resource.
func (c *caller) gone(ctx context.Context, userID string, e *Error) error {
	there := &GoneUser{Credential: c.credentialName, Endpoint: c.endpoint}
	if c.actingUserID != "" && SameUser(userID, c.actingUserID) {
		there.NamedBy = c.actingUserName
	}
	if theirs := ResourceIDOf(userID); theirs != "" {
		there.ResourceID, _ = c.FindResourceID(ctx) // the text says less without
	}
	e.Gone = there
	return e
}

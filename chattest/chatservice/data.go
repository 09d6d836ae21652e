package chatservice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// The methods that work on the data directly leave no entry in the request record and meet no fault and no limit. Their
// errors wrap ErrClosed after the end of the test.

// CreateUser creates a user and returns its raw id.
func (s *Service) CreateUser(ctx context.Context) (userID string, err error) {
	if err := s.usable(); err != nil {
		return "", err
	}
	return s.server.CreateUser(ctx)
}

// Users returns the raw ids of the users that are not deleted, oldest first.
func (s *Service) Users(ctx context.Context) (userIDs []string, err error) {
	if err := s.usable(); err != nil {
		return nil, err
	}
	return s.server.Users(ctx)
}

// IssueToken returns an access token of a user that is valid for 24 hours; no scope means "chat". A scope that the
// service does not know fails the test. The error wraps ErrNotFound when there is no such user.
func (s *Service) IssueToken(ctx context.Context, userID string, scopes ...string) (string, error) {
	if s.t != nil {
		s.t.Helper()
	}
	if err := s.usable(); err != nil {
		return "", err
	}
	token, err := s.server.IssueToken(ctx, userID, scopes...)
	if errors.Is(err, emulator.ErrScope) {
		s.mistake(fmt.Errorf("the token cannot be issued: %w", err))
	}
	return token, err
}

// RevokeTokens revokes every token of a user. The error wraps ErrNotFound when there is no such user.
func (s *Service) RevokeTokens(ctx context.Context, userID string) error {
	if err := s.usable(); err != nil {
		return err
	}
	return s.server.RevokeTokens(ctx, userID)
}

// IssueEntraToken returns a token that a service with WithEntraID accepts in identity calls for the given time.
func (s *Service) IssueEntraToken(lifetime time.Duration) (string, error) {
	if err := s.usable(); err != nil {
		return "", err
	}
	return s.server.IssueEntraToken(lifetime)
}

// Threads returns all threads, deleted ones too.
func (s *Service) Threads(ctx context.Context) ([]Thread, error) {
	if err := s.usable(); err != nil {
		return nil, err
	}
	threads, err := s.server.Threads(ctx)
	return each(threads, threadOf), err
}

// Members returns the present members of a thread, in the order in which they joined. The error wraps ErrNotFound when
// there is no such thread.
func (s *Service) Members(ctx context.Context, threadID string) ([]Member, error) {
	if err := s.usable(); err != nil {
		return nil, err
	}
	members, err := s.server.Members(ctx, threadID)
	return each(members, memberOf), err
}

// Messages returns all messages of a thread, newest first, with those of the service and the deleted ones. The error
// wraps ErrNotFound when there is no such thread.
func (s *Service) Messages(ctx context.Context, threadID string) ([]Message, error) {
	if err := s.usable(); err != nil {
		return nil, err
	}
	messages, err := s.server.Messages(ctx, threadID)
	return each(messages, messageOf), err
}

package emulator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// Thread is a chat thread as the server holds it.
type Thread struct {
	ID, Topic, CreatedBy string
	CreatedOn            time.Time
	DeletedOn            *time.Time // nil while it exists
	Metadata             map[string]string
	DeleteAfterDays      int // 0 when there is no retention policy
}

// Member is a participant of a thread.
type Member struct {
	UserID, DisplayName string
	ShareHistoryTime    time.Time // messages sent earlier are hidden from the member
	Metadata            map[string]string
}

// Message is a message of a thread.
type Message struct {
	ID, Type, SequenceID, Version string
	Content                       string // the text, or the topic of a topicUpdated message
	SenderID, SenderDisplayName   string // "" for a message of the service
	CreatedOn                     time.Time
	EditedOn, DeletedOn           *time.Time // nil when it was not
	Metadata                      map[string]string
	Participants                  []Member // whom a participantAdded or participantRemoved message is about
	InitiatorID                   string   // who caused a message of the service
}

// CreateUser creates an identity and returns its raw id. Like all the methods that work on the data directly, it leaves
// no entry in the request record and meets no fault and no limit.
func (s *Server) CreateUser(ctx context.Context) (userID string, err error) {
	userID = s.keys.newUserID()
	return userID, s.data.Update(ctx, func(tx *store.Tx) error {
		return tx.InsertIdentity(userID, s.clock.Now())
	})
}

// ErrScope says that access tokens do not have such a scope.
var ErrScope = errors.New("not a scope of access tokens")

// IssueToken returns an access token of a user that is valid for 24 hours; no scope means "chat". The error wraps
// store.ErrNotFound when there is no such user, and ErrScope when there is no such scope.
func (s *Server) IssueToken(ctx context.Context, userID string, scopes ...string) (string, error) {
	if len(scopes) == 0 {
		scopes = []string{"chat"}
	}
	versions := identityVersions()
	known := tokenScopes(versions[len(versions)-1])
	for _, scope := range scopes {
		if !slices.Contains(known, scope) {
			return "", fmt.Errorf("%w: %q; there are %q", ErrScope, scope, known)
		}
	}
	var token *wireToken
	err := s.data.Update(ctx, func(tx *store.Tx) error {
		identity, err := tx.Identity(userID)
		if err != nil {
			return err
		}
		token, err = s.token(tx, &identity, scopes, nil, s.clock.Now())
		return err
	})
	if err != nil {
		return "", err
	}
	return token.Token, nil
}

// RevokeTokens revokes every token of a user. The error wraps store.ErrNotFound when there is no such user.
func (s *Server) RevokeTokens(ctx context.Context, userID string) error {
	return s.data.Update(ctx, func(tx *store.Tx) error { return tx.BumpTokenGeneration(userID, s.clock.Now()) })
}

// IssueEntraToken returns a token that a server with Options.EntraID accepts in identity calls for the given time.
func (s *Server) IssueEntraToken(lifetime time.Duration) (string, error) {
	return s.keys.issueEntra(s.clock.Now(), lifetime)
}

// Users returns the raw ids of the identities that are not deleted.
func (s *Server) Users(ctx context.Context) (users []string, err error) {
	err = s.data.View(ctx, func(tx *store.Tx) (err error) {
		found, err := tx.Identities()
		for _, identity := range found {
			users = append(users, identity.ID)
		}
		return err
	})
	return users, err
}

// Threads returns all threads, deleted ones too.
func (s *Server) Threads(ctx context.Context) ([]Thread, error) {
	var threads []Thread
	err := s.data.Update(ctx, func(tx *store.Tx) error {
		if err := tx.DeleteExpired(s.clock.Now()); err != nil {
			return err
		}
		found, err := tx.AllThreads()
		for _, t := range found {
			threads = append(threads, inspectThread(t))
		}
		return err
	})
	return threads, err
}

// Members returns the present participants of a thread, in the order in which they joined. The error wraps
// store.ErrNotFound when there is no such thread.
func (s *Server) Members(ctx context.Context, threadID string) (members []Member, err error) {
	err = s.data.View(ctx, func(tx *store.Tx) error {
		thread, err := tx.Thread(threadID)
		if err != nil {
			return err
		}
		found, err := tx.Members(thread.Key, 0, 0)
		members = inspectMembers(found)
		return err
	})
	return members, err
}

// Messages returns all messages of a thread, newest first, with those of the service and the deleted ones. The messages
// of a deleted thread are gone. The error wraps store.ErrNotFound when there is no such thread.
func (s *Server) Messages(ctx context.Context, threadID string) (messages []Message, err error) {
	err = s.data.View(ctx, func(tx *store.Tx) error {
		thread, err := tx.Thread(threadID)
		if err != nil {
			return err
		}
		found, err := allMessages(tx, thread.Key)
		for _, m := range found {
			messages = append(messages, inspectMessage(m))
		}
		return err
	})
	return messages, err
}

func inspectThread(t store.Thread) Thread {
	return Thread{
		ID: t.ID, Topic: t.Topic, CreatedBy: t.CreatedBy, CreatedOn: t.CreatedOn,
		DeletedOn: optional(t.DeletedOn), Metadata: t.Metadata,
		DeleteAfterDays: t.DeleteAfterDays,
	}
}

func inspectMembers(members []store.Member) []Member {
	var found []Member
	for _, m := range members {
		found = append(
			found,
			Member{
				UserID:           m.UserID,
				DisplayName:      m.DisplayName,
				ShareHistoryTime: m.ShareHistoryTime.UTC(),
				Metadata:         m.Metadata,
			},
		)
	}
	return found
}

func inspectMessage(m store.Message) Message {
	return Message{
		ID: strconv.FormatInt(m.ID, 10), Type: m.Type,
		SequenceID: strconv.FormatInt(m.Sequence, 10), Version: strconv.FormatInt(m.Version, 10),
		Content: m.Content, SenderID: m.SenderID, SenderDisplayName: m.SenderName,
		CreatedOn: m.CreatedOn, EditedOn: optional(m.EditedOn), DeletedOn: optional(m.DeletedOn), Metadata: m.Metadata,
		Participants: inspectMembers(m.Participants), InitiatorID: m.Initiator,
	}
}

// optional returns nil for the zero time.
func optional(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

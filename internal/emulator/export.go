package emulator

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// Export returns what exists as a seed: users, threads, present members, and what users wrote. Deleted threads and
// messages and the service's own messages are left out; Seed writes those again.
func (s *Server) Export(ctx context.Context) ([]byte, error) {
	var found seed
	err := s.data.Update(ctx, func(tx *store.Tx) (err error) {
		if err := tx.DeleteExpired(s.clock.Now()); err != nil {
			return err
		}
		if found.Users, err = exportUsers(tx); err != nil {
			return err
		}
		threads, err := tx.AllThreads()
		if err != nil {
			return err
		}
		for _, thread := range threads {
			if !thread.DeletedOn.IsZero() {
				continue
			}
			exported, err := exportThread(tx, thread)
			if err != nil {
				return err
			}
			found.Threads = append(found.Threads, exported)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return json.MarshalIndent(found, "", "  ")
}

func exportUsers(tx *store.Tx) (users []json.RawMessage, err error) {
	identities, err := tx.Identities()
	if err != nil {
		return nil, err
	}
	for _, identity := range identities {
		var user any = identity.ID
		if identity.CustomID != "" {
			user = seedUser{identity.ID, identity.CustomID}
		}
		if users, err = appendJSON(users, user); err != nil {
			return nil, err
		}
	}
	return users, nil
}

func exportThread(tx *store.Tx, thread store.Thread) (json.RawMessage, error) {
	exported := seedThread{
		ID:              thread.ID,
		Topic:           thread.Topic,
		CreatedBy:       thread.CreatedBy,
		CreatedOn:       &thread.CreatedOn,
		Metadata:        thread.Metadata,
		DeleteAfterDays: thread.DeleteAfterDays,
	}
	members, err := tx.Members(thread.Key, 0, 0)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		shared := m.ShareHistoryTime.UTC()
		member := seedMember{m.UserID, m.DisplayName, &shared, m.Metadata}
		if exported.Members, err = appendJSON(exported.Members, member); err != nil {
			return nil, err
		}
	}
	messages, err := allMessages(tx, thread.Key)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(messages, func(a, b store.Message) int { return int(a.ID - b.ID) })
	for _, m := range messages {
		if m.SenderID == "" || !m.DeletedOn.IsZero() {
			continue
		}
		created := m.CreatedOn.UTC().Truncate(time.Millisecond)
		message := seedMessage{m.SenderID, m.SenderName, m.Type, m.Content, &created, m.Metadata}
		if exported.Messages, err = appendJSON(exported.Messages, message); err != nil {
			return nil, err
		}
	}
	return json.Marshal(exported)
}

func appendJSON(list []json.RawMessage, value any) ([]json.RawMessage, error) {
	text, err := json.Marshal(value)
	return append(list, text), err
}

// allMessages returns all messages of a thread, newest first.
func allMessages(tx *store.Tx, thread int64) (messages []store.Message, err error) {
	query := store.MessageQuery{Thread: thread, Limit: maxPage}
	for {
		found, err := tx.Messages(query)
		if err != nil {
			return nil, err
		}
		messages = append(messages, found...)
		if len(found) < query.Limit {
			return messages, nil
		}
		query.Before = found[len(found)-1].Version
	}
}

// Snapshot remembers the data as it is now, for Reset.
func (s *Server) Snapshot(ctx context.Context) error { return s.data.Snapshot(ctx) }

// Reset makes the data what it was at the last Snapshot, or empty when there was none, and forgets faults, requests and
// counted calls. Keys stay, so tokens of users that are there again do too.
func (s *Server) Reset(ctx context.Context) error {
	if err := s.data.Restore(ctx); err != nil {
		return err
	}
	s.faults.clear()
	s.requests.reset()
	s.limiter.reset()
	return nil
}

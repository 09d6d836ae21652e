package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// The format of seeds and exports; README.md describes it. A user is named by its raw id, or by a name from which the
// seed derives one.
type (
	seed struct {
		Users   []json.RawMessage `json:"users"`
		Threads []json.RawMessage `json:"threads"`
	}
	// seedUser is written as its user_id alone when it has no custom id.
	seedUser struct {
		UserID   string `json:"user_id"`
		CustomID string `json:"custom_id,omitempty"`
	}
	seedThread struct {
		ID              string            `json:"id,omitempty"`
		Topic           string            `json:"topic"`
		CreatedBy       string            `json:"created_by"`
		CreatedOn       *time.Time        `json:"created_on,omitempty"`
		Metadata        map[string]string `json:"metadata,omitempty"`
		DeleteAfterDays int               `json:"delete_after_days,omitempty"`
		Members         []json.RawMessage `json:"members,omitempty"`
		Messages        []json.RawMessage `json:"messages,omitempty"`
	}
	seedMember struct {
		UserID           string            `json:"user_id"`
		DisplayName      string            `json:"display_name,omitempty"`
		ShareHistoryTime *time.Time        `json:"share_history_time,omitempty"`
		Metadata         map[string]string `json:"metadata,omitempty"`
	}
	seedMessage struct {
		SenderID          string            `json:"sender_id"`
		SenderDisplayName string            `json:"sender_display_name,omitempty"`
		Type              string            `json:"type,omitempty"`
		Content           string            `json:"content"`
		CreatedOn         *time.Time        `json:"created_on,omitempty"`
		Metadata          map[string]string `json:"metadata,omitempty"`
	}
)

// SeedError says which line of a seed is wrong.
type SeedError struct {
	Line int // from 1
	Err  error
}

func (e *SeedError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *SeedError) Unwrap() error { return e.Err }

// Seed adds the users, threads, members and messages of a JSON text, all of them or none. What is wrong with the text
// is a *SeedError.
func (s *Server) Seed(ctx context.Context, text []byte) error {
	return s.data.Update(ctx, func(tx *store.Tx) error {
		reader := seedReader{server: s, tx: tx, text: text, users: map[string]bool{}, now: s.clock.Now().UTC()}
		return reader.read()
	})
}

// UserID returns the raw id that a seed derives from the name of a user.
func (s *Server) UserID(name string) string {
	if strings.Contains(name, ":") {
		return s.ids.fold(name)
	}
	return fmt.Sprintf("8:acs:%s_%s", s.keys.resource, uuid.NewSHA1(uuid.NameSpaceURL, []byte(s.keys.resource+"/"+name)))
}

// seedReader reads a seed into a transaction.
type seedReader struct {
	server *Server
	tx     *store.Tx
	text   []byte
	users  map[string]bool // that exist
	now    time.Time
}

// errorAt says that the text is wrong at an offset.
func (r *seedReader) errorAt(offset int, err error) error {
	var wrongType *json.UnmarshalTypeError
	var wrongText *json.SyntaxError
	switch {
	case errors.As(err, &wrongType):
		offset += int(wrongType.Offset)
	case errors.As(err, &wrongText):
		offset += int(wrongText.Offset)
	case errors.Is(err, io.ErrUnexpectedEOF):
		offset = len(r.text)
	}
	offset = min(offset, len(r.text))
	return &SeedError{Line: 1 + bytes.Count(r.text[:offset], []byte("\n")), Err: err}
}

func (r *seedReader) read() error {
	var found seed
	if err := decodeStrictly("the seed", r.text, &found); err != nil {
		return r.errorAt(0, err)
	}
	existing, err := r.tx.Identities()
	if err != nil {
		return err
	}
	for _, identity := range existing {
		r.users[identity.ID] = true
	}
	if err := r.each(r.text, 0, found.Users, r.addUser); err != nil {
		return err
	}
	return r.each(r.text, 0, found.Threads, r.addThread)
}

// each reads the elements of a list that is inside a text, which begins at an offset.
func (r *seedReader) each(
	text []byte,
	offset int,
	elements []json.RawMessage,
	add func(element []byte, offset int) error,
) error {
	at := 0
	for _, element := range elements {
		at += bytes.Index(text[at:], element)
		if err := add(element, offset+at); err != nil {
			return err
		}
		at += len(element)
	}
	return nil
}

// decodeStrictly reads a JSON text; what it is comes into the error.
func decodeStrictly(what string, text []byte, target any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(target)
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return err
	}
	if wrong.Field != "" {
		what = wrong.Field + " of " + what
	}
	return &seedTypeError{fmt.Sprintf("%s is a JSON %s, but must be %s", what, wrong.Value, jsonKind(wrong.Type)), wrong}
}

// seedTypeError is a json.UnmarshalTypeError in the words of seeds.
type seedTypeError struct {
	text string
	*json.UnmarshalTypeError
}

func (e *seedTypeError) Error() string { return e.text }

func (e *seedTypeError) Unwrap() error { return e.UnmarshalTypeError }

// jsonKind returns what a Go type is in JSON. Objects are named by the keys that they must have.
func jsonKind(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[seedMember]():
		return `an object such as {"user_id": "anna"}`
	case reflect.TypeFor[seedMessage]():
		return `an object such as {"sender_id": "anna", "content": "Hello"}`
	case reflect.TypeFor[seedThread]():
		return `an object such as {"topic": "Lunch", "created_by": "anna"}`
	}
	switch t.Kind() {
	case reflect.Slice:
		return "a list"
	case reflect.String:
		return "a string"
	case reflect.Int:
		return "a whole number"
	default:
		return "an object"
	}
}

// addUser adds a user that is a name, a raw id or an object.
func (r *seedReader) addUser(element []byte, offset int) error {
	var wanted seedUser
	read := func() error { return decodeStrictly("the user", element, &wanted) }
	if !bytes.HasPrefix(element, []byte("{")) {
		read = func() error { return decodeStrictly("the user", element, &wanted.UserID) }
	}
	if err := read(); err != nil {
		return r.errorAt(offset, err)
	}
	if err := r.insertUser(wanted); err != nil {
		return r.errorAt(offset, err)
	}
	return nil
}

func (r *seedReader) insertUser(wanted seedUser) error {
	id := r.server.UserID(wanted.UserID)
	if r.users[id] {
		return nil // of the well-known user, and of seeds that name one twice
	}
	if !strings.HasPrefix(id, "8:acs:"+r.server.keys.resource+"_") || !r.server.ids.acsUser.MatchString(id) {
		return fmt.Errorf("the user %q does not belong to the resource %s; a name without a colon always does",
			wanted.UserID, r.server.keys.resource)
	}
	r.users[id] = true
	return r.tx.InsertCustomIdentity(id, wanted.CustomID, r.now)
}

// user returns the raw id of a user that must exist.
func (r *seedReader) user(name string) (string, error) {
	id := r.server.UserID(name)
	if !r.users[id] {
		return "", fmt.Errorf("the user %q is not among the users", name)
	}
	return id, nil
}

// at returns a time, or now when there is none.
func (r *seedReader) at(t *time.Time) time.Time {
	if t == nil {
		return r.now
	}
	return t.UTC()
}

func (r *seedReader) addThread(element []byte, offset int) error {
	var wanted seedThread
	err := decodeStrictly("the thread", element, &wanted)
	if err != nil {
		return r.errorAt(offset, err)
	}
	thread := &store.Thread{
		ID: wanted.ID, Topic: wanted.Topic, CreatedOn: r.at(wanted.CreatedOn), Metadata: wanted.Metadata,
		DeleteAfterDays: wanted.DeleteAfterDays,
	}
	if thread.ID == "" {
		thread.ID = newThreadID()
	}
	thread.CreatedBy, err = r.user(wanted.CreatedBy)
	if err := errors.Join(err, checkSeedThread(thread), checkMetadata(wanted.Metadata)); err != nil {
		return r.errorAt(offset, err)
	}
	if err := r.tx.InsertThread(thread); err != nil {
		return r.errorAt(offset, fmt.Errorf("adding the thread %s: %w", thread.ID, err))
	}
	if err := r.addMembers(element, offset, thread, wanted.Members); err != nil {
		return err
	}
	return r.each(element, offset, wanted.Messages, func(message []byte, offset int) error {
		return r.addMessage(message, offset, thread)
	})
}

func checkSeedThread(thread *store.Thread) error {
	days := thread.DeleteAfterDays
	switch {
	case thread.Topic == "":
		return errors.New("the topic is empty")
	case !validThreadID(thread.ID):
		return fmt.Errorf("%q is not the id of a thread", thread.ID)
	case days != 0 && (days < minRetention || days > maxRetention):
		return fmt.Errorf("delete_after_days is %d, but must be between %d and %d", days, minRetention, maxRetention)
	}
	return nil
}

// addMembers adds the members, with the creator first, and the messages that every thread begins with.
func (r *seedReader) addMembers(thread []byte, offset int, into *store.Thread, elements []json.RawMessage) error {
	members := map[string]*store.Member{}
	order := []string{into.CreatedBy}
	members[into.CreatedBy] = &store.Member{Thread: into.Key, UserID: into.CreatedBy, ShareHistoryTime: time.Unix(0, 0)}
	err := r.each(thread, offset, elements, func(element []byte, offset int) error {
		var wanted seedMember
		if err := decodeStrictly("the member", element, &wanted); err != nil {
			return r.errorAt(offset, err)
		}
		id, err := r.user(wanted.UserID)
		if err := errors.Join(err, checkMetadata(wanted.Metadata)); err != nil {
			return r.errorAt(offset, err)
		}
		shared := time.Unix(0, 0)
		if wanted.ShareHistoryTime != nil {
			shared = wanted.ShareHistoryTime.Truncate(time.Second)
		}
		if members[id] == nil {
			order = append(order, id)
		}
		members[id] = &store.Member{
			Thread:           into.Key,
			UserID:           id,
			DisplayName:      wanted.DisplayName,
			ShareHistoryTime: shared,
			Metadata:         wanted.Metadata,
		}
		if len(order) > maxParticipants {
			return r.errorAt(offset, fmt.Errorf("a thread can have at most %d members", maxParticipants))
		}
		return nil
	})
	if err != nil {
		return err
	}
	added := make([]store.Member, 0, len(order))
	for _, id := range order {
		if err := r.tx.PutMember(members[id]); err != nil {
			return err
		}
		added = append(added, *members[id])
	}
	err = writeSystemMessage(
		r.tx,
		into,
		store.Message{Type: typeParticipantAdded, Participants: added, Initiator: into.CreatedBy},
		into.CreatedOn,
	)
	if err != nil {
		return err
	}
	return writeSystemMessage(
		r.tx,
		into,
		store.Message{Type: typeTopicUpdated, Content: into.Topic, Initiator: into.CreatedBy},
		into.CreatedOn,
	)
}

func (r *seedReader) addMessage(element []byte, offset int, thread *store.Thread) error {
	var wanted seedMessage
	if err := decodeStrictly("the message", element, &wanted); err != nil {
		return r.errorAt(offset, err)
	}
	sender, err := r.user(wanted.SenderID)
	if wanted.Type == "" {
		wanted.Type = typeText
	}
	switch {
	case err != nil:
	case !slices.Contains([]string{typeText, typeHTML}, wanted.Type):
		err = fmt.Errorf("the type %q is neither %s nor %s", wanted.Type, typeText, typeHTML)
	case wanted.Content == "" || len(wanted.Content) > maxMessage:
		err = fmt.Errorf("the content has %d bytes, but must have between 1 and %d", len(wanted.Content), maxMessage)
	default:
		err = checkMetadata(wanted.Metadata)
	}
	if err != nil {
		return r.errorAt(offset, err)
	}
	return insertMessage(r.tx, thread, &store.Message{
		Type: wanted.Type, Content: wanted.Content, SenderID: sender, SenderName: wanted.SenderDisplayName,
		Metadata: maps.Clone(wanted.Metadata),
	}, r.at(wanted.CreatedOn))
}

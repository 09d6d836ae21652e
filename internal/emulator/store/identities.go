package store

import (
	"database/sql"
	"errors"
	"time"
)

// Setting returns a value of the server itself, "" when it was never set.
func (tx *Tx) Setting(name string) (string, error) {
	value, err := one(tx, scanValue[string], "SELECT value FROM settings WHERE name = ?", name)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return value, err
}

// PutSetting sets a value of the server itself.
func (tx *Tx) PutSetting(name, value string) error {
	return tx.exec("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", name, value)
}

// InsertIdentity adds a user that has no custom id; ErrExists when the id is taken.
func (tx *Tx) InsertIdentity(id string, at time.Time) error {
	return tx.InsertCustomIdentity(id, "", at)
}

// InsertCustomIdentity adds a user with a custom id, "" for none; ErrExists when the id is taken, or the custom id by a
// user that is not deleted.
func (tx *Tx) InsertCustomIdentity(id, customID string, at time.Time) error {
	custom := sql.NullString{String: customID, Valid: customID != ""}
	return tx.exec("INSERT INTO identities (id, custom_id, created_on) VALUES (?, ?, ?)", id, custom, toColumn(at))
}

const identityColumns = "id, coalesce(custom_id, ''), token_generation, last_token_on, revoked_on"

func scanIdentity(r row) (Identity, error) {
	var found Identity
	var issued, revoked sql.NullInt64
	err := r.Scan(&found.ID, &found.CustomID, &found.TokenGeneration, &issued, &revoked)
	found.LastTokenOn, found.RevokedOn = fromColumn(issued), fromColumn(revoked)
	return found, err
}

// Identity returns a user; ErrNotFound when it was never created or is deleted.
func (tx *Tx) Identity(id string) (Identity, error) {
	return one(tx, scanIdentity, "SELECT "+identityColumns+" FROM identities WHERE id = ? AND deleted_on IS NULL", id)
}

// IdentityByCustomID returns the user that has a custom id; ErrNotFound when none has, or it is deleted.
func (tx *Tx) IdentityByCustomID(customID string) (Identity, error) {
	return one(
		tx,
		scanIdentity,
		"SELECT "+identityColumns+" FROM identities WHERE custom_id = ? AND deleted_on IS NULL",
		customID,
	)
}

// CustomIDWasUsed reports whether any user, also a deleted one, has or had a custom id.
func (tx *Tx) CustomIDWasUsed(customID string) (bool, error) {
	return one(tx, scanValue[bool], "SELECT EXISTS (SELECT 1 FROM identities WHERE custom_id = ?)", customID)
}

// Identities returns the users that are not deleted, oldest first.
func (tx *Tx) Identities() ([]Identity, error) {
	return all(tx, scanIdentity, "SELECT "+identityColumns+" FROM identities WHERE deleted_on IS NULL ORDER BY key")
}

// CountIdentities returns the number of users that are not deleted.
func (tx *Tx) CountIdentities() (int, error) {
	return one(tx, scanValue[int], "SELECT count(*) FROM identities WHERE deleted_on IS NULL")
}

// DeleteIdentity deletes a user; ErrNotFound as for Identity.
func (tx *Tx) DeleteIdentity(id string, at time.Time) error {
	return tx.changeOne("UPDATE identities SET deleted_on = ? WHERE id = ? AND deleted_on IS NULL", toColumn(at), id)
}

// NoteToken keeps when a user was last issued a token; ErrNotFound as for Identity.
func (tx *Tx) NoteToken(id string, at time.Time) error {
	return tx.changeOne("UPDATE identities SET last_token_on = ? WHERE id = ? AND deleted_on IS NULL", toColumn(at), id)
}

// BumpTokenGeneration starts a new generation of tokens; ErrNotFound as for Identity.
func (tx *Tx) BumpTokenGeneration(id string, at time.Time) error {
	return tx.changeOne(`UPDATE identities SET token_generation = token_generation + 1, revoked_on = ?
		WHERE id = ? AND deleted_on IS NULL`, toColumn(at), id)
}

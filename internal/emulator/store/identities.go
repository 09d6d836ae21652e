package store

import (
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

// InsertIdentity adds a user; ErrExists when the id is taken.
func (tx *Tx) InsertIdentity(id string, at time.Time) error {
	return tx.exec("INSERT INTO identities (id, created_on) VALUES (?, ?)", id, toColumn(at))
}

// Identity returns a user; ErrNotFound when it was never created or is deleted.
func (tx *Tx) Identity(id string) (Identity, error) {
	scan := func(r row) (Identity, error) {
		found := Identity{ID: id}
		return found, r.Scan(&found.TokenGeneration)
	}
	return one(tx, scan, "SELECT token_generation FROM identities WHERE id = ? AND deleted_on IS NULL", id)
}

// Identities returns the ids of the users that are not deleted, oldest first.
func (tx *Tx) Identities() ([]string, error) {
	return all(tx, scanValue[string], "SELECT id FROM identities WHERE deleted_on IS NULL ORDER BY key")
}

// CountIdentities returns the number of users that are not deleted.
func (tx *Tx) CountIdentities() (int, error) {
	return one(tx, scanValue[int], "SELECT count(*) FROM identities WHERE deleted_on IS NULL")
}

// DeleteIdentity deletes a user; ErrNotFound as for Identity.
func (tx *Tx) DeleteIdentity(id string, at time.Time) error {
	return tx.changeOne("UPDATE identities SET deleted_on = ? WHERE id = ? AND deleted_on IS NULL", toColumn(at), id)
}

// BumpTokenGeneration starts a new generation of tokens; ErrNotFound as for Identity.
func (tx *Tx) BumpTokenGeneration(id string) error {
	return tx.changeOne("UPDATE identities SET token_generation = token_generation + 1 WHERE id = ? AND deleted_on IS NULL", id)
}

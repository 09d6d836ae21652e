package store

import (
	"errors"
	"time"
)

// Setting implements Tx.
func (tx *sqliteTx) Setting(name string) (string, error) {
	value, err := one(tx, scanValue[string], "SELECT value FROM settings WHERE name = ?", name)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return value, err
}

// PutSetting implements Tx.
func (tx *sqliteTx) PutSetting(name, value string) error {
	return tx.exec("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", name, value)
}

// InsertIdentity implements Tx.
func (tx *sqliteTx) InsertIdentity(id string, at time.Time) error {
	return tx.exec("INSERT INTO identities (id, created_on) VALUES (?, ?)", id, toColumn(at))
}

// Identity implements Tx.
func (tx *sqliteTx) Identity(id string) (Identity, error) {
	scan := func(r row) (Identity, error) {
		found := Identity{ID: id}
		return found, r.Scan(&found.TokenGeneration)
	}
	return one(tx, scan, "SELECT token_generation FROM identities WHERE id = ? AND deleted_on IS NULL", id)
}

// Identities implements Tx.
func (tx *sqliteTx) Identities() ([]string, error) {
	return all(tx, scanValue[string], "SELECT id FROM identities WHERE deleted_on IS NULL ORDER BY key")
}

// CountIdentities implements Tx.
func (tx *sqliteTx) CountIdentities() (int, error) {
	return one(tx, scanValue[int], "SELECT count(*) FROM identities WHERE deleted_on IS NULL")
}

// DeleteIdentity implements Tx.
func (tx *sqliteTx) DeleteIdentity(id string, at time.Time) error {
	return tx.changeOne("UPDATE identities SET deleted_on = ? WHERE id = ? AND deleted_on IS NULL", toColumn(at), id)
}

// BumpTokenGeneration implements Tx.
func (tx *sqliteTx) BumpTokenGeneration(id string) error {
	return tx.changeOne("UPDATE identities SET token_generation = token_generation + 1 WHERE id = ? AND deleted_on IS NULL", id)
}

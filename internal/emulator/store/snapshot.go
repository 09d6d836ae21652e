package store

import (
	"context"
	"fmt"
)

// The snapshot is a second database, in memory, with a copy of every table but the settings.

// Snapshot keeps a copy of everything but the settings in memory, in place of the one before.
func (s *Store) Snapshot(ctx context.Context) error {
	return s.Update(ctx, func(tx *Tx) error {
		tables, err := tx.dataTables()
		if err != nil {
			return err
		}
		for _, table := range tables {
			if err := tx.run("DROP TABLE IF EXISTS snapshot." + table); err != nil {
				return err
			}
			if err := tx.run(fmt.Sprintf("CREATE TABLE snapshot.%s AS SELECT * FROM main.%s", table, table)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Restore brings back what Snapshot kept; without a snapshot nothing is left.
func (s *Store) Restore(ctx context.Context) error {
	return s.Update(ctx, func(tx *Tx) error {
		tables, err := tx.dataTables()
		if err != nil {
			return err
		}
		kept, err := one(tx, scanValue[int], "SELECT count(*) FROM snapshot.sqlite_schema")
		if err != nil {
			return err
		}
		if err := tx.run("PRAGMA defer_foreign_keys = ON"); err != nil { // for this transaction
			return err
		}
		for _, table := range tables {
			if err := tx.run("DELETE FROM main." + table); err != nil {
				return err
			}
			if kept == 0 {
				continue
			}
			if err := tx.run(fmt.Sprintf("INSERT INTO main.%s SELECT * FROM snapshot.%s", table, table)); err != nil {
				return err
			}
		}
		tx.texts, err = tx.allTexts()
		return err
	})
}

// dataTables returns the names of all tables but the settings.
func (tx *Tx) dataTables() ([]string, error) {
	return all(tx, scanValue[string], "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'settings'")
}

// run executes a statement that is not worth keeping prepared.
func (tx *Tx) run(query string) error {
	_, err := tx.s.conn.ExecContext(tx.ctx, query)
	return translate(err)
}

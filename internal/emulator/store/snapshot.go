package store

import (
	"context"
	"fmt"
)

// The snapshot is a second database, in memory, with a copy of every table but the settings.

// Snapshot implements Store.
func (s *sqliteStore) Snapshot(ctx context.Context) error {
	return s.Update(ctx, func(t Tx) error {
		tx := t.(*sqliteTx)
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

// Restore implements Store.
func (s *sqliteStore) Restore(ctx context.Context) error {
	return s.Update(ctx, func(t Tx) error {
		tx := t.(*sqliteTx)
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
		return nil
	})
}

// dataTables returns the names of all tables but the settings.
func (tx *sqliteTx) dataTables() ([]string, error) {
	return all(tx, scanValue[string], "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'settings'")
}

// run executes a statement that is not worth keeping prepared.
func (tx *sqliteTx) run(query string) error {
	_, err := tx.s.conn.ExecContext(tx.ctx, query)
	return translate(err)
}

package store

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"time"
)

// TestQueries_WalkAnIndex asks SQLite how it executes the queries whose cost must not grow with the data. (Members are
// sorted: a thread has few.)
func TestQueries_WalkAnIndex(t *testing.T) {
	t.Parallel()
	s := openFile(t, "")
	opening := maps.Clone(s.statements) // reads everything
	err := s.Update(t.Context(), func(tx *Tx) error {
		_, messages := tx.Messages(MessageQuery{Thread: 1, Limit: 1})
		_, count := tx.CountMembers(1)
		_, receipts := tx.ReadReceipts(1, 0, 1)
		_, threads := tx.Threads(ThreadQuery{Member: "anna", Limit: 1})
		return errors.Join(threads, messages, count, receipts, tx.DeleteExpired(time.Unix(1, 0)))
	})
	if err != nil {
		t.Fatal(err)
	}
	explained := 0
	for query := range s.statements {
		if !strings.HasPrefix(query, "SELECT") || opening[query] != nil {
			continue
		}
		explained++
		for _, step := range plan(t, s, query) {
			if !strings.HasPrefix(step, "SEARCH") && !strings.HasPrefix(step, "CORRELATED") {
				t.Errorf("%s\nis executed by: %s", query, step)
			}
		}
	}
	if explained != 5 {
		t.Errorf("%d queries were explained, want 5", explained)
	}
}

// plan returns the steps of a query, "SEARCH …" for each index that is walked.
func plan(t *testing.T, s *Store, query string) (steps []string) {
	t.Helper()
	rows, err := s.conn.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return steps
}

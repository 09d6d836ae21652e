package store

import (
	"errors"
	"testing"
	"time"
)

// orphan writes a read receipt of a thread that does not exist, which only the end of the transaction notices.
func orphan(tx *Tx) error {
	inner := tx
	return errors.Join(inner.run("PRAGMA defer_foreign_keys = ON"),
		tx.PutReadReceipt(&ReadReceipt{Thread: 99, UserID: "anna", Message: 1, ReadOn: time.Unix(1, 0)}))
}

func TestTransaction_failedCommitIsRolledBack(t *testing.T) {
	t.Parallel()
	s := openFile(t, "")
	if err := s.Update(t.Context(), orphan); err == nil {
		t.Error("a receipt of no thread was committed")
	}
	err := s.Update(t.Context(), func(tx *Tx) error { return tx.PutSetting("a", "b") })
	if err != nil {
		t.Errorf("the next transaction failed: %v", err)
	}
}

func TestTransaction_isNotRolledBackOnceItHasEnded(t *testing.T) {
	t.Parallel()
	s := openFile(t, "")
	if err := s.Update(t.Context(), func(tx *Tx) error { return tx.PutSetting("a", "b") }); err != nil {
		t.Fatal(err)
	}
	if s.statements["ROLLBACK"] != nil {
		t.Error("a transaction that was committed was rolled back too")
	}
}

func TestDeleteThread_failuresAreReported(t *testing.T) {
	t.Parallel()
	for _, table := range []string{"messages", "read_receipts"} {
		t.Run(table, func(t *testing.T) {
			t.Parallel()
			s := openFile(t, "")
			thread := Thread{ID: "t", CreatedOn: time.Unix(0, 0), DeleteAfterDays: 30}
			err := s.Update(t.Context(), func(tx *Tx) error {
				if err := tx.InsertThread(&thread); err != nil {
					return err
				}
				return errors.Join(tx.InsertMessage(&Message{Thread: thread.Key, ID: 1, Version: 1, CreatedOn: time.Unix(0, 0)}),
					tx.PutReadReceipt(&ReadReceipt{Thread: thread.Key, UserID: "anna", Message: 1, ReadOn: time.Unix(1, 0)}),
					tx.run("CREATE TRIGGER stop BEFORE DELETE ON "+table+" BEGIN SELECT RAISE(ABORT, 'stopped'); END"))
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Update(t.Context(), func(tx *Tx) error { return tx.DeleteThread(&thread, time.Unix(1, 0)) }); err == nil {
				t.Error("deleting did not fail")
			}
			if err := s.Update(t.Context(), func(tx *Tx) error { return tx.DeleteExpired(time.Unix(1<<40, 0)) }); err == nil {
				t.Error("deleting what has expired did not fail")
			}
		})
	}
	s := openFile(t, "")
	err := s.Update(t.Context(), func(tx *Tx) error { return tx.DeleteThread(&Thread{Key: 99}, time.Unix(1, 0)) })
	if !errors.Is(err, ErrNotFound) {
		t.Errorf("deleting a thread that does not exist: %v", err)
	}
}

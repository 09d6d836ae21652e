package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFile_KeepsDataAndVersionsOverReopening(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "chat.db")
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	first := openFile(t, path)
	var version int64
	err := first.Update(t.Context(), func(tx *Tx) error {
		version = tx.NextVersion(now)
		return tx.InsertThread(&Thread{ID: "t", CreatedOn: now, Version: version})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("closing left a write-ahead log behind (%v)", err)
	}
	second := openFile(t, path)
	err = second.Update(t.Context(), func(tx *Tx) error {
		if next := tx.NextVersion(now); next != version+1 {
			t.Errorf("the version after %d is %d", version, next)
		}
		_, err := tx.Thread("t")
		return err
	})
	if err != nil {
		t.Error(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file with the keys has mode %v (%v)", info.Mode(), err)
	}
}

func TestFile_IsClosedToOthersBeforeItHoldsKeys(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "chat.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil { // whatever the umask is
		t.Fatal(err)
	}
	s := openFile(t, path)
	if err := s.Update(t.Context(), func(tx *Tx) error { return tx.PutSetting("key", "secret") }); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal"} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v (%v)", name, info, err)
		}
	}
}

func TestFile_FailuresOfTheDiskNameItAndSayWhatToDo(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "chat.db")
	s := openFile(t, path)
	large := func(tx *Tx) error { return tx.PutSetting("large", strings.Repeat("x", 1<<20)) }
	if _, err := s.conn.ExecContext(t.Context(), "PRAGMA max_page_count = 1"); err != nil { // as if the disk were full
		t.Fatal(err)
	}
	err := s.Update(t.Context(), large)
	if !errors.Is(err, ErrFull) || !strings.HasPrefix(err.Error(), path+": there is no space left") ||
		!strings.HasSuffix(err.Error(), "; free some space and repeat what failed") {
		t.Errorf("a full disk is reported as %v", err)
	}
	if _, err := s.conn.ExecContext(t.Context(), "PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), large); err != nil {
		t.Errorf("with space again: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt(bytes.Repeat([]byte{0xff}, 2000), 100); err != nil { // the first page, after its header
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), path)
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path+": the data file is damaged") ||
		!strings.Contains(err.Error(), "move it away") {
		t.Errorf("a damaged file is reported as %v", err)
	}
}

func TestFile_IsOpenedByOneOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "chat.db")
	first := openFile(t, path)
	if _, err := Open(t.Context(), path); !errors.Is(err, ErrInUse) {
		t.Errorf("opening it again failed with %v, want ErrInUse", err)
	}
	if err := first.Update(t.Context(), func(tx *Tx) error { return tx.InsertIdentity("anna", time.Now()) }); err != nil {
		t.Errorf("the first one was disturbed: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	openFile(t, path)
}

// TestFile_OfEveryEarlierSchemaIsMigrated opens files as earlier releases left them.
func TestFile_OfEveryEarlierSchemaIsMigrated(t *testing.T) {
	t.Parallel()
	steps, err := migrations()
	if err != nil || len(steps) < 2 {
		t.Fatalf("there are %d migrations (%v)", len(steps), err)
	}
	for version := range steps {
		t.Run(fmt.Sprint("schema ", version), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "chat.db")
			db := raw(t, path)
			conn, err := db.Conn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if err := migrate(t.Context(), conn, steps[:version]); err != nil {
				t.Fatal(err)
			}
			if version > 0 {
				if _, err := conn.ExecContext(t.Context(), "INSERT INTO identities (id, created_on) VALUES ('anna', 0)"); err != nil {
					t.Fatal(err)
				}
			}
			if err := errors.Join(conn.Close(), db.Close()); err != nil {
				t.Fatal(err)
			}
			s := openFile(t, path)
			err = s.Update(t.Context(), func(tx *Tx) error {
				if _, err := tx.Identity("anna"); version > 0 && err != nil {
					return err
				}
				now := time.Unix(0, 0)
				thread := &Thread{ID: "t", CreatedOn: now}
				if err := tx.InsertThread(thread); err != nil {
					return err
				}
				return tx.PutReadReceipt(&ReadReceipt{Thread: thread.Key, UserID: "anna", Message: 1, ReadOn: now})
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestFile_OfANewerReleaseIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "chat.db")
	if err := openFile(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := raw(t, path).ExecContext(t.Context(), "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path); !errors.Is(err, ErrNewerSchema) {
		t.Errorf("opening failed with %v, want ErrNewerSchema", err)
	}
}

func TestFile_OfSomethingElseIsRefusedAndLeftAlone(t *testing.T) {
	t.Parallel()
	text := filepath.Join(t.TempDir(), "notes.txt")
	content := "These are my notes, which are dear to me."
	if err := os.WriteFile(text, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), text); !errors.Is(err, ErrNotOurs) {
		t.Errorf("opening a text failed with %v, want ErrNotOurs", err)
	}
	if got, err := os.ReadFile(text); err != nil || string(got) != content {
		t.Errorf("the text is now %q (%v)", got, err)
	}
	database := filepath.Join(t.TempDir(), "other.db")
	if _, err := raw(t, database).ExecContext(t.Context(), "CREATE TABLE notes (text)"); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), database); !errors.Is(err, ErrNotOurs) {
		t.Errorf("opening another database failed with %v, want ErrNotOurs", err)
	}
	if after, err := os.ReadFile(database); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the other database was changed (%v)", err)
	}
	if beside, err := filepath.Glob(database + "-*"); err != nil || len(beside) > 0 {
		t.Errorf("there are new files beside it: %v (%v)", beside, err)
	}
	if _, err := Open(t.Context(), filepath.Join(t.TempDir(), "missing", "chat.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("opening in a missing folder failed with %v", err)
	}
}

func openFile(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatalf("opening %s: %v", path, err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return s
}

// raw opens a file without this package, for as long as the test needs it.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxIdleConns(0) // nothing stays locked between statements
	t.Cleanup(func() { _ = db.Close() })
	return db
}

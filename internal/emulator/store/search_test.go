package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// fill writes threads with messages and two members each.
func fill(t testing.TB, s *Store, threads, messages int) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *Tx) error {
		at := time.Unix(1_700_000_000, 0)
		for i := range threads {
			thread := Thread{
				ID:        fmt.Sprintf("19:%d@thread.v2", i),
				Topic:     fmt.Sprintf("Topic %d", i),
				CreatedOn: at,
				Version:   tx.NextVersion(at),
			}
			if err := tx.InsertThread(&thread); err != nil {
				return err
			}
			for _, name := range []string{"Anna", "Ben"} {
				id := fmt.Sprintf("8:acs:%s-%d", name, i)
				if err := tx.PutMember(&Member{Thread: thread.Key, UserID: id, DisplayName: name}); err != nil {
					return err
				}
			}
			for j := range messages {
				version := tx.NextVersion(at)
				content := fmt.Sprintf("Message %d of thread %d: when is the release, and who writes the notes for it?", j, i)
				m := Message{Thread: thread.Key, ID: version, Version: version, Type: "text", Content: content, CreatedOn: at}
				if err := tx.InsertMessage(&m); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// searchBySQL is the baseline: SQLite looks through everything, in a transaction.
func searchBySQL(t testing.TB, s *Store, words string, limit int) (keys []int64) {
	t.Helper()
	pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(words) + "%"
	err := s.View(t.Context(), func(tx *Tx) (err error) {
		keys, err = all(tx, scanValue[int64], `SELECT key FROM threads WHERE topic LIKE ?1 ESCAPE '\' OR id LIKE ?1 ESCAPE '\'
			OR key IN (SELECT thread FROM members
				WHERE removed_at = 0 AND (display_name LIKE ?1 ESCAPE '\' OR user_id LIKE ?1 ESCAPE '\'))
			OR key IN (SELECT thread FROM messages WHERE content LIKE ?1 ESCAPE '\')
			ORDER BY version DESC LIMIT ?2`, pattern, limit)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// searches are words that are everywhere, in one place, and nowhere.
func searches() []string {
	return []string{
		"release",
		"MESSAGE 3 OF THREAD 17:",
		"topic 7",
		"anna-1",
		"Ben",
		"thread 9: when",
		"nowhere",
		"100%",
		"a_b",
		"",
		"x\ny",
	}
}

func TestSearchThreads_FindsWhatSQLiteFinds(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "chat.db")
	s := openFile(t, path)
	fill(t, s, 30, 5)
	check := func(when string, s *Store) {
		t.Helper()
		for _, words := range searches() {
			if got, want := s.SearchThreads(words, 20), searchBySQL(t, s, words, 20); !slices.Equal(got, want) {
				t.Errorf("%s, %q is in %v, want %v", when, words, got, want)
			}
		}
	}
	check("at first", s)
	if err := s.Snapshot(t.Context()); err != nil {
		t.Fatal(err)
	}
	change := func(tx *Tx) error {
		thread, err := tx.Thread("19:17@thread.v2")
		if err != nil {
			return err
		}
		if err := tx.RemoveMember(thread.Key, "8:acs:Anna-17", tx.NextVersion(time.Unix(0, 0))); err != nil {
			return err
		}
		messages, err := tx.Messages(MessageQuery{Thread: thread.Key, Limit: 9})
		if err != nil {
			return err
		}
		edited := messages[1] // says "Message 3 of thread 17:"
		edited.Content, edited.Version = "100% a_b nowhere", tx.NextVersion(time.Unix(0, 0))
		if err := tx.UpdateMessage(&edited); err != nil {
			return err
		}
		other, err := tx.Thread("19:9@thread.v2")
		if err != nil {
			return err
		}
		return tx.DeleteThread(&other, time.Unix(1_800_000_000, 0))
	}
	if err := s.View(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	check("after a view", s)
	if err := s.Update(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	check("after changes", s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := openFile(t, path)
	check("opened again", again)
	if err := again.Restore(t.Context()); err != nil {
		t.Fatal(err)
	}
	check("with nothing left", again)
}

func TestSearchThreads_DoesNotMindLetterCase(t *testing.T) {
	t.Parallel()
	s := openFile(t, "")
	err := s.Update(t.Context(), func(tx *Tx) error {
		thread := Thread{ID: "19:a@thread.v2", Topic: "Übermäßig ΣΊΣΥΦΟΣ", CreatedOn: time.Unix(1, 0)}
		return tx.InsertThread(&thread)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"ÜBER", "übermä", "σίσυφοσ"} {
		if got := s.SearchThreads(words, 1); len(got) != 1 {
			t.Errorf("%q is not found", words)
		}
	}
}

// TestSearchThreads_WaitsForNoTransaction searches while a transaction has the only connection.
func TestSearchThreads_WaitsForNoTransaction(t *testing.T) {
	t.Parallel()
	s := openFile(t, "")
	fill(t, s, 3, 1)
	err := s.Update(t.Context(), func(*Tx) error {
		if got := s.SearchThreads("release", 9); len(got) != 3 {
			t.Errorf("found is %v", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// BenchmarkSearchThreads searches 10,000 threads with 100,000 messages, beside what SQLite takes for the same.
func BenchmarkSearchThreads(b *testing.B) {
	s, err := Open(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	fill(b, s, 10_000, 10)
	for _, words := range []string{"release", "message 3 of thread 17:", "nowhere"} {
		b.Run(words+"/index", func(b *testing.B) {
			for b.Loop() {
				s.SearchThreads(words, 101)
			}
		})
		b.Run(words+"/baseline", func(b *testing.B) {
			for b.Loop() {
				searchBySQL(b, s, words, 101)
			}
		})
	}
}

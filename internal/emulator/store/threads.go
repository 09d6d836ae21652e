package store

import (
	"database/sql"
	"time"
)

// noBound is greater than any version or time.
const noBound = int64(1)<<62 - 1

const threadColumns = `key, id, topic, created_by, created_on, deleted_on, metadata, coalesce(delete_after_days, 0),
	sequence, version, last_message, last_message_on`

func scanThread(r row) (Thread, error) {
	var t Thread
	var created, deleted, lastMessage sql.NullInt64
	err := r.Scan(
		&t.Key,
		&t.ID,
		&t.Topic,
		&t.CreatedBy,
		&created,
		&deleted,
		jsonColumn[map[string]string]{&t.Metadata},
		&t.DeleteAfterDays,
		&t.Sequence,
		&t.Version,
		&t.LastMessage,
		&lastMessage,
	)
	t.CreatedOn, t.DeletedOn, t.LastMessageOn = fromColumn(created), fromColumn(deleted), fromColumn(lastMessage)
	return t, err
}

// expiry returns the column of the moment at which a thread's retention policy deletes it.
func expiry(t *Thread) (expires sql.NullInt64) {
	if t.DeleteAfterDays == 0 {
		return expires
	}
	return toColumn(t.CreatedOn.AddDate(0, 0, t.DeleteAfterDays))
}

// InsertThread adds a thread and fills in its Key.
func (tx *Tx) InsertThread(t *Thread) error {
	metadata, err := mapColumn(t.Metadata)
	if err != nil {
		return err
	}
	key, err := one(
		tx,
		scanValue[int64],
		`INSERT INTO threads (id, topic, created_by, created_on, metadata, delete_after_days,
		expires_on, sequence, version, last_message, last_message_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`,
		t.ID,
		t.Topic,
		t.CreatedBy,
		toColumn(t.CreatedOn),
		metadata,
		t.DeleteAfterDays,
		expiry(t),
		t.Sequence,
		t.Version,
		t.LastMessage,
		toColumn(t.LastMessageOn),
	)
	t.Key = key
	tx.texts = append(tx.texts, threadTextOf(t))
	return err
}

// Thread returns a thread, also a deleted one.
func (tx *Tx) Thread(id string) (Thread, error) {
	return one(tx, scanThread, "SELECT "+threadColumns+" FROM threads WHERE id = ?", id)
}

// UpdateThread writes what can change in a thread: everything but id, creator and creation.
func (tx *Tx) UpdateThread(t *Thread) error {
	metadata, err := mapColumn(t.Metadata)
	if err != nil {
		return err
	}
	tx.texts = append(tx.texts, threadTextOf(t))
	return tx.changeOne(
		`UPDATE threads SET topic = ?, deleted_on = ?, metadata = ?, delete_after_days = ?, expires_on = ?,
		sequence = ?, version = ?, last_message = ?, last_message_on = ? WHERE key = ?`,
		t.Topic,
		toColumn(t.DeletedOn),
		metadata,
		t.DeleteAfterDays,
		expiry(t),
		t.Sequence,
		t.Version,
		t.LastMessage,
		toColumn(t.LastMessageOn),
		t.Key,
	)
}

// Threads returns the threads that q asks for, the one with the newest message first. It walks the index of last
// messages down and looks for the member in each thread: a page costs what lies between its ends, so a whole list costs
// the threads that there are, once.
func (tx *Tx) Threads(q ThreadQuery) ([]Thread, error) {
	before, from := q.Before, int64(0)
	if before == 0 {
		before = noBound
	}
	if !q.From.IsZero() {
		from = q.From.UnixMilli()
	}
	column := "last_message_on"
	if q.ByCreation {
		column = "created_on"
	}
	return all(tx, scanThread, "SELECT "+threadColumns+` FROM threads
		WHERE last_message > ? AND last_message < ? AND `+column+` >= ?
		AND EXISTS (SELECT 1 FROM members WHERE thread = threads.key AND user_id = ?)
		ORDER BY last_message DESC LIMIT ?`, q.After, before, from, q.Member, q.Limit)
}

// AllThreads returns all threads, the least recently changed first.
func (tx *Tx) AllThreads() ([]Thread, error) {
	return all(tx, scanThread, "SELECT "+threadColumns+" FROM threads ORDER BY version")
}

// ThreadByKey returns a thread, also a deleted one.
func (tx *Tx) ThreadByKey(key int64) (Thread, error) {
	return one(tx, scanThread, "SELECT "+threadColumns+" FROM threads WHERE key = ?", key)
}

// LatestThreads returns threads of anybody, the most recently changed first.
func (tx *Tx) LatestThreads(limit int) ([]Thread, error) {
	return all(tx, scanThread, "SELECT "+threadColumns+" FROM threads ORDER BY version DESC LIMIT ?", limit)
}

// CountThreads returns the number of threads, deleted ones too.
func (tx *Tx) CountThreads() (int, error) {
	return one(tx, scanValue[int], "SELECT count(*) FROM threads")
}

// DeleteThread marks a thread as deleted and drops its messages and read receipts.
func (tx *Tx) DeleteThread(t *Thread, at time.Time) error {
	t.DeletedOn = at
	t.Version = tx.NextVersion(at)
	if err := tx.UpdateThread(t); err != nil {
		return err
	}
	if err := tx.exec("DELETE FROM read_receipts WHERE thread = ?", t.Key); err != nil {
		return err
	}
	tx.texts = append(tx.texts, removedMessagesText(t.Key))
	return tx.exec("DELETE FROM messages WHERE thread = ?", t.Key)
}

// DeleteExpired deletes the threads whose last day has come by now, as of that day.
func (tx *Tx) DeleteExpired(now time.Time) error {
	expired, err := all(tx, scanThread, "SELECT "+threadColumns+` FROM threads
		WHERE deleted_on IS NULL AND expires_on IS NOT NULL AND expires_on <= ? ORDER BY expires_on`, toColumn(now))
	if err != nil {
		return err
	}
	for _, thread := range expired {
		if err := tx.DeleteThread(&thread, fromColumn(expiry(&thread))); err != nil {
			return err
		}
	}
	return nil
}

// Repeated returns what SaveRepeatable kept; ErrNotFound when nothing was.
func (tx *Tx) Repeated(userID, requestID string) (Repeatable, error) {
	scan := func(r row) (Repeatable, error) {
		var found Repeatable
		return found, r.Scan(&found.ThreadID, &found.Invalid)
	}
	return one(
		tx,
		scan,
		"SELECT thread_id, invalid FROM repeatable_requests WHERE user_id = ? AND request_id = ?",
		userID,
		requestID,
	)
}

// SaveRepeatable keeps the outcome of a repeatable request.
func (tx *Tx) SaveRepeatable(userID, requestID string, r Repeatable) error {
	return tx.exec("INSERT INTO repeatable_requests (user_id, request_id, thread_id, invalid) VALUES (?, ?, ?, ?)",
		userID, requestID, r.ThreadID, r.Invalid)
}

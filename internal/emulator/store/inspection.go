package store

import (
	"strings"
	"time"
)

// User is an identity as people see it.
type User struct {
	ID        string
	CreatedOn time.Time
	Threads   int // that it is a member of
}

// SearchThreads returns the threads that have text in their topic, their id, a message, or a member's name or id, the
// most recently changed first. Letter case does not matter in ASCII. "" finds every thread.
func (tx *Tx) SearchThreads(text string, limit int) ([]Thread, error) {
	if text == "" {
		return tx.LatestThreads(limit)
	}
	pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text) + "%"
	return all(tx, scanThread, "SELECT "+threadColumns+` FROM threads WHERE topic LIKE ?1 ESCAPE '\' OR id LIKE ?1 ESCAPE '\'
		OR key IN (SELECT thread FROM members WHERE removed_at = 0 AND (display_name LIKE ?1 ESCAPE '\' OR user_id LIKE ?1 ESCAPE '\'))
		OR key IN (SELECT thread FROM messages WHERE content LIKE ?1 ESCAPE '\')
		ORDER BY version DESC LIMIT ?2`, pattern, limit)
}

// DisplayName returns the name under which a user last became a member of a thread; ErrNotFound when it has none.
func (tx *Tx) DisplayName(userID string) (string, error) {
	return one(tx, scanValue[string], `SELECT display_name FROM members WHERE user_id = ? AND display_name <> '' ORDER BY key DESC LIMIT 1`, userID)
}

// LatestUsers returns users that are not deleted, the newest first.
func (tx *Tx) LatestUsers(limit int) ([]User, error) {
	scan := func(r row) (User, error) {
		var found User
		var created int64
		err := r.Scan(&found.ID, &created, &found.Threads)
		found.CreatedOn = time.UnixMilli(created).UTC()
		return found, err
	}
	return all(tx, scan, `SELECT id, created_on, (SELECT count(*) FROM members JOIN threads ON threads.key = members.thread
		WHERE user_id = identities.id AND removed_at = 0 AND threads.deleted_on IS NULL)
		FROM identities WHERE deleted_on IS NULL ORDER BY key DESC LIMIT ?`, limit)
}

package store

import "time"

// User is an identity as people see it.
type User struct {
	ID        string
	CreatedOn time.Time
	Threads   int // that it is a member of
}

// DisplayName returns the name under which a user last became a member of a thread; ErrNotFound when it has none.
func (tx *Tx) DisplayName(userID string) (string, error) {
	return one(
		tx,
		scanValue[string],
		`SELECT display_name FROM members WHERE user_id = ? AND display_name <> '' ORDER BY key DESC LIMIT 1`,
		userID,
	)
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

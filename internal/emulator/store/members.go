package store

import "database/sql"

const memberColumns = "thread, user_id, display_name, share_history, metadata, removed_at"

func scanMember(r row) (Member, error) {
	var m Member
	var shared sql.NullInt64
	err := r.Scan(&m.Thread, &m.UserID, &m.DisplayName, &shared, jsonColumn[map[string]string]{&m.Metadata}, &m.RemovedAt)
	m.ShareHistoryTime = fromColumn(shared)
	return m, err
}

// PutMember implements Tx.
func (tx *sqliteTx) PutMember(m *Member) error {
	metadata, err := mapColumn(m.Metadata)
	if err != nil {
		return err
	}
	// Replacing gives a new key, so a member that comes back is last in the list.
	return tx.exec(`INSERT OR REPLACE INTO members (thread, user_id, display_name, share_history, metadata) VALUES (?, ?, ?, ?, ?)`,
		m.Thread, m.UserID, m.DisplayName, m.ShareHistoryTime.UnixMilli(), metadata)
}

// Member implements Tx.
func (tx *sqliteTx) Member(thread int64, userID string) (Member, error) {
	return one(tx, scanMember, "SELECT "+memberColumns+" FROM members WHERE thread = ? AND user_id = ?", thread, userID)
}

// Members implements Tx.
func (tx *sqliteTx) Members(thread int64, skip, limit int) ([]Member, error) {
	if limit == 0 {
		limit = -1 // SQLite's word for no limit
	}
	return all(tx, scanMember, "SELECT "+memberColumns+" FROM members WHERE thread = ? AND removed_at = 0 ORDER BY key LIMIT ? OFFSET ?",
		thread, limit, skip)
}

// CountMembers implements Tx.
func (tx *sqliteTx) CountMembers(thread int64) (int, error) {
	return one(tx, scanValue[int], "SELECT count(*) FROM members WHERE thread = ? AND removed_at = 0", thread)
}

// RemoveMember implements Tx.
func (tx *sqliteTx) RemoveMember(thread int64, userID string, version int64) error {
	return tx.changeOne("UPDATE members SET removed_at = ? WHERE thread = ? AND user_id = ? AND removed_at = 0", version, thread, userID)
}

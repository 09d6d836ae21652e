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

// PutMember adds a member at the end of the thread's list, or brings a removed one back.
func (tx *Tx) PutMember(m *Member) error {
	metadata, err := mapColumn(m.Metadata)
	if err != nil {
		return err
	}
	tx.texts = append(tx.texts, memberTextOf(m.Thread, m.UserID, m.DisplayName))
	// Replacing gives a new key, so a member that comes back is last in the list.
	return tx.exec(
		`INSERT OR REPLACE INTO members (thread, user_id, display_name, share_history, metadata) VALUES (?, ?, ?, ?, ?)`,
		m.Thread,
		m.UserID,
		m.DisplayName,
		m.ShareHistoryTime.UnixMilli(),
		metadata,
	)
}

// Member returns a member, also a removed one.
func (tx *Tx) Member(thread int64, userID string) (Member, error) {
	return one(tx, scanMember, "SELECT "+memberColumns+" FROM members WHERE thread = ? AND user_id = ?", thread, userID)
}

// Members returns the present members in the order in which they joined; limit 0 means all.
func (tx *Tx) Members(thread int64, skip, limit int) ([]Member, error) {
	if limit == 0 {
		limit = -1 // SQLite's word for no limit
	}
	return all(tx, scanMember, "SELECT "+memberColumns+" FROM members WHERE thread = ? AND removed_at = 0 ORDER BY key "+
		"LIMIT ? OFFSET ?",
		thread, limit, skip)
}

// CountMembers returns the number of present members.
func (tx *Tx) CountMembers(thread int64) (int, error) {
	return one(tx, scanValue[int], "SELECT count(*) FROM members WHERE thread = ? AND removed_at = 0", thread)
}

// RemoveMember marks a member as removed at a version of the thread.
func (tx *Tx) RemoveMember(thread int64, userID string, version int64) error {
	tx.texts = append(tx.texts, removedMemberText(thread, userID))
	return tx.changeOne(
		"UPDATE members SET removed_at = ? WHERE thread = ? AND user_id = ? AND removed_at = 0",
		version,
		thread,
		userID,
	)
}

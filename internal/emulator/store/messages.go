package store

import "database/sql"

const messageColumns = `thread, id, version, sequence, type, content, sender_id, sender_name,
	created_on, edited_on, deleted_on,
	metadata, participants, initiator`

func scanMessage(r row) (Message, error) {
	var m Message
	var created, edited, deleted sql.NullInt64
	err := r.Scan(
		&m.Thread,
		&m.ID,
		&m.Version,
		&m.Sequence,
		&m.Type,
		&m.Content,
		&m.SenderID,
		&m.SenderName,
		&created,
		&edited,
		&deleted,
		jsonColumn[map[string]string]{&m.Metadata},
		jsonColumn[[]Member]{&m.Participants},
		&m.Initiator,
	)
	m.CreatedOn, m.EditedOn, m.DeletedOn = fromColumn(created), fromColumn(edited), fromColumn(deleted)
	return m, err
}

// InsertMessage adds a message.
func (tx *Tx) InsertMessage(m *Message) error {
	metadata, err := mapColumn(m.Metadata)
	if err != nil {
		return err
	}
	participants, err := membersColumn(m.Participants)
	if err != nil {
		return err
	}
	tx.texts = append(tx.texts, messageTextOf(m.Thread, m.ID, m.Content))
	return tx.exec("INSERT INTO messages ("+messageColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		m.Thread, m.ID, m.Version, m.Sequence, m.Type, m.Content, m.SenderID, m.SenderName,
		toColumn(m.CreatedOn), toColumn(m.EditedOn), toColumn(m.DeletedOn), metadata, participants, m.Initiator)
}

// Message returns a message, also a deleted one.
func (tx *Tx) Message(thread, id int64) (Message, error) {
	return one(tx, scanMessage, "SELECT "+messageColumns+" FROM messages WHERE thread = ? AND id = ?", thread, id)
}

// UpdateMessage writes what can change in a message.
func (tx *Tx) UpdateMessage(m *Message) error {
	metadata, err := mapColumn(m.Metadata)
	if err != nil {
		return err
	}
	tx.texts = append(tx.texts, messageTextOf(m.Thread, m.ID, m.Content))
	return tx.changeOne(
		`UPDATE messages SET version = ?, sequence = ?, content = ?, edited_on = ?, deleted_on = ?, metadata = ?
		WHERE thread = ? AND id = ?`,
		m.Version,
		m.Sequence,
		m.Content,
		toColumn(m.EditedOn),
		toColumn(m.DeletedOn),
		metadata,
		m.Thread,
		m.ID,
	)
}

// Messages returns the messages that q asks for, the latest change first. It walks the index on (thread, version) from
// the cursor down, so a page costs the same wherever it is. A message is never older than its creation, so the bound on
// the version lets the walk end at q.From.
func (tx *Tx) Messages(q MessageQuery) ([]Message, error) {
	before, upTo, from, since := q.Before, q.UpTo, int64(0), int64(0)
	if before == 0 {
		before = noBound
	}
	if upTo == 0 {
		upTo = noBound
	}
	if !q.From.IsZero() {
		from = q.From.UnixMilli()
	}
	if !q.Since.IsZero() {
		since = q.Since.UnixMilli()
	}
	return all(tx, scanMessage, "SELECT "+messageColumns+` FROM messages
		WHERE thread = ? AND version < ? AND version >= ? AND created_on >= ? AND id <= ? ORDER BY version DESC LIMIT ?`,
		q.Thread, before, max(from, since), from, upTo, q.Limit)
}

// ofSender selects the messages of a user by the threads that it is or was a member of, whose index leads to them.
const ofSender = "thread IN (SELECT thread FROM members WHERE user_id = ?1) AND sender_id = ?1"

// MessagesOf returns the messages that a user has sent and that are not deleted, oldest first.
func (tx *Tx) MessagesOf(userID string) ([]Message, error) {
	return all(tx, scanMessage, "SELECT "+messageColumns+" FROM messages WHERE "+ofSender+" AND deleted_on IS NULL "+
		"ORDER BY id", userID)
}

// RemoveMessagesOf removes the messages that a user has sent, as if there had been none.
func (tx *Tx) RemoveMessagesOf(userID string) error {
	err := tx.exec("DELETE FROM messages WHERE "+ofSender, userID)
	if err == nil {
		tx.texts, err = tx.allTexts()
	}
	return err
}

// PutReadReceipt sets how far a member has read.
func (tx *Tx) PutReadReceipt(r *ReadReceipt) error {
	return tx.exec("INSERT OR REPLACE INTO read_receipts (thread, user_id, message, read_on) VALUES (?, ?, ?, ?)",
		r.Thread, r.UserID, r.Message, toColumn(r.ReadOn))
}

// ReadReceipts returns how far members have read, ordered by user id.
func (tx *Tx) ReadReceipts(thread int64, skip, limit int) ([]ReadReceipt, error) {
	scan := func(r row) (ReadReceipt, error) {
		var receipt ReadReceipt
		var read sql.NullInt64
		err := r.Scan(&receipt.Thread, &receipt.UserID, &receipt.Message, &read)
		receipt.ReadOn = fromColumn(read)
		return receipt, err
	}
	return all(tx, scan, "SELECT thread, user_id, message, read_on FROM read_receipts WHERE thread = ? ORDER BY user_id "+
		"LIMIT ? OFFSET ?",
		thread, limit, skip)
}

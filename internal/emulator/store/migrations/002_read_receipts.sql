CREATE TABLE read_receipts (
	thread  INTEGER NOT NULL REFERENCES threads,
	user_id TEXT NOT NULL,
	message INTEGER NOT NULL,
	read_on INTEGER NOT NULL,
	PRIMARY KEY (thread, user_id)
) WITHOUT ROWID;

-- Times are epoch milliseconds, maps and lists are JSON.
CREATE TABLE settings (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE identities (
	key              INTEGER PRIMARY KEY,
	id               TEXT NOT NULL UNIQUE,
	token_generation INTEGER NOT NULL DEFAULT 0,
	created_on       INTEGER NOT NULL,
	deleted_on       INTEGER
);

CREATE TABLE threads (
	key               INTEGER PRIMARY KEY,
	id                TEXT NOT NULL UNIQUE,
	topic             TEXT NOT NULL,
	created_by        TEXT NOT NULL,
	created_on        INTEGER NOT NULL,
	deleted_on        INTEGER,
	metadata          TEXT NOT NULL,
	delete_after_days INTEGER,
	expires_on        INTEGER,
	sequence          INTEGER NOT NULL,
	version           INTEGER NOT NULL,
	last_message_on   INTEGER
);
CREATE INDEX threads_by_version ON threads (version);
CREATE INDEX threads_to_expire ON threads (expires_on) WHERE deleted_on IS NULL AND expires_on IS NOT NULL;

CREATE TABLE members (
	key           INTEGER PRIMARY KEY,
	thread        INTEGER NOT NULL REFERENCES threads,
	user_id       TEXT NOT NULL,
	display_name  TEXT NOT NULL,
	share_history INTEGER NOT NULL,
	metadata      TEXT NOT NULL,
	removed_at    INTEGER NOT NULL DEFAULT 0,
	UNIQUE (thread, user_id)
);
CREATE INDEX members_by_user ON members (user_id, thread);

CREATE TABLE messages (
	key          INTEGER PRIMARY KEY,
	thread       INTEGER NOT NULL REFERENCES threads,
	id           INTEGER NOT NULL,
	version      INTEGER NOT NULL,
	sequence     INTEGER NOT NULL,
	type         TEXT NOT NULL,
	content      TEXT NOT NULL,
	sender_id    TEXT NOT NULL,
	sender_name  TEXT NOT NULL,
	created_on   INTEGER NOT NULL,
	edited_on    INTEGER,
	deleted_on   INTEGER,
	metadata     TEXT NOT NULL,
	participants TEXT NOT NULL,
	initiator    TEXT NOT NULL,
	UNIQUE (thread, id),
	UNIQUE (thread, version)
);

CREATE TABLE repeatable_requests (
	user_id    TEXT NOT NULL,
	request_id TEXT NOT NULL,
	thread_id  TEXT NOT NULL,
	invalid    TEXT NOT NULL,
	PRIMARY KEY (user_id, request_id)
) WITHOUT ROWID;

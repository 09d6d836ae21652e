-- Threads are listed by their last message. Its version orders those of one millisecond.
ALTER TABLE threads ADD COLUMN last_message INTEGER NOT NULL DEFAULT 0;
UPDATE threads SET
	last_message = coalesce((SELECT max(id) FROM messages WHERE thread = threads.key), last_message_on, created_on),
	last_message_on = coalesce(last_message_on, (SELECT max(created_on) FROM messages WHERE thread = threads.key), created_on);
CREATE INDEX threads_by_last_message ON threads (last_message);

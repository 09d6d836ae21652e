-- What the preview 2025-03-02-preview of the identity API knows of a user, and when its tokens were last revoked.
ALTER TABLE identities ADD COLUMN custom_id TEXT;
ALTER TABLE identities ADD COLUMN last_token_on INTEGER;
ALTER TABLE identities ADD COLUMN revoked_on INTEGER;
CREATE UNIQUE INDEX identities_by_custom_id ON identities (custom_id) WHERE deleted_on IS NULL;

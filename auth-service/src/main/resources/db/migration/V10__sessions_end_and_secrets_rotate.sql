-- Rows that nobody needs any more are found without reading the others.
CREATE INDEX sessions_expiry ON sessions (expires_at);
CREATE INDEX sessions_revocation ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX refresh_tokens_replacement ON refresh_tokens (replaced_at) WHERE replaced_at IS NOT NULL;

-- The secret before the newest one stays good for a while, so that a client can be changed over without a gap.
ALTER TABLE oauth_clients
    ADD previous_secret_hash bytea,
    ADD previous_secret_until timestamptz,
    ADD CHECK ((previous_secret_hash IS NULL) = (previous_secret_until IS NULL));

-- A key is published before it signs, and after it has signed for the last time.
ALTER TABLE signing_keys ADD active_from timestamptz;
UPDATE signing_keys SET active_from = created_at;
ALTER TABLE signing_keys ALTER active_from SET NOT NULL;

-- An operator may let one account check more often than its plan does. Deletion is asked for, can be taken back for a
-- while, and then happens; of a deleted account its id stays until everybody has heard of it.
ALTER TABLE accounts
    ADD COLUMN min_interval_seconds  integer CHECK (min_interval_seconds >= 1),
    ADD COLUMN deletion_requested_at timestamptz,
    ADD COLUMN deleted_at            timestamptz;

CREATE INDEX accounts_to_delete ON accounts (deletion_requested_at) WHERE deletion_requested_at IS NOT NULL;

ALTER TABLE users
    ADD COLUMN operator              boolean     NOT NULL DEFAULT false,
    ADD COLUMN suspended_at          timestamptz,
    ADD COLUMN deletion_requested_at timestamptz,
    ADD COLUMN preferences           jsonb       NOT NULL DEFAULT '{}',
    ADD COLUMN preferences_revision  bigint      NOT NULL DEFAULT 0;

CREATE INDEX users_to_delete ON users (deletion_requested_at) WHERE deletion_requested_at IS NOT NULL;
CREATE INDEX users_operators ON users (id) WHERE operator;

ALTER TABLE sessions
    DROP CONSTRAINT sessions_user_id_fkey,
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;

-- A place in an account, for whoever brings the token; used once.
CREATE TABLE invitations (
    id          text PRIMARY KEY,
    account_id  text        NOT NULL REFERENCES accounts,
    email       text        NOT NULL,
    role        text        NOT NULL CHECK (role IN ('owner', 'admin', 'viewer')),
    token_hash  bytea       NOT NULL UNIQUE,
    invited_by  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at  timestamptz
);

CREATE INDEX invitations_account ON invitations (account_id, id);

-- An operator acting as somebody else, for a stated reason and time.
CREATE TABLE impersonations (
    id          text PRIMARY KEY,
    account_id  text        NOT NULL REFERENCES accounts,
    user_id     text        NOT NULL REFERENCES users ON DELETE CASCADE,
    operator_id text        NOT NULL,
    reason      text        NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    ended_at    timestamptz
);

CREATE INDEX impersonations_operator ON impersonations (operator_id, id);
CREATE INDEX impersonations_user ON impersonations (user_id);

-- The second wall: a request with a token sees its own account, whatever a query forgets. Requests without one (signing
-- in, the exchange of a cookie or a client's secret, an invitation) have to look across accounts and see all rows, as
-- does background work; operators' routes say so explicitly.
CREATE FUNCTION shows(account text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('tocsin.account_id', true), '') IN ('', '*')
        OR current_setting('tocsin.account_id', true) = account;

ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY accounts_account ON accounts USING (shows(id));

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY users_account ON users USING (shows(account_id));

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY sessions_account ON sessions USING (shows(account_id));

ALTER TABLE refresh_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE refresh_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY refresh_tokens_account ON refresh_tokens USING (shows(account_id));

ALTER TABLE oauth_clients ENABLE ROW LEVEL SECURITY;
ALTER TABLE oauth_clients FORCE ROW LEVEL SECURITY;
CREATE POLICY oauth_clients_account ON oauth_clients USING (shows(account_id));

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY invitations_account ON invitations USING (shows(account_id));

ALTER TABLE impersonations ENABLE ROW LEVEL SECURITY;
ALTER TABLE impersonations FORCE ROW LEVEL SECURITY;
CREATE POLICY impersonations_account ON impersonations USING (shows(account_id));

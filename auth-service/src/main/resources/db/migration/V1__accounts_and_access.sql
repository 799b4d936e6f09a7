-- What an account may use, by tier. Data, so that a plan changes without a release.
CREATE TABLE plans (
    tier                  text PRIMARY KEY,
    max_monitors          integer NOT NULL,
    min_interval_seconds  integer NOT NULL,
    requests_per_minute   integer NOT NULL,
    retention_days        integer NOT NULL,
    max_webhook_endpoints integer NOT NULL,
    max_collectors        integer NOT NULL,
    max_tunnels           integer NOT NULL
);

INSERT INTO plans VALUES
    ('free',          50, 300,  100,   7,   2,    2,   0),
    ('solo',         100,  60,  300,  30,  10,   10,   1),
    ('team',         500,  60, 1000, 400,  50,   50,   5),
    ('enterprise', 10000,  30, 5000, 400, 200, 1000, 100);

CREATE TABLE accounts (
    id           text PRIMARY KEY,
    name         text        NOT NULL,
    tier         text        NOT NULL REFERENCES plans,
    revision     bigint      NOT NULL,
    suspended_at timestamptz,
    created_at   timestamptz NOT NULL
);

CREATE TABLE users (
    id            text PRIMARY KEY,
    account_id    text        NOT NULL REFERENCES accounts,
    name          text        NOT NULL,
    email         text        NOT NULL,
    image         text,
    password_hash text        NOT NULL,
    role          text        NOT NULL CHECK (role IN ('owner', 'admin', 'viewer')),
    revision      bigint      NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

CREATE UNIQUE INDEX users_email ON users (lower(email));
CREATE INDEX users_account ON users (account_id);

-- One row is behind every door that a person came through.
CREATE TABLE sessions (
    id          text PRIMARY KEY,
    user_id     text        NOT NULL REFERENCES users,
    account_id  text        NOT NULL REFERENCES accounts,
    token_hash  bytea       NOT NULL UNIQUE,
    remember_me boolean     NOT NULL,
    ip_address  text        NOT NULL,
    user_agent  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    revoked_at  timestamptz
);

CREATE INDEX sessions_user ON sessions (user_id, expires_at);

-- The session is the family: each token is used once and names what took its place.
CREATE TABLE refresh_tokens (
    token_hash  bytea PRIMARY KEY,
    session_id  text        NOT NULL REFERENCES sessions ON DELETE CASCADE,
    account_id  text        NOT NULL REFERENCES accounts,
    created_at  timestamptz NOT NULL,
    replaced_at timestamptz,
    successor   text
);

CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE oauth_clients (
    client_id          text PRIMARY KEY,
    account_id         text        NOT NULL REFERENCES accounts,
    client_secret_hash bytea       NOT NULL,
    name               text        NOT NULL,
    scopes             text        NOT NULL,
    created_at         timestamptz NOT NULL,
    revoked_at         timestamptz
);

CREATE INDEX oauth_clients_account ON oauth_clients (account_id, client_id) WHERE revoked_at IS NULL;

CREATE TABLE signing_keys (
    kid         text PRIMARY KEY,
    private_key text        NOT NULL,
    created_at  timestamptz NOT NULL
);

-- What revocations.v1 still holds, until no token that it concerns can be alive.
CREATE TABLE revocations (
    subject_id text PRIMARY KEY,
    revoked_at timestamptz NOT NULL
);

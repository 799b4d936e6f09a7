-- People as another issuer names them, linked by themselves while they were signed in here.
CREATE TABLE identities (
    id         text PRIMARY KEY,
    user_id    text        NOT NULL REFERENCES users ON DELETE CASCADE,
    account_id text        NOT NULL REFERENCES accounts,
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    linked_at  timestamptz NOT NULL,
    UNIQUE (issuer, subject)
);

CREATE INDEX identities_user ON identities (user_id);

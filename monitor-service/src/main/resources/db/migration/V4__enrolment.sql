-- The policies hold for the owner of the tables too.
SELECT set_config('tocsin.account_id', '*', true);

-- Since when nothing can be added any more: the account was deleted.
ALTER TABLE quota ADD COLUMN closed_at timestamptz;

-- A certificate is good until it ends, so the one before the last renewal is remembered.
ALTER TABLE collector
    ADD COLUMN previous_thumbprint text,
    ADD COLUMN previous_not_after  timestamptz;

-- Every configuration that a collector has had.
CREATE TABLE collector_config (
    collector_id text COLLATE "C" NOT NULL REFERENCES collector (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    version      integer     NOT NULL,
    account_id   text COLLATE "C" NOT NULL,
    config       text        NOT NULL,
    changed_by   text        NOT NULL,
    changed_at   timestamptz NOT NULL,
    PRIMARY KEY (collector_id, version)
);
INSERT INTO collector_config (collector_id, version, account_id, config, changed_by, changed_at)
SELECT id, config_version, account_id, config, 'system', created_at FROM collector;
ALTER TABLE collector_config ENABLE ROW LEVEL SECURITY;
ALTER TABLE collector_config FORCE ROW LEVEL SECURITY;
CREATE POLICY collector_config_account ON collector_config
    USING (account_id = current_setting('tocsin.account_id', true) OR current_setting('tocsin.account_id', true) = '*');

-- What lets one collector register without anybody signing in; only the hash of the token is kept.
CREATE TABLE enrolment_token (
    id           text COLLATE "C" PRIMARY KEY,
    account_id   text COLLATE "C" NOT NULL,
    name         text        NOT NULL,
    hash         text COLLATE "C" NOT NULL UNIQUE,
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz,
    collector_id text
);
CREATE INDEX enrolment_token_of_account ON enrolment_token (account_id, id);
ALTER TABLE enrolment_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment_token FORCE ROW LEVEL SECURITY;
CREATE POLICY enrolment_token_account ON enrolment_token
    USING (account_id = current_setting('tocsin.account_id', true) OR current_setting('tocsin.account_id', true) = '*');

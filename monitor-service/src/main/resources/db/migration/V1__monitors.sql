-- How much of its plan an account has taken; the row is locked by every creation, so that a limit holds under concurrency.
CREATE TABLE quota (
    account_id text COLLATE "C" PRIMARY KEY,
    monitors   integer NOT NULL DEFAULT 0 CHECK (monitors >= 0),
    collectors integer NOT NULL DEFAULT 0 CHECK (collectors >= 0)
);
ALTER TABLE quota ENABLE ROW LEVEL SECURITY;
ALTER TABLE quota FORCE ROW LEVEL SECURITY;
CREATE POLICY quota_account ON quota
    USING (account_id = current_setting('tocsin.account_id', true) OR current_setting('tocsin.account_id', true) = '*');

CREATE TABLE monitor (
    id                 text COLLATE "C" PRIMARY KEY,
    account_id         text COLLATE "C" NOT NULL,
    revision           bigint      NOT NULL,
    friendly_name      text        NOT NULL,
    type               text        NOT NULL,
    url                text,
    keyword            text,
    interval_seconds   integer     NOT NULL,
    timeout_ms         integer     NOT NULL,
    failure_threshold  integer     NOT NULL,
    recovery_threshold integer     NOT NULL,
    tags               text[]      NOT NULL,
    paused             boolean     NOT NULL,
    check_requested_at timestamptz,
    created_at         timestamptz NOT NULL,
    changed_at         timestamptz NOT NULL
);
-- lists are read in the order of ids, which is that of creation
CREATE INDEX monitor_of_account ON monitor (account_id, id);
ALTER TABLE monitor ENABLE ROW LEVEL SECURITY;
ALTER TABLE monitor FORCE ROW LEVEL SECURITY;
CREATE POLICY monitor_account ON monitor
    USING (account_id = current_setting('tocsin.account_id', true) OR current_setting('tocsin.account_id', true) = '*');

-- Fields of further types of targets; null where a type has no such field. What checks send is encrypted.
ALTER TABLE monitor
    ADD COLUMN host                 text,
    ADD COLUMN port                 integer,
    ADD COLUMN method               text,
    ADD COLUMN expected_statuses    text[],
    ADD COLUMN follow_redirects     boolean,
    ADD COLUMN keyword_absent       boolean,
    ADD COLUMN keyword_regex        boolean,
    ADD COLUMN warning_days         integer,
    ADD COLUMN record_type          text,
    ADD COLUMN expected_value       text,
    ADD COLUMN period_seconds       integer,
    ADD COLUMN grace_seconds        integer,
    ADD COLUMN retries              integer NOT NULL DEFAULT 0,
    ADD COLUMN sealed_request       text,
    -- encrypted
    ADD COLUMN heartbeat_token      text,
    ADD COLUMN heartbeat_token_hash text;
-- the policies hold for the owner of the tables too
SELECT set_config('tocsin.account_id', '*', true);
UPDATE monitor SET method = 'GET', expected_statuses = '{200-399}', follow_redirects = true;
UPDATE monitor SET keyword_absent = false, keyword_regex = false WHERE type = 'keyword';

-- What was answered to requests that carried an Idempotency-Key, encrypted.
CREATE TABLE repetition (
    account_id text COLLATE "C" NOT NULL,
    key        text COLLATE "C" NOT NULL,
    request    text        NOT NULL,
    answer     text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);
CREATE INDEX repetition_age ON repetition (created_at);
ALTER TABLE repetition ENABLE ROW LEVEL SECURITY;
ALTER TABLE repetition FORCE ROW LEVEL SECURITY;
CREATE POLICY repetition_account ON repetition
    USING (account_id = current_setting('tocsin.account_id', true) OR current_setting('tocsin.account_id', true) = '*');

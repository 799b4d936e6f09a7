-- What further types of monitors tell.
ALTER TABLE check_event
    ADD COLUMN message text,
    ADD COLUMN failed_attempts text[],
    ADD COLUMN lateness_micros bigint,
    ADD COLUMN certificate_not_after timestamptz;

ALTER TABLE monitor_definition
    ADD COLUMN period_seconds int,
    ADD COLUMN grace_seconds int;

ALTER TABLE incident ADD COLUMN acknowledged_by text;

CREATE TABLE incident_comment (
    id          text        PRIMARY KEY,
    account_id  text        NOT NULL,
    incident_id text        NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    author_id   text        NOT NULL,
    text        text        NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX incident_comment_incident ON incident_comment (incident_id, created_at, id);
ALTER TABLE incident_comment ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident_comment FORCE ROW LEVEL SECURITY;
CREATE POLICY incident_comment_account ON incident_comment USING (account_id = current_setting('tocsin.account_id', true)
    OR current_setting('tocsin.account_id', true) = '*');

-- Questions about all monitors of an account.
CREATE INDEX monitor_definition_account ON monitor_definition (account_id);

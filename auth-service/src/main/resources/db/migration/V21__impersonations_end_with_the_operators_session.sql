-- An impersonation concerns two accounts: a request of the operator's own, which ends his session, ends it too.
ALTER TABLE impersonations
    ADD COLUMN operator_session_id text,
    ADD COLUMN operator_account_id text;

CREATE INDEX impersonations_open_of_session ON impersonations (operator_session_id) WHERE ended_at IS NULL;
CREATE INDEX impersonations_open_of_operators ON impersonations (operator_account_id) WHERE ended_at IS NULL;
CREATE INDEX impersonations_account ON impersonations (account_id);

DROP POLICY impersonations_account ON impersonations;
CREATE POLICY impersonations_account ON impersonations USING (shows(account_id) OR shows(operator_account_id));

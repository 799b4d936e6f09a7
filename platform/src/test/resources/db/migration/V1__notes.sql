CREATE TABLE note (
    id         text PRIMARY KEY,
    account_id text NOT NULL,
    text       text NOT NULL
);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY note_account ON note
    USING (account_id = current_setting('tocsin.account_id', true) OR current_setting('tocsin.account_id', true) = '*');

-- Ending and deleting an account looks for its rows, and the database itself does for every foreign key.
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX refresh_tokens_account ON refresh_tokens (account_id);
CREATE INDEX identities_account ON identities (account_id);

-- Lists of series are forgotten once all that was sent with them has expired, and only those in use count.
ALTER TABLE metric_set
    ADD COLUMN used_at    timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN keep_until timestamptz NOT NULL DEFAULT now() + interval '403 days';
ALTER TABLE metric_set
    ALTER COLUMN used_at DROP DEFAULT,
    ALTER COLUMN keep_until DROP DEFAULT;
CREATE INDEX metric_set_used ON metric_set (source_id, used_at);
CREATE INDEX metric_set_kept ON metric_set (keep_until);

CREATE INDEX server_seen ON server (account_id, last_seen_at);

-- How far history has been queued, for the revision of the endpoint that it was read for.
ALTER TABLE webhook_health ADD COLUMN replay_revision bigint;
ALTER TABLE webhook_health ADD COLUMN replayed_to bigint;
CREATE INDEX webhook_event_order ON webhook_event (account_id, seq);

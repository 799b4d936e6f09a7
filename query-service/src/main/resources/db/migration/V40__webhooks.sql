-- Subscribers, what happened, and what becomes of each event for each subscriber.
CREATE TABLE webhook_quota (
    account_id text PRIMARY KEY,
    endpoints  int  NOT NULL
);

CREATE TABLE webhook_endpoint (
    id                     text        PRIMARY KEY,
    account_id             text        NOT NULL,
    revision               bigint      NOT NULL,
    url                    text        NOT NULL,
    description            text,
    event_types            text[]      NOT NULL,
    filter                 text,
    transformation         text,
    payload_version        int         NOT NULL,
    headers_sealed         text,
    rate_limit             int,
    ordered                boolean     NOT NULL,
    secret_sealed          text        NOT NULL,
    previous_secret_sealed text,
    previous_until         timestamptz,
    enabled                boolean     NOT NULL,
    disabled_reason        text,
    start_from             timestamptz,
    replaying              boolean     NOT NULL,
    live_since             timestamptz NOT NULL,
    created_at             timestamptz NOT NULL,
    changed_at             timestamptz NOT NULL
);
CREATE INDEX webhook_endpoint_account ON webhook_endpoint (account_id, created_at DESC, id DESC);
CREATE INDEX webhook_endpoint_replaying ON webhook_endpoint (id) WHERE replaying;

-- Apart from the endpoint, so that sending never waits for whoever changes it.
CREATE TABLE webhook_health (
    endpoint_id   text        PRIMARY KEY REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    account_id    text        NOT NULL,
    failing_since timestamptz
);
CREATE INDEX webhook_health_failing ON webhook_health (failing_since) WHERE failing_since IS NOT NULL;

CREATE TABLE webhook_event (
    id             text        PRIMARY KEY,
    seq            bigint      GENERATED ALWAYS AS IDENTITY,
    account_id     text        NOT NULL,
    type           text        NOT NULL,
    at             timestamptz NOT NULL,
    subject        text        NOT NULL,
    cause          text        NOT NULL,
    payload        text        NOT NULL,
    correlation_id text        NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (account_id, type, cause)
);
CREATE INDEX webhook_event_account ON webhook_event (account_id, recorded_at);
CREATE INDEX webhook_event_subject ON webhook_event (account_id, subject, at);
CREATE INDEX webhook_event_recorded ON webhook_event (recorded_at);

CREATE TABLE webhook_delivery (
    id              text        PRIMARY KEY,
    account_id      text        NOT NULL,
    endpoint_id     text        NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    event_id        text        NOT NULL REFERENCES webhook_event (id) ON DELETE CASCADE,
    event_seq       bigint      NOT NULL,
    event_type      text        NOT NULL,
    subject         text        NOT NULL,
    status          text        NOT NULL,
    reason          text,
    replayed        boolean     NOT NULL DEFAULT false,
    tries           int         NOT NULL DEFAULT 0,
    leases          int         NOT NULL DEFAULT 0,
    attempts        jsonb       NOT NULL DEFAULT '[]',
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    created_at      timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
    ended_at        timestamptz,
    UNIQUE (event_id, endpoint_id)
) WITH (fillfactor = 70);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at, event_seq) WHERE status = 'pending';
CREATE INDEX webhook_delivery_order ON webhook_delivery (endpoint_id, subject, event_seq) WHERE status = 'pending';
CREATE INDEX webhook_delivery_list ON webhook_delivery (endpoint_id, created_at DESC, id DESC);

ALTER TABLE collector_definition ADD COLUMN certificate_not_after timestamptz;
CREATE INDEX collector_definition_certificate ON collector_definition (certificate_not_after)
    WHERE revoked_at IS NULL AND deleted_at IS NULL;

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['webhook_quota', 'webhook_endpoint', 'webhook_health', 'webhook_event',
        'webhook_delivery'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format($f$CREATE POLICY %I ON %I USING (account_id = current_setting('tocsin.account_id', true)
            OR current_setting('tocsin.account_id', true) = '*')$f$, t || '_account', t);
    END LOOP;
END $$;

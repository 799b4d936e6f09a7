-- The fence: up to where every partition of every topic has been stored.
CREATE TABLE kafka_offset (
    topic       text   NOT NULL,
    part        int    NOT NULL,
    topic_id    text   NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic, part)
);

-- The catalogue of time tables: what is partitioned by time, how wide a chunk is, how long it is kept.
CREATE TABLE ts_table (
    name  text     PRIMARY KEY,
    chunk interval NOT NULL,
    keep  interval NOT NULL
);

-- Definitions, as the compacted topics say.
CREATE TABLE account_definition (
    account_id     text        PRIMARY KEY,
    revision       bigint      NOT NULL,
    tier           text        NOT NULL,
    retention_days int         NOT NULL,
    suspended_at   timestamptz,
    changed_at     timestamptz NOT NULL
);

CREATE TABLE monitor_definition (
    monitor_id         text        PRIMARY KEY,
    account_id         text        NOT NULL,
    revision           bigint      NOT NULL,
    friendly_name      text        NOT NULL,
    type               text        NOT NULL,
    interval_seconds   int         NOT NULL,
    failure_threshold  int         NOT NULL,
    recovery_threshold int         NOT NULL,
    paused             boolean     NOT NULL,
    changed_at         timestamptz NOT NULL,
    deleted_at         timestamptz
);

CREATE TABLE monitor_revision (
    monitor_id         text        NOT NULL,
    revision           bigint      NOT NULL,
    account_id         text        NOT NULL,
    type               text        NOT NULL,
    interval_seconds   int         NOT NULL,
    failure_threshold  int         NOT NULL,
    recovery_threshold int         NOT NULL,
    paused             boolean     NOT NULL,
    changed_at         timestamptz NOT NULL,
    PRIMARY KEY (monitor_id, revision)
);

CREATE TABLE collector_definition (
    collector_id     text        PRIMARY KEY,
    account_id       text        NOT NULL,
    revision         bigint      NOT NULL,
    name             text        NOT NULL,
    hostname         text        NOT NULL,
    interval_seconds int         NOT NULL,
    revoked_at       timestamptz,
    changed_at       timestamptz NOT NULL,
    deleted_at       timestamptz
);

-- Servers, and the sources that send samples about them: a collector or OAuth client, with one instance.
CREATE TABLE server_counter (
    account_id text PRIMARY KEY,
    last_no    int  NOT NULL
);

CREATE TABLE server (
    id           text        PRIMARY KEY,
    account_id   text        NOT NULL,
    no           int         NOT NULL,
    instance     text        NOT NULL,
    hostname     text        NOT NULL,
    collector_id text,
    os           text,
    cores        int,
    last_seen_at timestamptz NOT NULL,
    UNIQUE (account_id, no),
    UNIQUE (account_id, instance)
);

CREATE TABLE source (
    id         int  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id text NOT NULL,
    source_ref text NOT NULL,
    instance   text NOT NULL,
    server_id  text NOT NULL REFERENCES server (id),
    UNIQUE (source_ref, instance)
);
CREATE INDEX source_server ON source (server_id);

-- The dictionary. Rows below have no account of their own: they are reached through their source alone.
CREATE TABLE series (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id int    NOT NULL REFERENCES source (id),
    digest    bytea  NOT NULL,
    name      text   NOT NULL,
    labels    jsonb  NOT NULL,
    UNIQUE (source_id, digest)
);
CREATE INDEX series_name ON series (source_id, name);

CREATE TABLE metric_set (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id int    NOT NULL REFERENCES source (id),
    digest    bytea  NOT NULL,
    UNIQUE (source_id, digest)
);

CREATE TABLE series_slot (
    series_id bigint NOT NULL REFERENCES series (id),
    set_id    bigint NOT NULL REFERENCES metric_set (id),
    pos       int    NOT NULL,
    PRIMARY KEY (series_id, set_id)
);
CREATE INDEX series_slot_set ON series_slot (set_id);

-- Hours whose rollups are to be computed again.
CREATE TABLE rollup_dirty (
    source_id int         NOT NULL,
    hour      timestamptz NOT NULL,
    PRIMARY KEY (source_id, hour)
);

-- Checks counted by the hour; only rows that were new count.
CREATE TABLE checks_1h (
    monitor_id     text        NOT NULL,
    hour           timestamptz NOT NULL,
    account_id     text        NOT NULL,
    n              int         NOT NULL,
    ok             int         NOT NULL,
    latency_n      int         NOT NULL,
    latency_micros bigint      NOT NULL,
    PRIMARY KEY (monitor_id, hour)
);

CREATE TABLE monitor_state (
    monitor_id       text        PRIMARY KEY,
    account_id       text        NOT NULL,
    condition        text        NOT NULL,
    streak           int         NOT NULL,
    since            timestamptz NOT NULL,
    last_applied_at  timestamptz,
    last_observed_at timestamptz,
    incident_id      text,
    silent           boolean     NOT NULL,
    decided_at       timestamptz NOT NULL,
    published_at     timestamptz
);

CREATE TABLE collector_state (
    collector_id     text        PRIMARY KEY,
    account_id       text        NOT NULL,
    status           text        NOT NULL,
    since            timestamptz NOT NULL,
    last_observed_at timestamptz NOT NULL,
    decided_at       timestamptz NOT NULL,
    published_at     timestamptz NOT NULL
);

CREATE TABLE incident (
    id              text        PRIMARY KEY,
    account_id      text        NOT NULL,
    monitor_id      text        NOT NULL,
    opened_at       timestamptz NOT NULL,
    opened_location text        NOT NULL,
    acknowledged_at timestamptz,
    resolved_at     timestamptz,
    reason          text,
    UNIQUE (monitor_id, opened_at, opened_location)
);
CREATE INDEX incident_account ON incident (account_id, opened_at DESC, id DESC);
CREATE UNIQUE INDEX incident_open ON incident (monitor_id) WHERE resolved_at IS NULL;

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['account_definition', 'monitor_definition', 'monitor_revision', 'collector_definition',
        'server_counter', 'server', 'source', 'checks_1h', 'monitor_state', 'collector_state', 'incident'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format($f$CREATE POLICY %I ON %I USING (account_id = current_setting('tocsin.account_id', true)
            OR current_setting('tocsin.account_id', true) = '*')$f$, t || '_account', t);
    END LOOP;
END $$;

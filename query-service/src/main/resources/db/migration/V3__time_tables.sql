-- One row per event and instant: the values of a metric_set's series, in its order. One table a retention class.
SELECT ts_create('metric_pack_' || days,
    'source_id int NOT NULL, time timestamptz NOT NULL, set_id bigint NOT NULL, vals float8[] NOT NULL, '
    'PRIMARY KEY (source_id, time, set_id)',
    'time', interval '1 day', make_interval(days => days))
FROM unnest(ARRAY[7, 30, 400]) AS days;

CREATE VIEW metric_pack WITH (security_invoker = true) AS
    SELECT source_id, time, set_id, vals FROM metric_pack_7
    UNION ALL SELECT source_id, time, set_id, vals FROM metric_pack_30
    UNION ALL SELECT source_id, time, set_id, vals FROM metric_pack_400;

-- Samples one by one, for queries.
CREATE VIEW metrics_raw WITH (security_invoker = true) AS
    SELECT p.source_id, l.series_id, p.time, p.vals[l.pos] AS value
    FROM series_slot l JOIN metric_pack p ON p.set_id = l.set_id;

SELECT ts_create('check_event',
    'monitor_id text NOT NULL, scheduled_at timestamptz NOT NULL, location text NOT NULL, account_id text NOT NULL, '
    'started_at timestamptz NOT NULL, success boolean NOT NULL, status_code int, latency_micros bigint, reason text, '
    'revision bigint NOT NULL, attempts int NOT NULL, requested boolean NOT NULL, dns_micros bigint, '
    'connect_micros bigint, tls_micros bigint, first_byte_micros bigint, '
    'PRIMARY KEY (monitor_id, scheduled_at, location)',
    'scheduled_at', interval '7 days', interval '400 days');

ALTER TABLE check_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE check_event FORCE ROW LEVEL SECURITY;
CREATE POLICY check_event_account ON check_event USING (account_id = current_setting('tocsin.account_id', true)
    OR current_setting('tocsin.account_id', true) = '*');

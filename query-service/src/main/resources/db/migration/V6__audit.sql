-- What somebody did. Rows are added and, after their time, dropped with their partition; nothing changes them.
SELECT ts_create('audit_event',
    'account_id text NOT NULL, at timestamptz NOT NULL, event_id text NOT NULL, actor_kind text NOT NULL, '
    'actor_id text, action text NOT NULL, subject_id text, address text, details jsonb NOT NULL, operator_id text, '
    'correlation_id text, PRIMARY KEY (account_id, at, event_id)',
    'at', interval '30 days', interval '400 days');
CREATE INDEX audit_event_actor ON audit_event (account_id, actor_id, at DESC);
CREATE INDEX audit_event_at ON audit_event (at DESC, event_id DESC);

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_event_account ON audit_event USING (account_id = current_setting('tocsin.account_id', true)
    OR current_setting('tocsin.account_id', true) = '*');

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_user = (SELECT tableowner FROM pg_tables
            WHERE schemaname = '${flyway:defaultSchema}' AND tablename = 'audit_event') THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Audit events are never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();

-- Deletes what was recorded of an account before it was deleted, the oldest thirty days of it; answers how many rows.
-- Works with the rights of the owner: nothing else can delete.
CREATE FUNCTION audit_erase(gone_account text)
    RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${flyway:defaultSchema}, pg_temp AS $$
DECLARE
    until_time timestamptz := (SELECT deleted_at FROM account_definition WHERE account_id = gone_account);
    first_time timestamptz;
    erased     int;
BEGIN
    SELECT min(at) INTO first_time FROM audit_event WHERE account_id = gone_account AND at < until_time;
    IF first_time IS NULL THEN
        RETURN 0;
    END IF;
    -- constants, because plans for parameters read every chunk
    EXECUTE format('DELETE FROM audit_event WHERE account_id = %L AND at >= %L AND at < %L', gone_account, first_time,
        least(until_time, first_time + interval '30 days'));
    GET DIAGNOSTICS erased = ROW_COUNT;
    RETURN erased;
END $$;

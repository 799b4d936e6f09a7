-- A day is 24 hours here too.
ALTER FUNCTION ts_drop_expired() SET timezone = 'UTC';

-- Turns one chunk into columns that is old enough and is not, or to which rows came since; answers how many, 0 once
-- there is none left. Works with the rights of the owner, takes no time from the caller. Under Apache's licence alone
-- there are no columns, and a server may be started under another licence: so it is asked each time.
CREATE FUNCTION ts_columnar()
    RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${flyway:defaultSchema}, public, pg_temp
    SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
    wanted record;
    next   regclass;
BEGIN
    IF current_setting('timescaledb.license', true) IS DISTINCT FROM 'timescale' THEN
        RETURN 0;
    END IF;
    FOR wanted IN
        SELECT t.name, t.columnar_after, t.columnar_by, h.compression_enabled
        FROM ts_table t JOIN timescaledb_information.hypertables h
            ON h.hypertable_schema = '${flyway:defaultSchema}' AND h.hypertable_name = t.name
        WHERE t.columnar_after IS NOT NULL
    LOOP
        IF NOT wanted.compression_enabled THEN
            EXECUTE format('ALTER TABLE %I SET (timescaledb.compress, timescaledb.compress_segmentby = %L, '
                'timescaledb.compress_orderby = %L)', wanted.name, wanted.columnar_by,
                (SELECT column_name FROM timescaledb_information.dimensions
                    WHERE hypertable_schema = '${flyway:defaultSchema}' AND hypertable_name = wanted.name));
        END IF;
        SELECT chunk INTO next
        FROM (SELECT format('%I.%I', chunk_schema, chunk_name)::regclass AS chunk, is_compressed, range_end
            FROM timescaledb_information.chunks
            WHERE hypertable_schema = '${flyway:defaultSchema}' AND hypertable_name = wanted.name
                AND range_end <= now() - wanted.columnar_after) AS old
        WHERE NOT is_compressed
            OR 'PARTIAL' = ANY (_timescaledb_functions.chunk_status_text(chunk))
        ORDER BY range_end LIMIT 1;
        IF FOUND THEN
            PERFORM compress_chunk(next, if_not_compressed => true);
            RETURN 1;
        END IF;
    END LOOP;
    RETURN 0;
END $$;

-- Time tables on plain PostgreSQL: declarative range partitions.
CREATE FUNCTION ts_engine() RETURNS text LANGUAGE sql IMMUTABLE RETURN 'plain'::text;

-- Creates a time table. Called by migrations alone: it works with the rights of whoever calls it.
CREATE FUNCTION ts_create(new_table text, columns text, time_column text, new_chunk interval, new_keep interval)
    RETURNS void LANGUAGE plpgsql SET search_path = ${flyway:defaultSchema}, pg_temp AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (%s) PARTITION BY RANGE (%I)', new_table, columns, time_column);
    INSERT INTO ts_table (name, chunk, keep) VALUES (new_table, new_chunk, new_keep);
END $$;

-- Makes sure that there is a place for rows of the range. Works with the rights of the owner, because the service's
-- own role may not create tables. A partition is filled beside the table and then attached, which locks out nobody.
CREATE FUNCTION ts_ensure(of_table text, first_time timestamptz, last_time timestamptz)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${flyway:defaultSchema}, pg_temp
    -- a day is 24 hours: in a zone with summer time, start + '1 day' is not
    SET timezone = 'UTC' AS $$
DECLARE
    width      interval := (SELECT chunk FROM ts_table WHERE name = of_table);
    part_start timestamptz := date_bin(width, first_time, timestamptz '2000-01-03 00:00:00+00');
    part       text;
BEGIN
    IF width IS NULL THEN
        RAISE EXCEPTION 'There is no time table %', of_table;
    END IF;
    WHILE part_start <= last_time LOOP
        part := of_table || '_' || to_char(part_start AT TIME ZONE 'UTC', 'YYYYMMDD');
        IF to_regclass(quote_ident(part)) IS NULL THEN
            PERFORM pg_advisory_xact_lock(hashtextextended(of_table, 0));
            IF to_regclass(quote_ident(part)) IS NULL THEN
                EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, of_table);
                -- no policy: rows are reached through the table and its policies, never past them
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
                EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                    of_table, part, part_start, part_start + width);
            END IF;
        END IF;
        part_start := part_start + width;
    END LOOP;
END $$;

-- Drops what is older than its table keeps, as whole partitions; answers how many.
CREATE FUNCTION ts_drop_expired()
    RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${flyway:defaultSchema}, pg_temp
    SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
    part    record;
    dropped int := 0;
BEGIN
    FOR part IN
        SELECT child.relname
        FROM ts_table t
        JOIN pg_class parent ON parent.oid = to_regclass(quote_ident(t.name))
        JOIN pg_inherits i ON i.inhparent = parent.oid
        JOIN pg_class child ON child.oid = i.inhrelid
        WHERE to_date(right(child.relname, 8), 'YYYYMMDD')::timestamp AT TIME ZONE 'UTC' + t.chunk <= now() - t.keep
    LOOP
        EXECUTE format('DROP TABLE %I', part.relname);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;

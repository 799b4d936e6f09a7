-- Time tables on TimescaleDB: hypertables, which make their chunks themselves.
CREATE FUNCTION ts_engine() RETURNS text LANGUAGE sql IMMUTABLE RETURN 'timescale'::text;

-- Creates a time table. Called by migrations alone: it works with the rights of whoever calls it.
CREATE FUNCTION ts_create(new_table text, columns text, time_column text, new_chunk interval, new_keep interval)
    RETURNS void LANGUAGE plpgsql SET search_path = ${flyway:defaultSchema}, public, pg_temp AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (%s)', new_table, columns);
    PERFORM create_hypertable(to_regclass(quote_ident(new_table)), time_column::name,
        chunk_time_interval => new_chunk, create_default_indexes => false);
    INSERT INTO ts_table (name, chunk, keep) VALUES (new_table, new_chunk, new_keep);
END $$;

-- Makes sure that there is a place for rows of the range: the engine does, when they come.
CREATE FUNCTION ts_ensure(of_table text, first_time timestamptz, last_time timestamptz)
    RETURNS void LANGUAGE plpgsql SET search_path = ${flyway:defaultSchema}, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ts_table WHERE name = of_table) THEN
        RAISE EXCEPTION 'There is no time table %', of_table;
    END IF;
END $$;

-- Drops what is older than its table keeps, as whole chunks; answers how many.
CREATE FUNCTION ts_drop_expired()
    RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${flyway:defaultSchema}, public, pg_temp
    SET lock_timeout = '2s' AS $$
BEGIN
    RETURN (SELECT count(*) FROM ts_table t, LATERAL drop_chunks(to_regclass(quote_ident(t.name)), now() - t.keep));
END $$;

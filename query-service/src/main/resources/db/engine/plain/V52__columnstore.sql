-- Plain PostgreSQL has no columns to turn a partition into.
CREATE FUNCTION ts_columnar() RETURNS int LANGUAGE sql IMMUTABLE RETURN 0;

package io.tocsin.local.postgres;

/**
 * How a service reaches its schema.
 *
 * @param owner the role that owns the schema and migrates it
 * @param runtime the role that the service works under: rows only
 */
public record ServiceDatabase(PostgresUrl owner, PostgresUrl runtime) {}

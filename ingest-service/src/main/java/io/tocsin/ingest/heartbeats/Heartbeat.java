package io.tocsin.ingest.heartbeats;

/**
 * A monitor that waits for heartbeats.
 *
 * @param tokenHash SHA-256 of the token in its address, in lower-case hexadecimal digits
 */
record Heartbeat(String monitorId, String accountId, long revision, boolean paused, String tokenHash) {}

package io.tocsin.query.servers;

import org.jspecify.annotations.Nullable;

/**
 * A collector or OAuth client with one instance that it reports.
 *
 * @param id key of its rows
 * @param facts what it last said of the server
 */
public record Source(int id, String accountId, String serverId, Facts facts) {
    /** Identity of a source, as senders know it. */
    public record Key(String sourceRef, String instance) {}

    /** What a sender says of its server. */
    public record Facts(
            String hostname, @Nullable String os, @Nullable Integer cores) {}
}

package io.tocsin.ingest.collectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered collector as its newest definition says.
 *
 * @param hostname the host that it says it runs on
 * @param config its configuration, a JSON object
 * @param configVersion version of its configuration, from 1
 * @param intervalSeconds seconds between two pushes, as its configuration asks for
 * @param revokedAt since when its credentials are refused; null while they are good
 */
public record Collector(
        String id,
        String accountId,
        String hostname,
        String config,
        int configVersion,
        int intervalSeconds,
        @Nullable Instant revokedAt) {
    public boolean revoked() {
        return revokedAt != null;
    }
}

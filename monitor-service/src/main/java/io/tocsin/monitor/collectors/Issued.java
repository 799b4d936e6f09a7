package io.tocsin.monitor.collectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a collector is given when it registers and when it renews, each time once.
 *
 * @param caCertificate PEM of all authorities that the doors' own certificates may be signed by
 */
record Issued(
        String collectorId,
        String certificate,
        @Nullable String privateKey,
        String caCertificate,
        String token,
        Instant tokenExpiresAt,
        JsonNode config,
        int configVersion,
        String pushUrl,
        String renewUrl) {
    static Issued of(Credentials credentials, JsonNode config, int configVersion, CollectorSettings settings) {
        return new Issued(
                credentials.collectorId(),
                credentials.certificate(),
                credentials.privateKey(),
                credentials.authority(),
                credentials.token(),
                credentials.expiresAt(),
                config,
                configVersion,
                settings.pushUrl(),
                settings.renewUrl());
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "Issued[%s until %s]".formatted(collectorId, tokenExpiresAt);
    }
}

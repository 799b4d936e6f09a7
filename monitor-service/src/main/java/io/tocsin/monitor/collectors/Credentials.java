package io.tocsin.monitor.collectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a collector proves itself with; certificate and token are good only together and end together.
 *
 * @param certificate PEM
 * @param privateKey PEM, if we made the key; returned once and kept nowhere
 * @param thumbprint x5t#S256 of the certificate (RFC 8705)
 * @param authority PEM of what signed the certificate, then of every other authority that the doors' own may be signed by
 */
record Credentials(
        String collectorId,
        String certificate,
        @Nullable String privateKey,
        String thumbprint,
        String authority,
        String token,
        Instant expiresAt) {
    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "Credentials[%s until %s]".formatted(collectorId, expiresAt);
    }
}

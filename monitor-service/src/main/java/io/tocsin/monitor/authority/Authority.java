package io.tocsin.monitor.authority;

import java.time.Duration;
import java.time.Instant;

/**
 * A key pair of the product, as it is stored.
 *
 * @param id key id of tokens that it signs
 * @param kind what it signs
 * @param publicPart PEM of a certificate, or a JSON Web Key (RFC 7517)
 * @param privateKey PEM, or a JSON Web Key; encrypted in the database
 * @param foundedAt when it was published
 */
record Authority(
        String id,
        Kind kind,
        String publicPart,
        String privateKey,
        Instant notBefore,
        Instant notAfter,
        Instant foundedAt) {
    /** What an authority signs. */
    enum Kind {
        CERTIFICATE("certificate"),
        TOKEN("token");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As it stands in events and the database. */
        String text() {
            return text;
        }
    }

    /** Whether half of its life is over, so that another should take its place while it is still good. */
    boolean isAging(Instant now) {
        return now.isAfter(foundedAt.plus(Duration.between(foundedAt, notAfter).dividedBy(2)));
    }

    /** Keeps the private key out of logs. */
    @Override
    public String toString() {
        return "Authority[%s, %s]".formatted(id, kind);
    }
}

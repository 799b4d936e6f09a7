package io.tocsin.monitor.collectors;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's agent that may push metrics until it is revoked or its certificate expires. Neither its private key nor
 * its token is kept.
 */
@Entity
class Collector {
    @Id
    private String id;

    private String accountId;
    private long revision;
    private String name;
    private String hostname;
    private String config;
    private int configVersion;
    private String certificateThumbprint;
    private Instant certificateNotAfter;
    private @Nullable Instant revokedAt;
    private Instant createdAt;
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected Collector() {
        // JPA fills what it loads
    }

    /** @param config its first configuration, a JSON object */
    Collector(String accountId, NewCollector ordered, Credentials credentials, String config, Instant now) {
        this.id = credentials.collectorId();
        this.accountId = accountId;
        this.revision = 1;
        this.name = ordered.name();
        this.hostname = ordered.hostname();
        this.config = config;
        this.configVersion = 1;
        this.certificateThumbprint = credentials.thumbprint();
        this.certificateNotAfter = credentials.expiresAt();
        this.createdAt = now;
        this.changedAt = now;
    }

    /** Ends what its credentials are good for. */
    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
            revision++;
            changedAt = now;
        }
    }

    String id() {
        return id;
    }

    String accountId() {
        return accountId;
    }

    long revision() {
        return revision;
    }

    String name() {
        return name;
    }

    String hostname() {
        return hostname;
    }

    /** A JSON object. */
    String config() {
        return config;
    }

    int configVersion() {
        return configVersion;
    }

    /** x5t#S256 (RFC 8705) of its newest certificate. */
    String certificateThumbprint() {
        return certificateThumbprint;
    }

    Instant certificateNotAfter() {
        return certificateNotAfter;
    }

    @Nullable
    Instant revokedAt() {
        return revokedAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }
}

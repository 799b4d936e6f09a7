package io.tocsin.monitor.collectors;

import io.tocsin.platform.door.CollectorCertificate;
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
    private @Nullable String previousThumbprint;
    private @Nullable Instant previousNotAfter;
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

    /** @param config a JSON object */
    void configure(String config, Instant now) {
        this.config = config;
        configVersion++;
        revised(now);
    }

    /** @param presented the certificate that asked for new ones, which is good until it ends */
    void renew(Credentials credentials, CollectorCertificate presented, Instant now) {
        previousThumbprint = presented.thumbprint();
        previousNotAfter = presented.notAfter();
        certificateThumbprint = credentials.thumbprint();
        certificateNotAfter = credentials.expiresAt();
        revised(now);
    }

    /** Whether the certificate is its newest, or the one before: the answer to a renewal may have been lost. */
    boolean knows(CollectorCertificate presented) {
        return presented.thumbprint().equals(certificateThumbprint)
                || presented.thumbprint().equals(previousThumbprint);
    }

    /** Ends what its credentials are good for. */
    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
            revised(now);
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
    String previousThumbprint() {
        return previousThumbprint;
    }

    @Nullable
    Instant previousNotAfter() {
        return previousNotAfter;
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

    private void revised(Instant now) {
        revision++;
        changedAt = now;
    }
}

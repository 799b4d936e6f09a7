package io.tocsin.monitor.collectors;

import io.tocsin.monitor.audit.Actor;
import io.tocsin.monitor.audit.AuditPublisher;
import io.tocsin.monitor.authority.Keyring;
import io.tocsin.platform.door.CollectorCertificate;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.json.Times;
import io.tocsin.schemas.ErrorCode;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives a collector new credentials for its old ones, which stay good until they end. It may have them after two thirds
 * of the old ones' life, or at once when another authority signs by now; so at most two certificates of a collector are
 * good at a time, but for answers that were lost.
 */
@Component
@Transactional
class Renewal {
    /** What it has now. */
    record Renewed(Credentials credentials, CollectorConfig config) {}

    private final Collectors collectors;
    private final CredentialIssuer issuer;
    private final Keyring keyring;
    private final CollectorPublisher publisher;
    private final AuditPublisher audit;
    private final InstantSource clock;

    Renewal(
            Collectors collectors,
            CredentialIssuer issuer,
            Keyring keyring,
            CollectorPublisher publisher,
            AuditPublisher audit,
            InstantSource clock) {
        this.collectors = collectors;
        this.issuer = issuer;
        this.keyring = keyring;
        this.publisher = publisher;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param certificate what the collector proved at the door that it has the key of
     * @param request whose key is certified; null has a key made
     * @throws ApiException 403 when it was revoked, 401 when the certificate is not its own any more, 409 too early
     */
    Renewed renew(CollectorCertificate presented, X509Certificate certificate, @Nullable SigningRequest request) {
        Collector collector = collectors.findLocked(presented.accountId(), presented.collectorId());
        if (collector == null) {
            throw new ApiException(ErrorCode.COLLECTOR_005);
        }
        if (!collector.knows(presented)) {
            throw new ApiException(ErrorCode.COLLECTOR_004, "The collector has newer credentials");
        }
        mustBeTime(certificate);
        Credentials credentials = issuer.issue(collector.accountId(), collector.id(), request);
        collector.renew(credentials, presented, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        publisher.defined(collector);
        audit.recorded(
                Actor.collector(collector.id()),
                collector.accountId(),
                "collector.renewed",
                collector.id(),
                Map.of("name", collector.name()));
        return new Renewed(credentials, CollectorConfig.of(collector));
    }

    private void mustBeTime(X509Certificate certificate) {
        Instant from = renewableFrom(certificate);
        if (clock.instant().isBefore(from) && keyring.certificateAuthority().hasSigned(certificate)) {
            throw new ApiException(
                    ErrorCode.COLLECTOR_007, "The certificate can be renewed from %s on".formatted(Times.format(from)));
        }
    }

    private static Instant renewableFrom(X509Certificate certificate) {
        Instant begin = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(begin, certificate.getNotAfter().toInstant());
        return begin.plus(life.multipliedBy(2).dividedBy(3));
    }
}

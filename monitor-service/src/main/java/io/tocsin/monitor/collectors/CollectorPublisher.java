package io.tocsin.monitor.collectors;

import io.tocsin.events.CollectorDefined;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Topics;
import org.springframework.stereotype.Component;

/** Leaves what ingest-service knows collectors by, in the transaction of the change. */
@Component
class CollectorPublisher {
    private final Outbox outbox;

    CollectorPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    void defined(Collector collector) {
        outbox.append(
                Topics.COLLECTORS,
                collector.id(),
                CollectorDefined.newBuilder()
                        .setCollectorId(collector.id())
                        .setAccountId(collector.accountId())
                        .setRevision(collector.revision())
                        .setName(collector.name())
                        .setHostname(collector.hostname())
                        .setConfig(collector.config())
                        .setConfigVersion(collector.configVersion())
                        .setCertificateThumbprint(collector.certificateThumbprint())
                        .setCertificateNotAfter(collector.certificateNotAfter())
                        .setPreviousThumbprint(collector.previousThumbprint())
                        .setPreviousNotAfter(collector.previousNotAfter())
                        .setRevokedAt(collector.revokedAt())
                        .setChangedAt(collector.changedAt())
                        .build());
    }

    /** Once its certificate has expired, a revoked collector need not be known any more. */
    void forgotten(Collector collector) {
        outbox.append(Topics.COLLECTORS, collector.id(), null);
    }
}

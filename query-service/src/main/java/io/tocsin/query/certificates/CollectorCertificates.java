package io.tocsin.query.certificates;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.definitions.CollectorDefinitions;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for collectors whose certificates were not renewed in time. */
@Component
class CollectorCertificates implements SchedulingConfigurer {
    private final CollectorDefinitions collectors;
    private final EndingCertificates certificates;
    private final CertificateSettings settings;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    CollectorCertificates(
            CollectorDefinitions collectors,
            EndingCertificates certificates,
            CertificateSettings settings,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.collectors = collectors;
        this.certificates = certificates;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::look, settings.look(), Duration.ofSeconds(10)));
    }

    void look() {
        Tenancy.everyAccount(() -> transactions.executeWithoutResult(_ -> collectors
                .certifiedUntil(
                        clock.instant(),
                        clock.instant().plus(settings.collectors().getLast()))
                .forEach(collector -> {
                    if (collector.certificateNotAfter() != null) {
                        certificates.held(
                                collector.accountId(), collector.collectorId(), collector.certificateNotAfter());
                    }
                })));
    }
}

package io.tocsin.monitor.collectors;

import io.tocsin.platform.tenancy.Tenancy;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets revoked collectors once their certificates have expired, for until then the doors must know them. */
@Component
class Forgetting {
    private static final int AT_ONCE = 500;

    private final Collectors collectors;
    private final CollectorPublisher publisher;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Forgetting(
            Collectors collectors,
            CollectorPublisher publisher,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        this.collectors = collectors;
        this.publisher = publisher;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forgetExpired() {
        Tenancy.everyAccount(() -> transactions.executeWithoutResult(_ -> {
            List<Collector> expired = collectors.revokedAndExpired(clock.instant(), AT_ONCE);
            for (Collector collector : expired) {
                collectors.remove(collector);
                publisher.forgotten(collector);
            }
        }));
    }
}

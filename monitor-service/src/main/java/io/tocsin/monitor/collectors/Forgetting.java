package io.tocsin.monitor.collectors;

import io.tocsin.platform.tenancy.Tenancy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets revoked collectors once their certificates have expired, for until then the doors must know them; old tokens too. */
@Component
class Forgetting {
    private static final int AT_ONCE = 500;
    /** Lists show for a while which collector a token let in. */
    private static final Duration USED_TOKENS = Duration.ofDays(30);

    private final Collectors collectors;
    private final EnrolmentTokens tokens;
    private final CollectorPublisher publisher;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Forgetting(
            Collectors collectors,
            EnrolmentTokens tokens,
            CollectorPublisher publisher,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        this.collectors = collectors;
        this.tokens = tokens;
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
            tokens.forget(clock.instant().minus(USED_TOKENS), AT_ONCE);
        }));
    }
}

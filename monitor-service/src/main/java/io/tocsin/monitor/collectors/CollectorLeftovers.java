package io.tocsin.monitor.collectors;

import io.tocsin.monitor.accounts.Leftovers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Collectors end with their account: revoked, for the doors must know them until their certificates have expired, and
 * forgotten then. Tokens that would let more in go with them.
 */
@Component
class CollectorLeftovers implements Leftovers {
    private final Collectors collectors;
    private final CollectorPublisher publisher;
    private final EnrolmentTokens tokens;
    private final InstantSource clock;

    CollectorLeftovers(
            Collectors collectors, CollectorPublisher publisher, EnrolmentTokens tokens, InstantSource clock) {
        this.collectors = collectors;
        this.publisher = publisher;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public int removeSome(String accountId, int most) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Collector> some = collectors.someLocked(accountId, most);
        some.forEach(collector -> {
            collector.revoke(now);
            publisher.defined(collector);
        });
        return some.isEmpty() ? tokens.removeSome(accountId, most) : some.size();
    }
}

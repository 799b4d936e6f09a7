package io.tocsin.query.webhooks;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells whoever sends which endpoints have something new, at the end of the transaction that left it; what it misses, a
 * slow look at all of them finds.
 */
@Component
public class Bell {
    private final BlockingQueue<Set<String>> rung = new LinkedBlockingQueue<>();

    public void ring(Collection<String> endpointIds) {
        if (!endpointIds.isEmpty()) {
            rung.add(Set.copyOf(endpointIds));
        }
    }

    /** Rings once the transaction under way has been committed. */
    public void ringAfterCommit(Collection<String> endpointIds) {
        Set<String> ids = Set.copyOf(endpointIds);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring(ids);
            }
        });
    }

    /** Waits until it rings, or the time is over. @return for whom it rang since the last time */
    public Set<String> await(Duration atMost) throws InterruptedException {
        Set<String> first = rung.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return Set.of();
        }
        Set<String> all = new HashSet<>(first);
        for (Set<String> next = rung.poll(); next != null; next = rung.poll()) {
            all.addAll(next);
        }
        return all;
    }
}

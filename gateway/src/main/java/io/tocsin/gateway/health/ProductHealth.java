package io.tocsin.gateway.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Whether each duty is done, as of a moment ago: however many ask, services are asked once in that time. */
final class ProductHealth {
    private static final Set<String> SERVICES = Set.of("auth", "monitor", "ingest", "query");

    private final Predicate<String> ready;
    private final Duration fresh;
    private final InstantSource clock;
    private Map<Duty, Boolean> known = Map.of();
    private Instant knownAt = Instant.MIN;

    /** @param ready whether the service of that name is ready; may take a while */
    ProductHealth(Predicate<String> ready, Duration fresh, InstantSource clock) {
        this.ready = ready;
        this.fresh = fresh;
        this.clock = clock;
    }

    synchronized Map<Duty, Boolean> duties() {
        if (knownAt == Instant.MIN || knownAt.plus(fresh).isBefore(clock.instant())) {
            known = ask();
            knownAt = clock.instant();
        }
        return known;
    }

    private Map<Duty, Boolean> ask() {
        Set<String> up = ConcurrentHashMap.newKeySet();
        try (ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String service : SERVICES) {
                questions.execute(() -> {
                    if (ready.test(service)) {
                        up.add(service);
                    }
                });
            }
        }
        Map<Duty, Boolean> duties = new EnumMap<>(Duty.class);
        for (Duty duty : Duty.values()) {
            duties.put(duty, up.containsAll(duty.services()));
        }
        return duties;
    }
}

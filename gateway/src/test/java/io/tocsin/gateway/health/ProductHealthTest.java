package io.tocsin.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProductHealthTest {
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final ProductHealth health = new ProductHealth(this::ready, Duration.ofSeconds(1), now::get);

    @Test
    void asksEachServiceOnceASecond() {
        health.duties();
        health.duties();
        assertThat(asked).hasValue(4);

        now.updateAndGet(time -> time.plusMillis(1001));
        health.duties();
        assertThat(asked).hasValue(8);
    }

    @Test
    void knowsWhichDutyNeedsWhichService() {
        down.add("monitor");

        assertThat(health.duties())
                .containsEntry(Duty.SIGNING_IN, true)
                .containsEntry(Duty.STORING, true)
                .containsEntry(Duty.CHECKING, false);
    }

    private boolean ready(String service) {
        asked.incrementAndGet();
        return !down.contains(service);
    }
}

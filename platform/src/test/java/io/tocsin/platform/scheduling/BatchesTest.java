package io.tocsin.platform.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void endsWithTheFirstThatIsNotFull() {
        Batches.whileFull(20, () -> done.incrementAndGet() < 3);

        assertThat(done).hasValue(3);
    }

    @Test
    void leavesTheRestForTheNextTime() {
        Batches.whileFull(20, () -> done.incrementAndGet() > 0);

        assertThat(done).hasValue(20);
    }
}

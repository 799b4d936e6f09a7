package io.tocsin.local.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.local.processes.LaunchException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    @Test
    void tasksRunTogether() throws Exception {
        var met = new CountDownLatch(2);
        Callable<Void> meet = () -> {
            met.countDown();
            met.await();
            return null;
        };

        AtOnce.run(List.of(meet, meet));

        assertThat(met.getCount()).isZero();
    }

    @Test
    void aFailureInterruptsTheOthersAndIsThrown() {
        var interrupted = new AtomicBoolean();
        var waiting = new CountDownLatch(1);
        Callable<Void> endless = () -> {
            try {
                waiting.countDown();
                new CountDownLatch(1).await();
                return null;
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
        };
        Callable<Void> failing = () -> {
            waiting.await();
            throw new LaunchException("no port");
        };

        assertThatThrownBy(() -> AtOnce.run(List.of(endless, failing)))
                .isInstanceOf(LaunchException.class)
                .hasMessage("no port");
        assertThat(interrupted).isTrue();
    }
}

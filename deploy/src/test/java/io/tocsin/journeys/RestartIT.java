package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.journeys.Collector.Batch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The product is stopped and started again, in good order and otherwise; it remembers. */
@Order(21)
@ExtendWith(WithProduct.class)
class RestartIT {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @Test
    void whatWasStoredSurvivesStopsAndAKilledLauncher(RunningProduct product) throws Exception {
        var ada = Customer.signUp(product.address());
        var collector = ada.collector("old-host");
        pushAndFind(product, collector, 1);
        var before = new Stored(product).checks();

        product.down();
        product.up();

        pushAndFind(product, collector, 2);
        product.kill("launcher");
        assertThat(product.up()).contains("An earlier launcher was killed");

        pushAndFind(product, collector, 3);
        assertThat(new Stored(product).samplesOf(collector.id()))
                .as("what was stored is there, and nothing was stored twice")
                .hasSize(3 * Batch.SERIES);
        assertThat(new Stored(product).checks()).containsAll(before).doesNotHaveDuplicates();
        assertThat(new Stored(product).miscounted()).isEmpty();
        ada.browser().get("/internal/v1/me").expect(200);
    }

    private static void pushAndFind(RunningProduct product, Collector collector, long value) {
        var batch = new Batch(UUID.randomUUID().toString(), Instant.now().truncatedTo(ChronoUnit.MILLIS), value);
        collector.push(batch).expect(200);
        await("value %d is stored".formatted(value))
                .atMost(GENEROUS)
                .until(() -> new Stored(product)
                        .samplesOf(collector.id()).stream().anyMatch(sample -> sample.value() == value));
    }
}

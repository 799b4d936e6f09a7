package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.journeys.Collector.Batch;
import io.tocsin.journeys.Pusher.Fate;
import io.tocsin.journeys.Stored.Sample;
import io.tocsin.journeys.Stored.Slot;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every process is killed in turn while batches are pushed and checks run; afterwards what the senders were told is held
 * against what the database holds.
 */
@Order(20)
@ExtendWith(WithProduct.class)
class LossIT {

    private static final List<String> PARTS =
            List.of("ingest", "query", "monitor", "auth", "gateway", "kafka", "registry", "postgres");
    private static final int MONITORS = 6;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration CAUGHT_UP = Duration.ofSeconds(90);

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhicheverProcessDies(RunningProduct product) throws Exception {
        var ada = Customer.signUp(product.address());
        var program = ada.program("metrics:write");
        var atTheDoor = ada.collector("door-host");
        var throughTheGateway = ada.collector("gateway-host");
        var doorPusher = new Pusher(atTheDoor::pushOnce, Duration.ofMillis(30));
        var gatewayPusher = new Pusher(batch -> throughTheGateway.pushOnce(program, batch), Duration.ofMillis(120));
        try (var target = new Target();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var monitors = IntStream.range(0, MONITORS)
                    .mapToObj(_ -> ada.monitor(target.address(), 30).path("id").asString())
                    .toList();
            threads.submit(doorPusher);
            threads.submit(gatewayPusher);

            try {
                for (var part : PARTS) {
                    checkAll(ada, monitors);
                    Measured.tell("killed: %s is ready again".formatted(part), product.kill(part));
                    Thread.sleep(BETWEEN);
                }
                checkAll(ada, monitors);
                Thread.sleep(BETWEEN);
            } finally {
                doorPusher.end();
                gatewayPusher.end();
            }
        }

        expectExactlyOnce(product, doorPusher, atTheDoor);
        expectExactlyOnce(product, gatewayPusher, throughTheGateway);
        expectDemoExactlyOnce(product);
        expectChecksExactlyOnce(product);
    }

    /** As far as the product is able to at the moment: a part of it may be dead. */
    private static void checkAll(Customer ada, List<String> monitors) {
        for (var monitor : monitors) {
            try {
                ada.browser().postOnce("/internal/v1/monitors/%s/check".formatted(monitor), List.of());
            } catch (UncheckedIOException _) {
                // asked for again after the next kill
            }
        }
    }

    private static void expectExactlyOnce(RunningProduct product, Pusher pusher, Collector collector) {
        var stored = new Stored(product);
        var acknowledged = pusher.batches(Fate.ACKNOWLEDGED);
        var unknown = pusher.batches(Fate.UNKNOWN);
        assertThat(acknowledged).hasSizeGreaterThan(100);
        assertThat(pusher.batches(Fate.REFUSED)).isEmpty();

        var expected = acknowledged.values().stream().flatMap(LossIT::samples).collect(Collectors.toSet());
        await("all acknowledged samples are stored")
                .atMost(CAUGHT_UP)
                .untilAsserted(() -> assertThat(new HashSet<>(stored.samplesOf(collector.id())))
                        .containsAll(expected));
        var samples = storedSamples(stored, collector);
        assertThat(samples).doesNotHaveDuplicates();
        var possible = unknown.values().stream().flatMap(LossIT::samples).collect(Collectors.toSet());
        possible.addAll(expected);
        assertThat(possible).as("nothing is stored that was not pushed").containsAll(samples);
        System.getLogger(LossIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "measured: %d batches acknowledged, %d unknown, %d samples stored, 0 missing, 0 double"
                                .formatted(acknowledged.size(), unknown.size(), samples.size()));
    }

    private static List<Sample> storedSamples(Stored stored, Collector collector) {
        try {
            return stored.samplesOf(collector.id());
        } catch (java.sql.SQLException | java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static java.util.stream.Stream<Sample> samples(Batch batch) {
        return IntStream.range(0, Batch.SERIES).mapToObj(i -> new Sample("journey_" + i, batch.time(), batch.value()));
    }

    private static void expectDemoExactlyOnce(RunningProduct product) throws Exception {
        var ledger = new DemoLedger(product);
        var acknowledged = ledger.acknowledged();
        assertThat(acknowledged).hasSizeGreaterThan(10);
        await("all acknowledged samples of the demo are stored, once")
                .atMost(CAUGHT_UP)
                .untilAsserted(() -> {
                    var stored = new Stored(product)
                            .samplesOf(ledger.collector()).stream()
                                    .collect(Collectors.groupingBy(Sample::time, Collectors.counting()));
                    assertThat(stored).containsAllEntriesOf(acknowledged);
                });
    }

    private static void expectChecksExactlyOnce(RunningProduct product) throws Exception {
        var published = new HashSet<>(Published.checks(product));
        var stored = new Stored(product);
        await("all published checks are stored")
                .atMost(CAUGHT_UP)
                .untilAsserted(() -> assertThat(new HashSet<>(stored.checks())).containsAll(published));
        var checks = new ArrayList<Slot>(stored.checks());
        assertThat(published).hasSizeGreaterThan(2 * MONITORS);
        assertThat(checks).doesNotHaveDuplicates();
        assertThat(stored.miscounted())
                .as("monitors whose counters differ from their rows")
                .isEmpty();
    }
}

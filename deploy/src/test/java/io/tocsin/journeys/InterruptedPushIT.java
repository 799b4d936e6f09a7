package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.journeys.Collector.Batch;
import io.tocsin.journeys.Pusher.Fate;
import io.tocsin.journeys.Stored.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The broker stands still for a while, then the database, while one sender pushes as usual, one repeats every batch, and one
 * hangs up between its request and the answer; what they were told is held against what the database holds.
 */
@Order(8)
@ExtendWith(WithProduct.class)
class InterruptedPushIT {

    /** Longer with {@code -Dtocsin.standstill=SECONDS}. */
    private static final Duration STANDSTILL = Duration.ofSeconds(Long.getLong("tocsin.standstill", 10));

    /** Batches of each sender that are taken before a part stands still, and that many afterwards. */
    private static final int BEFORE_AND_AFTER = 15;

    private static final Duration CAUGHT_UP = Duration.ofSeconds(90);

    @Test
    void nothingIsLostOrDoubledWhileTheBrokerStandsStill(RunningProduct product) throws Exception {
        var pushers = pushWhile("kafka", product);

        for (var pusher : pushers.entrySet()) {
            expectExactlyOnce(product, pusher.getValue(), pusher.getKey());
        }
    }

    @Test
    void noSenderNoticesThatTheDatabaseStandsStill(RunningProduct product) throws Exception {
        var pushers = pushWhile("postgres", product);

        for (var pusher : pushers.entrySet()) {
            var taken = pusher.getValue().batches(Fate.ACKNOWLEDGED).size();
            var unknown = pusher.getValue().batches(Fate.UNKNOWN).size();
            assertThat(unknown)
                    .as("batches of %d that were not taken", taken)
                    .isLessThanOrEqualTo(Math.max(3, taken / 100));
            expectExactlyOnce(product, pusher.getValue(), pusher.getKey());
        }
    }

    /** Pushes before, while and after a part stands still. */
    private static Map<Collector, Pusher> pushWhile(String part, RunningProduct product) throws Exception {
        var ada = Customer.signUp(product.address());
        var program = ada.program("metrics:write");
        var steady = ada.collector("steady-host");
        var repeating = ada.collector("repeating-host");
        var cut = ada.collector("cut-host");
        var pushers = Map.of(
                steady, new Pusher(steady::pushOnce, Duration.ofMillis(50)),
                repeating, new Pusher(twice(repeating::pushOnce), Duration.ofMillis(50)),
                cut, new Pusher(cutFirst(program, cut), Duration.ofMillis(50)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pushers.values().forEach(threads::submit);
            try {
                awaitMore(pushers.values());
                try (var _ = product.freeze(part)) {
                    Thread.sleep(STANDSTILL);
                }
                awaitMore(pushers.values());
            } finally {
                pushers.values().forEach(Pusher::end);
            }
        }
        return pushers;
    }

    private static void awaitMore(Collection<Pusher> pushers) {
        for (var pusher : pushers) {
            var enough = pusher.batches(Fate.ACKNOWLEDGED).size() + BEFORE_AND_AFTER;
            await("more batches are taken")
                    .atMost(CAUGHT_UP)
                    .until(() -> pusher.batches(Fate.ACKNOWLEDGED).size() >= enough);
        }
    }

    private static void expectExactlyOnce(RunningProduct product, Pusher pusher, Collector collector) throws Exception {
        var stored = new Stored(product);
        var acknowledged = samples(pusher, Fate.ACKNOWLEDGED);
        assertThat(pusher.batches(Fate.ACKNOWLEDGED)).hasSizeGreaterThan(20);
        assertThat(pusher.batches(Fate.REFUSED)).isEmpty();
        await("all acknowledged samples are stored")
                .atMost(CAUGHT_UP)
                .untilAsserted(() -> assertThat(new HashSet<>(stored.samplesOf(collector.id())))
                        .containsAll(acknowledged));
        var possible = samples(pusher, Fate.UNKNOWN);
        possible.addAll(acknowledged);
        var all = stored.samplesOf(collector.id());
        assertThat(all).doesNotHaveDuplicates();
        assertThat(possible).as("nothing is stored that was not pushed").containsAll(all);
        System.getLogger(InterruptedPushIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "measured: %d batches acknowledged, %d unknown, %d samples stored, 0 missing, 0 double"
                                .formatted(
                                        pusher.batches(Fate.ACKNOWLEDGED).size(),
                                        pusher.batches(Fate.UNKNOWN).size(),
                                        all.size()));
    }

    private static Set<Sample> samples(Pusher pusher, Fate fate) {
        return pusher.batches(fate).values().stream()
                .flatMap(InterruptedPushIT::samples)
                .collect(Collectors.toSet());
    }

    private static Stream<Sample> samples(Batch batch) {
        return IntStream.range(0, Batch.SERIES).mapToObj(i -> new Sample("journey_" + i, batch.time(), batch.value()));
    }

    private static Function<Batch, Answer> twice(Function<Batch, Answer> door) {
        return batch -> {
            var _ = door.apply(batch);
            return door.apply(batch);
        };
    }

    /** Hangs up right after the request, the first time that it sees a batch. */
    private static Function<Batch, Answer> cutFirst(Http program, Collector collector) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return batch -> {
            if (seen.add(batch.id())) {
                hangUp(program, batch.json(collector.id()).getBytes(StandardCharsets.UTF_8));
            }
            return collector.pushOnce(program, batch);
        };
    }

    private static void hangUp(Http program, byte[] body) {
        URI gateway = program.address();
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            var out = socket.getOutputStream();
            out.write("""
                POST /api/v1/metrics/push HTTP/1.1\r
                Host: %s\r
                Authorization: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(gateway.getAuthority(), program.headers().get("Authorization"), body.length)
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tocsin.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.query.intake.BatchTable.Portion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class PositionTableTest {
    private static final TopicPartition FIRST = new TopicPartition("facts", 0);
    private static final TopicPartition SECOND = new TopicPartition("facts", 1);

    private record Facts(boolean storesTogether) implements Reception<String, List<Arrival<String>>> {
        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public List<Verdict> judge(List<Arrival<String>> arrivals) {
            return arrivals.stream().<Verdict>map(_ -> Verdict.TAKE).toList();
        }

        @Override
        public List<Arrival<String>> prepare(List<Arrival<String>> taken, BiConsumer<Arrival<String>, String> refused) {
            return taken;
        }

        @Override
        public void store(List<Arrival<String>> prepared) {}
    }

    private final BatchTable batches = mock();
    private final MockConsumer<String, Object> consumer = new MockConsumer<>("earliest");
    private final List<List<TopicPartition>> taken = new ArrayList<>();
    private PositionTable positions;

    @BeforeEach
    void assign() {
        Offsets offsets = mock();
        when(offsets.load(anyString(), anyInt(), any())).thenReturn(0L);
        positions = new PositionTable(
                offsets,
                mock(),
                batches,
                new IntakeSettings(Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ZERO),
                new SimpleMeterRegistry());
        consumer.assign(List.of(FIRST, SECOND));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        positions.onPartitionsAssigned(consumer, List.of(FIRST, SECOND));
        consumer.seek(FIRST, 3);
        consumer.seek(SECOND, 3);
    }

    @Test
    void takesTogetherWhatWasPolledTogether() {
        answer(List.of());

        positions.receive(polled(0), consumer, new Facts(true));
        positions.receive(polled(3), consumer, new Facts(true));

        assertThat(taken).containsExactly(List.of(FIRST, SECOND), List.of(FIRST, SECOND));
        assertThat(consumer.position(FIRST)).isEqualTo(3);
    }

    @Test
    void takesEachPartitionAloneWhereTheFeatureWantsIt() {
        answer(List.of());

        positions.receive(polled(0), consumer, new Facts(false));

        assertThat(taken).containsExactly(List.of(FIRST), List.of(SECOND));
    }

    @Test
    void takesEachPartitionAloneWhereItFailsTogether() {
        answer(List.of(new NotTogetherException("one is bad"), new FenceLostException("somebody else has stored it")));

        positions.receive(polled(0), consumer, new Facts(true));

        assertThat(taken).containsExactly(List.of(FIRST, SECOND), List.of(FIRST), List.of(SECOND));
        assertThat(consumer.position(FIRST)).as("read again").isZero();
        assertThat(consumer.position(SECOND)).as("stored").isEqualTo(3);
    }

    @Test
    void asksOnceWhereThereIsNoDatabase() {
        answer(List.of(new CannotCreateTransactionException("no connection")));

        positions.receive(polled(0), consumer, new Facts(true));

        assertThat(taken).containsExactly(List.of(FIRST, SECOND));
        assertThat(consumer.position(FIRST)).isZero();
        assertThat(consumer.position(SECOND)).isZero();
    }

    @Test
    void takesALotPartitionByPartition() {
        answer(List.of());
        List<ConsumerRecord<String, Object>> polled = polled(0).stream()
                .map(record -> new ConsumerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        0L,
                        record.timestampType(),
                        1,
                        2 << 20,
                        record.key(),
                        record.value(),
                        record.headers(),
                        record.leaderEpoch()))
                .toList();

        positions.receive(polled, consumer, new Facts(true));

        assertThat(taken).containsExactly(List.of(FIRST), List.of(SECOND));
    }

    /** Fails in that order, and stores all that comes after. */
    private void answer(List<RuntimeException> failures) {
        when(batches.take(any(), eq(new Facts(true)))).thenAnswer(call -> take(call.getArgument(0), failures));
        when(batches.take(any(), eq(new Facts(false)))).thenAnswer(call -> take(call.getArgument(0), failures));
    }

    private Map<TopicPartition, Long> take(List<Portion> portions, List<RuntimeException> failures) {
        taken.add(portions.stream().map(Portion::partition).toList());
        if (taken.size() <= failures.size()) {
            throw failures.get(taken.size() - 1);
        }
        return portions.stream().collect(Collectors.toMap(Portion::partition, Portion::end));
    }

    /** Three records of each partition. */
    private static List<ConsumerRecord<String, Object>> polled(long from) {
        return IntStream.range(0, 6)
                .mapToObj(i -> new ConsumerRecord<String, Object>("facts", i / 3, from + i % 3, "key", "fact"))
                .toList();
    }
}

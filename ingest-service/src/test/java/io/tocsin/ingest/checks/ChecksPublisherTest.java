package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.events.CheckCompleted;
import io.tocsin.ingest.probes.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

class ChecksPublisherTest {
    private final List<CheckCompleted> sent = new ArrayList<>();
    private final List<CompletableFuture<SendResult<String, Object>>> unsettled = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private boolean away;
    private boolean slow;

    @SuppressWarnings("unchecked")
    private final KafkaTemplate<String, Object> kafka = mock(KafkaTemplate.class);

    private final ChecksPublisher publisher = new ChecksPublisher(
            kafka, new CheckMeters(registry), new CheckSettings(true, "here", 1, 1, Duration.ofSeconds(10), 3));

    @BeforeEach
    void kafka() {
        when(kafka.send(anyString(), anyString(), any())).thenAnswer(call -> {
            if (away) {
                throw new KafkaException("away");
            }
            sent.add(call.getArgument(2));
            CompletableFuture<SendResult<String, Object>> result = new CompletableFuture<>();
            if (slow) {
                unsettled.add(result);
            } else {
                result.complete(null);
            }
            return result;
        });
    }

    @Test
    void sendsWhatArrives() {
        publish(1);

        assertThat(publisher.round()).isTrue();

        assertThat(slots()).containsExactly(1L);
        assertThat(publisher.waiting()).isZero();
    }

    @Test
    void keepsResultsWhileKafkaIsAwayInTheOrderOfTheirSlots() {
        away = true;
        publish(2);
        assertThat(publisher.round()).isFalse();
        publish(1);
        assertThat(publisher.round()).isFalse();
        assertThat(sent).isEmpty();

        away = false;
        publish(3);
        rounds();

        assertThat(slots()).containsExactly(1L, 2L, 3L);
        assertThat(publisher.waiting()).isZero();
    }

    @Test
    void sendsNothingAheadOfWhatIsStillUnderWay() {
        slow = true;
        publish(1);
        publish(2);
        publisher.round();
        unsettled.get(0).completeExceptionally(new KafkaException("expired"));
        publish(3);

        assertThat(publisher.round()).isFalse();
        assertThat(slots()).containsExactly(1L, 2L);

        slow = false;
        unsettled.get(1).completeExceptionally(new KafkaException("expired"));
        rounds();

        assertThat(slots()).containsExactly(1L, 2L, 1L, 2L, 3L);
    }

    @Test
    void givesUpTheOldestWhenThereIsNoMoreRoom() {
        away = true;
        for (int i = 1; i <= 5; i++) {
            publish(i);
        }
        publisher.round();

        away = false;
        rounds();

        assertThat(slots()).containsExactly(3L, 4L, 5L);
        assertThat(registry.counter("checks", "outcome", "lost").count()).isEqualTo(2);
    }

    @Test
    void tellsOfAttemptsAndLateness() {
        publish(1);
        publisher.round();

        CheckCompleted event = sent.getFirst();
        assertThat(event.getAttempts()).isEqualTo(2);
        assertThat(event.getFailedAttempts()).containsExactly("The answer had status 500");
        assertThat(event.getLatenessMicros()).isEqualTo(250_000);
        assertThat(event.getType()).isEqualTo("http");
        assertThat(event.getMessage()).isEqualTo("said");
    }

    private void rounds() {
        for (int i = 0; i < 3; i++) {
            publisher.round();
        }
    }

    private List<Long> slots() {
        return sent.stream()
                .map(event -> event.getScheduledAt().getEpochSecond())
                .toList();
    }

    private void publish(long second) {
        Instant slot = Instant.ofEpochSecond(second);
        Monitor monitor = new Monitor(
                "mon",
                "acc",
                1,
                "http",
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                false,
                null,
                Instant.EPOCH);
        publisher.publish(new Check(
                monitor,
                new Slot(slot, Slot.Kind.REGULAR),
                slot.plusMillis(250),
                new Outcome.Up(
                        new Outcome.Findings(200, new Outcome.Timings(1L, null, null, null, null), "said", null)),
                List.of("The answer had status 500")));
    }
}

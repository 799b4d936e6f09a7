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

class ChecksPublisherTest {
    private final List<Long> sent = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private boolean away;

    @SuppressWarnings("unchecked")
    private final KafkaTemplate<String, Object> kafka = mock(KafkaTemplate.class);

    private final ChecksPublisher publisher = new ChecksPublisher(
            kafka, new CheckMeters(registry), new CheckSettings(true, "here", 1, Duration.ofSeconds(10), 3));

    @BeforeEach
    void kafka() {
        when(kafka.send(anyString(), anyString(), any())).thenAnswer(call -> {
            if (away) {
                throw new KafkaException("away");
            }
            sent.add(((CheckCompleted) call.getArgument(2)).getRevision());
            return CompletableFuture.completedFuture(null);
        });
    }

    @Test
    void keepsResultsWhileKafkaIsAwayAndTheirOrder() {
        away = true;
        publish(1);
        publish(2);
        publisher.sendAgain();
        assertThat(sent).isEmpty();

        away = false;
        publish(3);
        publisher.sendAgain();

        assertThat(sent).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(publisher.waiting()).isZero();
    }

    @Test
    void givesUpTheOldestWhenThereIsNoMoreRoom() {
        away = true;
        for (int i = 1; i <= 5; i++) {
            publish(i);
        }

        away = false;
        publisher.sendAgain();

        assertThat(sent).containsExactly(3L, 4L, 5L);
        assertThat(registry.counter("checks", "outcome", "lost").count()).isEqualTo(2);
    }

    private void publish(long revision) {
        Monitor monitor = new Monitor(
                "mon", "acc", revision, null, Duration.ofSeconds(1), Duration.ofSeconds(1), false, null, Instant.EPOCH);
        publisher.publish(new Check(
                monitor,
                new Slot(Instant.EPOCH, Slot.Kind.REGULAR),
                Instant.EPOCH,
                new Outcome.Up(200, new Outcome.Timings(1L, null, null, null, null))));
    }
}

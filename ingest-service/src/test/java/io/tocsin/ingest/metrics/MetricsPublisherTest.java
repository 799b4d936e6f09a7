package io.tocsin.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tocsin.events.MetricsReceived;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

class MetricsPublisherTest {
    @SuppressWarnings("unchecked")
    private final KafkaTemplate<String, Object> kafka = mock(KafkaTemplate.class);

    private final MetricsPublisher publisher = new MetricsPublisher(kafka);
    private final Batch batch = new Batch(
            "acc",
            30,
            "col",
            "b-1",
            "push",
            1000,
            "web-1",
            null,
            List.of(new SampleGroup(
                    List.of(new Series("a", Series.NO_LABELS)),
                    List.of(new SampleGroup.SampleRow(1000, new double[] {1})))));

    @Test
    void saysThatTheOutcomeIsUnknownWhenKafkaDoesNotAcknowledge() {
        when(kafka.send(anyString(), anyString(), any()))
                .thenReturn(CompletableFuture.failedFuture(new NotEnoughReplicasException("one of two")));
        assertUnknown();
    }

    @Test
    void saysTheSameWhenKafkaTakesNothing() {
        when(kafka.send(anyString(), anyString(), any())).thenThrow(new KafkaException("max.block.ms is over"));
        assertUnknown();
    }

    @Test
    void saysTheSameWhenTheSchemaHasNoIdYet() {
        when(kafka.send(anyString(), anyString(), any())).thenThrow(new SerializationException("no schema"));
        assertUnknown();
    }

    @Test
    void waitsForEveryPortionOfALargeBatch() {
        List<SampleGroup.SampleRow> rows = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            rows.add(new SampleGroup.SampleRow(i, new double[] {i}));
        }
        List<MetricsReceived> sent = new ArrayList<>();
        when(kafka.send(anyString(), anyString(), any())).thenAnswer(call -> {
            sent.add(call.getArgument(2));
            return CompletableFuture.completedFuture(mock(SendResult.class));
        });

        publisher.publish(List.of(new Batch(
                "acc",
                30,
                "col",
                "b-1",
                "push",
                1000,
                "web-1",
                new Facts("web-1", null, 2),
                List.of(new SampleGroup(List.of(new Series("a", new String[] {"k", "v"})), rows)))));

        assertThat(sent).hasSizeGreaterThan(1).allSatisfy(event -> {
            assertThat(event.getBatchId()).isEqualTo("b-1");
            assertThat(event.getServer().getCores()).isEqualTo(2);
            assertThat(event.getGroups().getFirst().getSeries().getFirst().getLabels())
                    .containsEntry("k", "v");
        });
        assertThat(sent.stream()
                        .mapToInt(
                                event -> event.getGroups().getFirst().getRows().size())
                        .sum())
                .isEqualTo(40_000);
    }

    private void assertUnknown() {
        assertThatThrownBy(() -> publisher.publish(List.of(batch)))
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.METRICS_002);
                    assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
                });
    }
}

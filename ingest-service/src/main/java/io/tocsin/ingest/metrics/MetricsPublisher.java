package io.tocsin.ingest.metrics;

import io.tocsin.events.MetricsReceived;
import io.tocsin.events.Row;
import io.tocsin.events.SeriesGroup;
import io.tocsin.events.ServerFacts;
import io.tocsin.ingest.metrics.SampleGroup.SampleRow;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.PrimitivesArrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Hands batches to Kafka and waits until all replicas that count have them. */
@Component
class MetricsPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsPublisher.class);
    private static final Schema VALUES = Row.getClassSchema().getField("values").schema();

    private record Sent(Series series, io.tocsin.events.Series event) {}

    private final KafkaTemplate<String, Object> kafka;
    private final @Nullable Sent[] lately = new @Nullable Sent[8192];

    MetricsPublisher(@Qualifier(MetricsConfiguration.PRODUCER) KafkaTemplate<String, Object> kafka) {
        this.kafka = kafka;
    }

    /**
     * Returns once everything is acknowledged. How long that may take is the producer's to say ({@code
     * delivery.timeout.ms}): a timer for each request would wake a thread more than the request itself does.
     *
     * @throws ApiException METRICS_002 if that is not certain
     */
    void publish(List<Batch> batches) {
        List<Future<?>> sent = new ArrayList<>();
        try {
            for (Batch batch : batches) {
                for (List<SampleGroup> groups : Portions.of(batch.groups())) {
                    sent.add(kafka.send(Topics.METRICS.name(), batch.sourceId(), event(batch, groups)));
                }
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException | KafkaException | org.apache.kafka.common.KafkaException e) {
            LOG.warn("A batch may not have been stored: {}", e.toString());
            throw unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown();
        }
    }

    private static ApiException unknown() {
        return new ApiException(ErrorCode.METRICS_002).retryAfter(InFlight.soon());
    }

    private MetricsReceived event(Batch batch, List<SampleGroup> groups) {
        Facts facts = batch.facts();
        return new MetricsReceived(
                batch.accountId(),
                batch.sourceId(),
                batch.batchId(),
                batch.protocol(),
                Instant.ofEpochMilli(batch.receivedAt()),
                batch.instance(),
                facts == null ? null : new ServerFacts(facts.hostname(), facts.os(), facts.cores()),
                groups.stream().map(this::of).toList(),
                batch.retentionDays());
    }

    private SeriesGroup of(SampleGroup group) {
        return new SeriesGroup(
                group.series().stream().map(this::of).toList(),
                group.rows().stream().map(MetricsPublisher::of).toList());
    }

    /** Mostly one that was sent a moment ago. A slot is simply overwritten; who loses a race makes it anew. */
    private io.tocsin.events.Series of(Series series) {
        int hash = series.hashCode();
        int slot = (hash ^ hash >>> 13) & lately.length - 1;
        Sent known = lately[slot];
        if (known == null || !known.series().equals(series)) {
            known = new Sent(series, event(series));
            lately[slot] = known;
        }
        return known.event();
    }

    private static io.tocsin.events.Series event(Series series) {
        Map<String, String> labels = HashMap.newHashMap(series.labelCount());
        for (int i = 0; i < series.labelCount(); i++) {
            labels.put(series.labelName(i), series.labelValue(i));
        }
        return new io.tocsin.events.Series(series.name(), labels);
    }

    private static Row of(SampleRow row) {
        PrimitivesArrays.DoubleArray values = new PrimitivesArrays.DoubleArray(row.values().length, VALUES);
        for (double value : row.values()) {
            values.add(values.size(), value);
        }
        return new Row(Instant.ofEpochMilli(row.time()), values);
    }
}

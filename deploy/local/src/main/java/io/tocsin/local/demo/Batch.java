package io.tocsin.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * What was measured at one instant; sent again under the same id until its fate is known.
 *
 * @param time to the millisecond, which is what the product keeps
 */
record Batch(String id, Instant time, List<Sample> samples) {

    Batch {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        samples = List.copyOf(samples);
    }

    /** The request body of a push, compressed with gzip (RFC 1952). */
    byte[] packed(String collector, Map<String, ?> server) {
        var metrics = samples.stream()
                .map(sample -> Map.of(
                        "name", sample.name(),
                        "labels", sample.labels(),
                        "value", sample.value(),
                        "timestamp", time.toString()))
                .toList();
        var body = Map.of(
                "collector_id", collector,
                "batch_id", id,
                "timestamp", time.toString(),
                "metrics", metrics,
                "server", server);
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Answers.JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

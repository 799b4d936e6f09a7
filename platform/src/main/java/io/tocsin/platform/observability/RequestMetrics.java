package io.tocsin.platform.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Rate, errors and duration of every route: {@code http_requests_total} and {@code http_request_duration_seconds}, by
 * method, route and status.
 *
 * <p>Wake somebody when more than 1 % of the requests of a route answer 5xx for five minutes, or when the 95th percentile
 * stays above 200 ms.
 */
final class RequestMetrics {
    private static final Duration[] BUCKETS = LongStream.of(5, 10, 25, 50, 100, 200, 500, 1000, 2500, 5000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterProvider<Timer> durations;
    private final MeterProvider<Counter> requests;

    RequestMetrics(MeterRegistry registry) {
        durations = Timer.builder("http.request.duration")
                .description("How long requests took until their answer was written")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
        requests = Counter.builder("http.requests")
                .description("Requests that were answered")
                .withRegistry(registry);
    }

    void record(ServedRequest request) {
        Tags tags = Tags.of(
                "method", request.method(), "route", request.route(), "status", Integer.toString(request.status()));
        durations.withTags(tags).record(request.duration());
        requests.withTags(tags).increment();
    }
}

package io.tocsin.query.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.query.paging.StepParameter;
import io.tocsin.query.paging.TimeParameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about a server.
 *
 * @param name of the metric; null for all
 * @param labels that a series must have; others may be there too
 * @param from first instant, inclusive
 * @param to last instant, exclusive
 * @param step width of a bucket; null for samples as they came, or one bucket of the whole range with an aggregate
 * @param aggregate of each bucket; null for samples as they came
 */
record MetricQuestion(
        @Nullable String name,
        Map<String, String> labels,
        Instant from,
        Instant to,
        @Nullable Duration step,
        @Nullable Aggregate aggregate) {
    private static final String LABEL = "label.";
    private static final Duration USUAL_RANGE = Duration.ofHours(1);
    /** A sender's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /**
     * @param parameters of the query
     * @throws ApiException if one of them makes no sense
     */
    static MetricQuestion of(Map<String, String> parameters, Instant now) {
        Instant to = TimeParameter.parse("to", parameters.get("to"), now.plus(AHEAD));
        Instant end = to.isAfter(now) && parameters.get("to") == null ? now : to;
        Instant from = TimeParameter.parse("from", parameters.get("from"), end.minus(USUAL_RANGE));
        if (!from.isBefore(to)) {
            throw ApiException.invalid("from", "is not before to");
        }
        Map<String, String> labels = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), value);
            }
        });
        Duration step = StepParameter.parse(parameters.get("step"));
        String aggregate = parameters.get("agg");
        Aggregate wanted = aggregate == null ? null : Aggregate.parse(aggregate);
        return new MetricQuestion(
                parameters.get("name"),
                labels,
                from,
                to,
                step,
                step != null && wanted == null ? Aggregate.AVG : wanted);
    }

    /** The same without what lies before the given instant. */
    MetricQuestion since(Instant earliest) {
        return from.isBefore(earliest)
                ? new MetricQuestion(name, labels, earliest, to.isAfter(earliest) ? to : earliest, step, aggregate)
                : this;
    }
}

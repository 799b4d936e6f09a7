package io.tocsin.query.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One series and its points in order of time. */
record SeriesPoints(String name, Map<String, String> labels, List<Point> points) {
    /** @param value may be NaN or infinite, as Prometheus and OTLP send them */
    record Point(Instant time, double value) {
        /** The value for an answer: null where it is no finite number, of which JSON has no words (RFC 8259). */
        @Nullable
        Double json() {
            return Double.isFinite(value) ? value : null;
        }
    }
}

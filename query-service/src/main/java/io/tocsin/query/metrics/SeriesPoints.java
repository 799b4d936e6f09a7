package io.tocsin.query.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One series and its points in order of time. */
record SeriesPoints(String name, Map<String, String> labels, List<Point> points) {
    record Point(Instant time, double value) {}
}

package io.tocsin.ingest.metrics;

import java.util.List;

/**
 * Rows that carry exactly the same series.
 *
 * @param series at most 64, each once, in canonical order
 * @param rows in ascending time
 */
record SampleGroup(List<Series> series, List<SampleRow> rows) {
    /**
     * One instant of a group.
     *
     * @param time milliseconds since the epoch
     * @param values one a series, in the group's order
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record SampleRow(long time, double[] values) {}

    /** About as many bytes as its series take in an event. */
    int seriesWeight() {
        return series.stream().mapToInt(Series::weight).sum();
    }

    /** About as many bytes as one row takes. */
    int rowWeight() {
        return 16 + 8 * series.size();
    }
}

package io.tocsin.query.incidents;

/**
 * How many observations in a row convince.
 *
 * @param failures that open an incident, at least 1
 * @param recoveries that resolve it, at least 1
 */
record Thresholds(int failures, int recoveries) {
    Thresholds {
        failures = Math.max(1, failures);
        recoveries = Math.max(1, recoveries);
    }
}

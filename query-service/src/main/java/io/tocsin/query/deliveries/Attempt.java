package io.tocsin.query.deliveries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try, as it is logged and shown.
 *
 * @param statusCode of the answer; null without one
 * @param error why it failed, one sentence; null if it did not
 * @param durationMs from its begin to the end of the answer
 * @param answer the first bytes of the answer
 */
record Attempt(
        Instant at,
        @Nullable Integer statusCode,
        @Nullable String error,
        long durationMs,
        @Nullable String answer) {}

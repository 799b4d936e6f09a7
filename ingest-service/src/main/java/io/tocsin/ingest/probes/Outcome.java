package io.tocsin.ingest.probes;

import org.jspecify.annotations.Nullable;

/** How a probe found its target. */
public sealed interface Outcome {
    /** As it should be. */
    record Up(@Nullable Integer status, Timings timings) implements Outcome {}

    /**
     * Not as it should be.
     *
     * @param status HTTP status, where there was one; then the timings say how long the answer took
     * @param reason one sentence without the target's content
     */
    record Down(@Nullable Integer status, String reason, Timings timings) implements Outcome {}

    /** The probe failed on our side; nothing is known of the target. */
    record Unknown(String reason) implements Outcome {}

    /**
     * Where the time went, in microseconds; null for a step that was not reached or not needed.
     *
     * @param latency from the start of the probe to its end; null where the target did not answer
     */
    record Timings(
            @Nullable Long latency,
            @Nullable Long dns,
            @Nullable Long connect,
            @Nullable Long tls,
            @Nullable Long firstByte) {}
}

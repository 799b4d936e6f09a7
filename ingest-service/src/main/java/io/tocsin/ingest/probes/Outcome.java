package io.tocsin.ingest.probes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a probe found its target. */
public sealed interface Outcome {
    /** As it should be. */
    record Up(Findings findings) implements Outcome {}

    /**
     * Not as it should be.
     *
     * @param reason one sentence without the target's content
     */
    record Down(String reason, Findings findings) implements Outcome {}

    /** The probe failed on our side; nothing is known of the target. */
    record Unknown(String reason) implements Outcome {}

    /**
     * What was seen on the way.
     *
     * @param status HTTP status, where there was one; then the timings say how long the answer took
     * @param message what a person may want to know beside the reason
     * @param certificateNotAfter when the certificate that the target showed ends
     */
    record Findings(
            @Nullable Integer status,
            Timings timings,
            @Nullable String message,
            @Nullable Instant certificateNotAfter) {

        public static Findings of(Timings timings) {
            return new Findings(null, timings, null, null);
        }

        Findings saying(String words) {
            return new Findings(status, timings, words, certificateNotAfter);
        }
    }

    /**
     * Where the time went, in microseconds; null for a step that was not reached or not needed. Redirects add up.
     *
     * @param latency from the start of the probe to its end; null where the target did not answer
     * @param firstByte from the connection being ready until the head of the answer was there
     */
    record Timings(
            @Nullable Long latency,
            @Nullable Long dns,
            @Nullable Long connect,
            @Nullable Long tls,
            @Nullable Long firstByte) {}
}

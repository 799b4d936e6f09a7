package io.tocsin.gateway.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.tocsin.gateway.routing.Refusals;
import io.tocsin.platform.errors.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * What one request took from a bucket, and what the answer says of it (IETF draft-ietf-httpapi-ratelimit-headers and the
 * older names with X).
 *
 * @param granted whether the request may go on
 * @param perMinute the limit
 * @param left requests left now
 * @param next how long until the next is granted; zero if this one was
 * @param full how long until the bucket is full again
 */
record Allowance(boolean granted, int perMinute, long left, Duration next, Duration full) {

    static Allowance take(Bucket bucket, int perMinute) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Allowance(
                probe.isConsumed(),
                perMinute,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    Allowance grantedAfterAll() {
        return new Allowance(true, perMinute, 0, Duration.ZERO, full);
    }

    void writeTo(HttpServletResponse response) {
        write(response, "Limit", perMinute);
        write(response, "Remaining", left);
        write(response, "Reset", seconds(full));
    }

    /** The answer to a request that was not granted. */
    ApiException refusal(HttpServletRequest request) {
        return Refusals.comeAgain(
                request, "%d requests a minute are allowed".formatted(perMinute), Duration.ofSeconds(seconds(next)));
    }

    private static void write(HttpServletResponse response, String name, long value) {
        response.setHeader("RateLimit-" + name, Long.toString(value));
        response.setHeader("X-RateLimit-" + name, Long.toString(value));
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}

package io.tocsin.monitor.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of a monitor or collector.
 *
 * @param accountId the owner that it was decided for
 * @param name up, down, pending or unknown of a monitor; online, late or offline of a collector
 * @param lastObservedAt its newest check or push, at most some seconds behind; null before the first
 */
public record Status(
        String accountId, String name, @Nullable Instant lastObservedAt) {
    /** The name of what nobody has observed yet. */
    public static final String PENDING = "pending";

    static Status pending(String accountId) {
        return new Status(accountId, PENDING, null);
    }
}

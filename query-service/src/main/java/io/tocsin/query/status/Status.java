package io.tocsin.query.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a monitor or collector now.
 *
 * @param status up, down, pending, unknown of a monitor; online, late, offline of a collector
 * @param since since when it has had this status
 * @param lastObservedAt the newest check or push
 * @param decidedAt when this was decided; a reader ignores an older one
 */
public record Status(
        Kind kind,
        String subjectId,
        String accountId,
        String status,
        Instant since,
        @Nullable Instant lastObservedAt,
        Instant decidedAt) {

    /** What it is about. */
    public enum Kind {
        MONITOR,
        COLLECTOR
    }
}

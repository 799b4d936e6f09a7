package io.tocsin.platform.observability;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that was answered.
 *
 * @param method one of HTTP's own, or OTHER: strangers must not make up values of a label
 * @param route the pattern of its path, or {@code unmatched}
 * @param path its path, without the query; null where the pattern says enough, for paths may carry secrets
 * @param status of the answer
 * @param caller id of the user, client or collector; null when nobody was recognized
 */
record ServedRequest(
        String method,
        String route,
        @Nullable String path,
        int status,
        @Nullable String caller,
        Duration duration) {
    static final String UNMATCHED = "unmatched";
}

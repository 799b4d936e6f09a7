package io.tocsin.monitor.paging;

import io.tocsin.platform.errors.ApiException;
import org.jspecify.annotations.Nullable;

/** How long a page may be. */
public final class Limit {
    private static final int DEFAULT = 50;
    private static final int MOST = 100;

    private Limit() {}

    /** @throws ApiException 400 unless it is between 1 and 100; null means 50 */
    public static int of(@Nullable Integer asked) {
        int limit = asked == null ? DEFAULT : asked;
        if (limit < 1 || limit > MOST) {
            throw ApiException.invalid("limit", "must be between 1 and " + MOST);
        }
        return limit;
    }
}

package io.tocsin.auth.rates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How often each has done something lately, in this instance. It forgets nothing that still counts until it has more to
 * remember than fits in memory.
 *
 * @param <K> who or what is counted
 */
public final class Tally<K> {
    private record Count(int count, Instant since) {}

    private final Cache<K, Count> counts;
    private final Duration window;
    private final InstantSource clock;

    /**
     * @param remembered how many are remembered
     * @param window for which is counted, from the first time on
     */
    public Tally(int remembered, Duration window, InstantSource clock) {
        this.counts = Caffeine.newBuilder().maximumSize(remembered).build();
        this.window = window;
        this.clock = clock;
    }

    /**
     * Counts before the outcome is known, so that many at once are bounded too.
     *
     * @throws ApiException AUTH_010 with a Retry-After if these were more than {@code most}
     */
    public void admit(K key, int most) {
        Instant now = clock.instant();
        Count seen = counts.asMap()
                .compute(
                        key,
                        (_, before) ->
                                before == null || now.isAfter(before.since().plus(window))
                                        ? new Count(1, now)
                                        : new Count(before.count() + 1, before.since()));
        if (seen.count() > most) {
            throw new ApiException(ErrorCode.AUTH_010)
                    .retryAfter(Duration.between(now, seen.since().plus(window)));
        }
    }

    /** Begins anew. */
    public void forget(K key) {
        counts.invalidate(key);
    }
}

package io.tocsin.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** One bucket for each who asks, in this process; one that nobody touched for two minutes is full and forgotten. */
final class Buckets {
    private static final Duration FULL_AGAIN = Duration.ofMinutes(2);

    /** A new limit is a new bucket, so that a change of plan counts at once. */
    private record Key(String who, int perMinute) {}

    private final Cache<Key, Bucket> buckets;

    Buckets(int remembered) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(FULL_AGAIN)
                .build();
    }

    Bucket of(String who, int perMinute) {
        return buckets.get(new Key(who, perMinute), Buckets::fresh);
    }

    private static Bucket fresh(Key key) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(key.perMinute()).refillGreedy(key.perMinute(), Duration.ofMinutes(1)))
                .withNanosecondPrecision()
                .build();
    }
}

package io.tocsin.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampleBucketTest {
    private static final long PER_MINUTE = 600;

    private final SampleBucket bucket = new SampleBucket(PER_MINUTE, 0);

    @Test
    void givesAMinutesWorthAtOnce() {
        assertThat(bucket.take(600, PER_MINUTE, 0)).isZero();
        assertThat(bucket.take(1, PER_MINUTE, 0)).isPositive();
    }

    @Test
    void refillsAllTheTime() {
        bucket.take(600, PER_MINUTE, 0);

        assertThat(bucket.take(10, PER_MINUTE, TimeUnit.SECONDS.toNanos(1))).isZero();
        assertThat(bucket.take(1, PER_MINUTE, TimeUnit.SECONDS.toNanos(1))).isPositive();
    }

    @Test
    void letsALargeBatchInAndWaitsForItsDebt() {
        assertThat(bucket.take(1200, PER_MINUTE, 0)).isZero();

        assertThat(bucket.delay(PER_MINUTE, 0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(bucket.delay(PER_MINUTE, TimeUnit.SECONDS.toNanos(61))).isZero();
    }

    @Test
    void takesBackWhatWasNotStored() {
        bucket.take(600, PER_MINUTE, 0);

        bucket.giveBack(600);

        assertThat(bucket.take(600, PER_MINUTE, 0)).isZero();
        bucket.giveBack(1200);
        assertThat(bucket.take(600, PER_MINUTE, 0)).isZero();
        assertThat(bucket.take(1, PER_MINUTE, 0)).isPositive();
    }

    @Test
    void followsANewPlan() {
        bucket.take(600, PER_MINUTE, 0);

        assertThat(bucket.take(60_000, 60_000, TimeUnit.SECONDS.toNanos(60))).isZero();
    }
}

package io.tocsin.ingest.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.tocsin.ingest.collectors.Account;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds each account to what its plan allows: samples a minute, and series that are active at once. */
@Component
public class SampleLimits {
    private static final Duration IDLE = Duration.ofHours(2);

    private record Usage(SampleBucket bucket, ActiveSeries series) {}

    private final AtomicLong tracked = new AtomicLong();
    private final LimitSettings settings;
    private final InstantSource clock;
    private final Cache<String, Usage> usages;

    SampleLimits(LimitSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.usages = Caffeine.newBuilder()
                .executor(Runnable::run)
                .expireAfterAccess(IDLE)
                .removalListener((@Nullable String _, @Nullable Usage usage, RemovalCause _) -> {
                    if (usage != null) {
                        usage.series().forget();
                    }
                })
                .build();
    }

    /**
     * Asked before a body is read, so that a sender that is over its limit costs next to nothing.
     *
     * @throws ApiException METRICS_004 if the account has used up its samples
     */
    public void admit(String accountId, Account account) {
        long perMinute = settings.samplesPerMinute(account.maxCollectors());
        refuseUnlessZero(usage(accountId, perMinute).bucket().delay(perMinute, System.nanoTime()), perMinute);
    }

    /** @throws ApiException METRICS_004 if the account has used up its samples */
    public void take(String accountId, Account account, int samples) {
        long perMinute = settings.samplesPerMinute(account.maxCollectors());
        refuseUnlessZero(usage(accountId, perMinute).bucket().take(samples, perMinute, System.nanoTime()), perMinute);
    }

    /** Undoes {@link #take} where the samples were not stored after all. */
    public void giveBack(String accountId, Account account, int samples) {
        usage(accountId, settings.samplesPerMinute(account.maxCollectors()))
                .bucket()
                .giveBack(samples);
    }

    /**
     * Which of the series may be sent: those that are active, and new ones while the plan has room.
     *
     * @param fingerprints 64 bits that tell the series of the account apart
     */
    public boolean[] admit(String accountId, Account account, long[] fingerprints) {
        long perMinute = settings.samplesPerMinute(account.maxCollectors());
        return usage(accountId, perMinute).series().admit(fingerprints, series(account), settings.tracked(), period());
    }

    /** How many series of the account may be active at once. */
    public long series(Account account) {
        return settings.series(account.maxCollectors());
    }

    private Usage usage(String accountId, long perMinute) {
        return usages.get(
                accountId,
                _ -> new Usage(new SampleBucket(perMinute, System.nanoTime()), new ActiveSeries(tracked, period())));
    }

    private long period() {
        return clock.millis() / settings.activeFor().toMillis();
    }

    private static void refuseUnlessZero(Duration wait, long perMinute) {
        if (!wait.isZero()) {
            throw new ApiException(ErrorCode.METRICS_004, "The plan allows %d samples a minute".formatted(perMinute))
                    .retryAfter(wait.plusSeconds(1));
        }
    }
}

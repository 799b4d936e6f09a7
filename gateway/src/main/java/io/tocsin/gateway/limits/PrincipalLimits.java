package io.tocsin.gateway.limits;

import io.github.bucket4j.Bucket;
import io.tocsin.platform.tokens.Caller;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each principal is granted by its account's plan; those who pay wait a moment before they are refused. */
final class PrincipalLimits {
    private final Buckets buckets;
    private final LimitSettings settings;
    private final Function<String, @Nullable Integer> plans;
    private final Semaphore waiting;

    /** @param plans requests per minute by account, null where the account's plan has not arrived yet */
    PrincipalLimits(Buckets buckets, LimitSettings settings, Function<String, @Nullable Integer> plans) {
        this.buckets = buckets;
        this.settings = settings;
        this.plans = plans;
        this.waiting = new Semaphore(settings.waiting());
    }

    Allowance take(Caller caller) {
        Integer plan = plans.apply(caller.accountId());
        int perMinute = plan == null ? settings.perMinute(caller.tier()) : plan;
        Bucket bucket = buckets.of(caller.id(), perMinute);
        Allowance allowance = Allowance.take(bucket, perMinute);
        return allowance.granted() || caller.tier().equals("free") ? allowance : await(bucket, allowance);
    }

    private Allowance await(Bucket bucket, Allowance refused) {
        if (!waiting.tryAcquire()) {
            return refused;
        }
        try {
            return bucket.asBlocking().tryConsume(1, settings.patience()) ? refused.grantedAfterAll() : refused;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused;
        } finally {
            waiting.release();
        }
    }
}

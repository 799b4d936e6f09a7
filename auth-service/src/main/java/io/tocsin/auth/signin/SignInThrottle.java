package io.tocsin.auth.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Bounds guessing by e-mail address and network address together, so that a stranger elsewhere can't lock an owner out.
 * It forgets nothing that still counts until it has more to remember than fits in memory.
 */
@Component
class SignInThrottle {
    private static final int REMEMBERED = 200_000;

    private record Pair(String email, String address) {}

    private record Attempts(int count, Instant since) {}

    private final Cache<Pair, Attempts> attempts =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final SignInSettings settings;
    private final InstantSource clock;

    SignInThrottle(SignInSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Counts an attempt before its outcome is known, so that many at once are bounded too.
     *
     * @throws ApiException with a Retry-After when there were too many
     */
    void admit(String email, String address) {
        Instant now = clock.instant();
        Attempts seen = attempts.asMap()
                .compute(
                        new Pair(email, address),
                        (_, before) ->
                                before == null || now.isAfter(before.since().plus(settings.window()))
                                        ? new Attempts(1, now)
                                        : new Attempts(before.count() + 1, before.since()));
        if (seen.count() > settings.attempts()) {
            throw new ApiException(ErrorCode.AUTH_010)
                    .retryAfter(Duration.between(now, seen.since().plus(settings.window())));
        }
    }

    /** The person knew the password after all. */
    void forget(String email, String address) {
        attempts.invalidate(new Pair(email, address));
    }
}

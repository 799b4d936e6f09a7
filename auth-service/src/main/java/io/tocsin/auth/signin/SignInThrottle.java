package io.tocsin.auth.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.auth.addresses.Network;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Bounds guessing by e-mail address and network together, and by e-mail address alone for strangers: networks from which
 * the person has not signed in lately. So many networks guess no more than a few, and nobody elsewhere can lock an owner
 * out. It forgets nothing that still counts until it has more to remember than fits in memory.
 */
@Component
class SignInThrottle {
    private static final int REMEMBERED = 200_000;

    private record Target(String email, String network) {}

    private record Attempts(int count, Instant since) {}

    private final Cache<Target, Attempts> attempts =
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
        count(new Target(email, Network.of(address)), settings.attempts());
    }

    /**
     * The same for an address from which the person has not signed in lately.
     *
     * @throws ApiException with a Retry-After when there were too many
     */
    void admitStranger(String email) {
        count(new Target(email, ""), settings.strangers());
    }

    /** The person knew the password after all. */
    void forget(String email, String address) {
        attempts.invalidate(new Target(email, Network.of(address)));
    }

    private void count(Target target, int most) {
        Instant now = clock.instant();
        Attempts seen = attempts.asMap().compute(target, (_, before) -> {
            return before == null || now.isAfter(before.since().plus(settings.window()))
                    ? new Attempts(1, now)
                    : new Attempts(before.count() + 1, before.since());
        });
        if (seen.count() > most) {
            throw new ApiException(ErrorCode.AUTH_010)
                    .retryAfter(Duration.between(now, seen.since().plus(settings.window())));
        }
    }
}

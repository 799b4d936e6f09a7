package io.tocsin.auth.betterauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.auth.addresses.ClientAddress;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** The limits that better-auth has in production, counted by call and network address. */
@Component
class RateRules implements HandlerInterceptor {
    private static final Pattern CREDENTIALS = Pattern.compile("/api/auth/(sign-in|sign-up|change-password).*");
    private static final int REMEMBERED = 100_000;

    private record Caller(String address, String path) {}

    private record Window(int count, Instant since) {}

    private final Cache<Caller, Window> windows =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final RateSettings settings;
    private final ClientAddress addresses;
    private final InstantSource clock;
    private final boolean production;

    RateRules(RateSettings settings, ClientAddress addresses, ProductSettings product, InstantSource clock) {
        this.settings = settings;
        this.addresses = addresses;
        this.clock = clock;
        this.production = product.production();
    }

    /** @throws ApiException AUTH_010 where there were too many */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (production) {
            admit(addresses.of(request), request.getRequestURI());
        }
        return true;
    }

    private void admit(String address, String path) {
        Instant now = clock.instant();
        Window window = windows.asMap().compute(new Caller(address, path), (_, before) -> next(before, now));
        int most = CREDENTIALS.matcher(path).matches() ? settings.credentials() : settings.others();
        if (window.count() > most) {
            throw new ApiException(ErrorCode.AUTH_010)
                    .retryAfter(Duration.between(now, window.since().plus(settings.window())));
        }
    }

    private Window next(@Nullable Window before, Instant now) {
        return before == null || now.isAfter(before.since().plus(settings.window()))
                ? new Window(1, now)
                : new Window(before.count() + 1, before.since());
    }
}

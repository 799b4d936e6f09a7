package io.tocsin.auth.rates;

import io.tocsin.auth.addresses.ClientAddress;
import io.tocsin.auth.addresses.Network;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.settings.ProductSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The limits that better-auth has in production, counted by call and network. A call is the handler's own pattern, not the
 * path as it was sent: that can be written in many ways. What takes a password counts as one call at all doors.
 */
@Component
class RateRules implements HandlerInterceptor {
    private static final int REMEMBERED = 100_000;
    private static final Map<String, String> CREDENTIALS = Map.of(
            "/api/auth/sign-in/email", "sign-in",
            "/api/v1/auth/login", "sign-in",
            "/api/v1/auth/external", "sign-in",
            "/auth/login", "sign-in",
            "/api/auth/sign-up/email", "sign-up",
            "/auth/register", "sign-up",
            "/api/auth/change-password", "change-password");

    private record Caller(String network, String call) {}

    private final Tally<Caller> calls;
    private final RateSettings settings;
    private final ClientAddress addresses;
    private final boolean production;

    RateRules(RateSettings settings, ClientAddress addresses, ProductSettings product, InstantSource clock) {
        this.calls = new Tally<>(REMEMBERED, settings.window(), clock);
        this.settings = settings;
        this.addresses = addresses;
        this.production = product.production();
    }

    /** @throws ApiException AUTH_010 where there were too many */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (production && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String call) {
            admit(Network.of(addresses.of(request)), call);
        }
        return true;
    }

    private void admit(String network, String pattern) {
        String credentials = CREDENTIALS.get(pattern);
        Caller caller = new Caller(network, credentials == null ? pattern : credentials);
        calls.admit(caller, credentials == null ? settings.others() : settings.credentials());
    }
}

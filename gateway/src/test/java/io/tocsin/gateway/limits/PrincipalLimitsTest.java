package io.tocsin.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.settings.SettingsException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PrincipalLimitsTest {
    private final AtomicReference<Integer> plan = new AtomicReference<>();

    @ParameterizedTest
    @CsvSource({"free, 100", "solo, 300", "team, 1000", "premium, 1000", "enterprise, 5000", "unheard-of, 100"})
    void grantsWhatTheTierGrants(String tier, int perMinute) {
        Allowance allowance = limits(Map.of(), 10).take(caller("cli_1", tier));

        assertThat(allowance.granted()).isTrue();
        assertThat(allowance.perMinute()).isEqualTo(perMinute);
        assertThat(allowance.left()).isEqualTo(perMinute - 1);
    }

    @Test
    void believesThePlanMoreThanTheToken() {
        PrincipalLimits limits = limits(Map.of(), 10);
        limits.take(caller("cli_1", "free"));

        plan.set(7000);

        assertThat(limits.take(caller("cli_1", "free")).left()).isEqualTo(6999);
    }

    @Test
    void refusesAFreePrincipalAtOnce() {
        PrincipalLimits limits = limits(Map.of("free", 1), 10);
        limits.take(caller("cli_1", "free"));

        Allowance second = limits.take(caller("cli_1", "free"));

        assertThat(second.granted()).isFalse();
        assertThat(second.next()).isPositive();
        assertThat(limits.take(caller("cli_2", "free")).granted()).isTrue();
    }

    @Test
    void letsAPaidPrincipalWaitForItsTurn() {
        // one every 10 ms, so that the next turn is well within two seconds
        PrincipalLimits limits = limits(Map.of("team", 6000), 10);
        for (int i = 0; i < 6000; i++) {
            limits.take(caller("cli_1", "team"));
        }

        assertThat(limits.take(caller("cli_1", "team")).granted()).isTrue();
        assertThat(limits.take(caller("cli_1", "team")).granted()).isTrue();
    }

    @Test
    void refusesAPaidPrincipalWhoseTurnIsTooFarOff() {
        PrincipalLimits limits = limits(Map.of("team", 1), 10);
        limits.take(caller("cli_1", "team"));

        assertThat(limits.take(caller("cli_1", "team")).granted()).isFalse();
    }

    @Test
    void refusesAPaidPrincipalWhenEnoughAreWaiting() {
        PrincipalLimits limits = limits(Map.of("team", 1), 0);
        limits.take(caller("cli_1", "team"));

        assertThat(limits.take(caller("cli_1", "team")).granted()).isFalse();
    }

    @Test
    void saysWhatIsLeftUnderBothNames() {
        MockHttpServletResponse response = new MockHttpServletResponse();

        new Allowance(true, 100, 42, Duration.ZERO, Duration.ofMillis(34_100)).writeTo(response);

        assertThat(response.getHeader("RateLimit-Limit")).isEqualTo("100");
        assertThat(response.getHeader("X-RateLimit-Remaining")).isEqualTo("42");
        assertThat(response.getHeader("RateLimit-Reset")).isEqualTo("35");
    }

    @Test
    void saysWhenToComeBack() {
        ApiException refusal = new Allowance(false, 100, 0, Duration.ofMillis(600), Duration.ofMinutes(1))
                .refusal(new MockHttpServletRequest());

        assertThat(refusal.code()).isEqualTo(ErrorCode.GATEWAY_003);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void stopsTheStartWithALimitOfNothing() {
        assertThatThrownBy(() -> settings(Map.of("free", 0), 10))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("tocsin.limits.tiers.free");
        assertThatThrownBy(() -> new LimitSettings(0, Map.of(), Duration.ZERO, 1, Duration.ZERO, 1, 1))
                .isInstanceOf(SettingsException.class);
    }

    private PrincipalLimits limits(Map<String, Integer> tiers, int waiting) {
        return new PrincipalLimits(new Buckets(100), settings(tiers, waiting), _ -> plan.get());
    }

    private static LimitSettings settings(Map<String, Integer> tiers, int waiting) {
        return new LimitSettings(3000, tiers, Duration.ofSeconds(2), waiting, Duration.ZERO, 1, 100);
    }

    private static Caller caller(String id, String tier) {
        return new Caller(Caller.Kind.CLIENT, id, "acc_1", null, tier, Set.of("monitors:read"), null);
    }
}

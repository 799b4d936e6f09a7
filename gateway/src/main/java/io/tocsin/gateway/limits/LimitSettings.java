package io.tocsin.gateway.limits;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one may ask; buckets refill continuously and hold one minute's worth.
 *
 * @param perAddress requests per minute and address (IPv6: network of 64 bits), before anybody is recognised
 * @param tiers requests per minute and principal by tier, used until the account's plan is known from its topic
 * @param patience how long a request of a paid tier waits for its turn
 * @param waiting how many requests wait at once in this instance; further ones are refused
 * @param refusalDelay from a request until its refusal is answered at the earliest; zero answers at once
 * @param refusals how many refusals wait for that at once in this instance; further ones are answered at once
 * @param remembered how many addresses and principals are kept in mind
 */
@ConfigurationProperties("tocsin.limits")
record LimitSettings(
        @DefaultValue("3000") int perAddress,
        @DefaultValue Map<String, Integer> tiers,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("200") int waiting,
        @DefaultValue("1s") Duration refusalDelay,
        @DefaultValue("1000") int refusals,
        @DefaultValue("100000") int remembered) {
    private static final Map<String, Integer> PLANS =
            Map.of("free", 100, "solo", 300, "team", 1000, "premium", 1000, "enterprise", 5000);

    LimitSettings {
        if (perAddress < 1) {
            throw new SettingsException("tocsin.limits.per-address is at least 1, not " + perAddress);
        }
        if (refusalDelay.isNegative() || refusals < 0) {
            throw new SettingsException("tocsin.limits: refusal-delay and refusals are not negative");
        }
        tiers.forEach((tier, limit) -> {
            if (limit < 1) {
                throw new SettingsException("tocsin.limits.tiers.%s is at least 1, not %d".formatted(tier, limit));
            }
        });
        tiers = Map.copyOf(tiers);
    }

    /** A tier that nobody knows gets what the smallest gets. */
    int perMinute(String tier) {
        Integer configured = tiers.get(tier);
        return configured == null ? PLANS.getOrDefault(tier, 100) : configured;
    }
}

package io.tocsin.auth.oversight;

import io.tocsin.auth.accounts.Account;
import io.tocsin.auth.accounts.Tier;
import io.tocsin.platform.errors.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operator changes of an account's plan.
 *
 * @param tier null to keep it
 * @param setsInterval whether the interval is changed
 * @param minIntervalSeconds 1 to 3600; null for what the plan says
 */
record AccountChange(
        @Nullable Tier tier, boolean setsInterval, @Nullable Integer minIntervalSeconds) {
    private static final int LONGEST = 3600;

    /** Reads a merge patch (RFC 7396). */
    static AccountChange of(ObjectNode patch) {
        for (String field : patch.propertyNames()) {
            if (!field.equals("tier") && !field.equals("min_interval_seconds")) {
                throw ApiException.invalid(field, "is not a known field");
            }
        }
        JsonNode tier = patch.get("tier");
        JsonNode interval = patch.get("min_interval_seconds");
        return new AccountChange(
                tier == null ? null : tier(tier), interval != null, interval == null ? null : interval(interval));
    }

    void applyTo(Account account) {
        if (tier != null) {
            account.moveTo(tier);
        }
        if (setsInterval) {
            account.allowInterval(minIntervalSeconds);
        }
    }

    private static Tier tier(JsonNode value) {
        try {
            return Tier.of(value.isString() ? value.stringValue() : "");
        } catch (IllegalArgumentException _) {
            throw ApiException.invalid("tier", "is free, solo, team or enterprise");
        }
    }

    private static @Nullable Integer interval(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > LONGEST) {
            throw ApiException.invalid("min_interval_seconds", "is between 1 and " + LONGEST);
        }
        return value.intValue();
    }
}

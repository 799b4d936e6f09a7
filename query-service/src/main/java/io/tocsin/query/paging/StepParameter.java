package io.tocsin.query.paging;

import io.tocsin.platform.errors.ApiException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Widths of buckets in queries: a number of seconds, or one with a unit. */
public final class StepParameter {
    private static final Pattern STEP = Pattern.compile("([1-9][0-9]{0,7})(s|m|h|d)?");

    private StepParameter() {}

    /** @throws ApiException if it is no width */
    public static @Nullable Duration parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher parts = STEP.matcher(text);
        if (!parts.matches()) {
            throw ApiException.invalid("step", "is a number of seconds, or like 30s, 5m, 1h, 1d");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            case null, default -> Duration.ofSeconds(amount);
        };
    }
}

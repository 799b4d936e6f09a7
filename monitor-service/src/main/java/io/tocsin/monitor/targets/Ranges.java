package io.tocsin.monitor.targets;

import io.tocsin.platform.errors.ApiException;

/** What a number must be before it is kept. */
public final class Ranges {
    private Ranges() {}

    /** @throws ApiException 400 naming the field */
    public static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw ApiException.invalid(field, "must be between %d and %d".formatted(least, most));
        }
    }
}

package io.tocsin.query.paging;

import io.tocsin.platform.errors.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times in queries: RFC 3339, with any offset. */
public final class TimeParameter {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private TimeParameter() {}

    /** @throws ApiException if it is no time */
    public static @Nullable Instant parse(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            // a plus sign that was not escaped arrives as a space
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!time.isBefore(FIRST) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException _) {
            // answered below
        }
        throw ApiException.invalid(name, "is not a time like 2026-01-31T12:00:00.000Z");
    }

    /** The same with a value for where it is left out. */
    public static Instant parse(String name, @Nullable String text, Instant otherwise) {
        Instant time = parse(name, text);
        return time == null ? otherwise : time;
    }
}

package io.tocsin.query.paging;

import io.tocsin.platform.errors.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The last entry of a page, behind which the next one begins.
 *
 * @param time in whole milliseconds
 * @param key tells entries of the same time apart
 */
public record Cursor(Instant time, String key) {

    /** @throws ApiException if it is none of ours */
    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int comma = plain.indexOf(',');
            if (comma > 0) {
                long millis = Long.parseLong(plain, 0, comma, 36);
                if (Math.abs(millis) < (1L << 53)) {
                    return new Cursor(Instant.ofEpochMilli(millis), plain.substring(comma + 1));
                }
            }
        } catch (IllegalArgumentException _) {
            // answered below
        }
        throw ApiException.invalid("cursor", "is not one that a list has answered");
    }

    /** As clients carry it. */
    public String text() {
        String plain = Long.toString(time.toEpochMilli(), 36) + "," + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}

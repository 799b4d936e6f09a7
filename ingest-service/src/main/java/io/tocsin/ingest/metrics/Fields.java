package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads single values of a push strictly: nothing is coerced, nothing is named twice. */
final class Fields {
    private Fields() {}

    /** @return the fields seen so far, this one added; a repeated one is refused */
    static int once(int seen, int bit, String path) {
        if ((seen & bit) != 0) {
            throw ApiException.invalid(path, "appears twice");
        }
        return seen | bit;
    }

    static @Nullable String text(JsonParser parser, JsonToken value, String path) {
        return switch (value) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NULL -> null;
            default -> throw ApiException.invalid(path, "must be a string");
        };
    }

    /** Milliseconds since the epoch: a whole number of them, or an RFC 3339 text ({@link Rfc3339#INVALID} if it is none). */
    static long time(JsonParser parser, JsonToken value, String path) {
        return switch (value) {
            case VALUE_STRING -> Rfc3339.millis(parser.getString());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? Rfc3339.INVALID : parser.getLongValue();
            default -> throw ApiException.invalid(path, "must be an RFC 3339 string or whole milliseconds");
        };
    }

    /** Whether every store takes the text as it is: no control characters, no half of a surrogate pair. */
    static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || ++i == text.length()
                        || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}

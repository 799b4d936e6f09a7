package io.tocsin.ingest.push;

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
}

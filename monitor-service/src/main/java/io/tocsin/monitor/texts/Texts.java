package io.tocsin.monitor.texts;

import io.tocsin.platform.errors.ApiException;

/** What a text must be before it is kept. Lengths count UTF-16 units. */
public final class Texts {
    private Texts() {}

    /**
     * A text of one line, without the blanks around it.
     *
     * @throws ApiException 400 when it is empty, too long, or has control characters
     */
    public static String line(String field, String value, int longest) {
        String line = value.strip();
        if (line.isEmpty() || line.length() > longest) {
            throw ApiException.invalid(field, "must have 1 to %d characters".formatted(longest));
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid(field, "must have no control characters");
        }
        return line;
    }

    /**
     * A text that is kept as it is, line breaks and blanks included.
     *
     * @throws ApiException 400 when it is empty, too long, or has the character U+0000, which no database keeps
     */
    public static String verbatim(String field, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw ApiException.invalid(field, "must have 1 to %d characters".formatted(longest));
        }
        if (value.indexOf(0) >= 0) {
            throw ApiException.invalid(field, "must not have the character U+0000");
        }
        return value;
    }
}

package io.tocsin.auth.texts;

import io.tocsin.platform.errors.ApiException;
import org.jspecify.annotations.Nullable;

/** What a text may be. */
public final class Texts {
    private Texts() {}

    /**
     * One line without surrounding space.
     *
     * @throws ApiException 400 if it is missing, blank, longer than that many characters or not printable
     */
    public static String line(String field, @Nullable String text, int longest) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty() || stripped.length() > longest || !isPrintable(stripped)) {
            throw ApiException.invalid(field, "is text of 1 to " + longest + " characters");
        }
        return stripped;
    }

    /** Whether no control character is in it and no half of a surrogate pair. */
    public static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}

package io.tocsin.auth.oversight;

import io.tocsin.auth.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an operator looks for, as a pattern of LIKE that takes it literally. */
final class SearchText {
    private static final int LONGEST = 200;
    private static final Pattern WILDCARDS = Pattern.compile("[\\\\%_]");

    private SearchText() {}

    /** Null where nothing is looked for. */
    static @Nullable String pattern(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST || !Texts.isPrintable(text)) {
            throw ApiException.invalid("q", "is text of at most " + LONGEST + " characters");
        }
        String literal =
                WILDCARDS.matcher(text.strip()).replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
        return "%" + literal + "%";
    }
}

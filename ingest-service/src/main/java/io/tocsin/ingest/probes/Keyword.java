package io.tocsin.ingest.probes;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a body must hold, or must not.
 *
 * @param text what is looked for as it stands, where there is no pattern
 * @param pattern a regular expression in RE2's syntax: linear in the text, but each character may cost as much as the
 *     expression is large
 * @param absent whether finding it is the failure
 */
public record Keyword(String text, @Nullable Pattern pattern, boolean absent) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    public Keyword {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A keyword has at least one character");
        }
    }

    /** @throws IllegalArgumentException when the text is empty, or is to be a regular expression and is none */
    public static Keyword of(String text, boolean regex, boolean absent) {
        try {
            return new Keyword(text, regex ? Pattern.compile(text) : null, absent);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("The keyword is not a regular expression of RE2's syntax", e);
        }
    }

    /**
     * Null where the body is as it should be, else a sentence.
     *
     * @throws TooSlowException if the expression has not been through with the body after a second
     */
    @Nullable
    String complaint(String body, boolean truncated) {
        boolean found = pattern == null
                ? body.contains(text)
                : pattern.matcher(new TimedText(body, PATIENCE)).find();
        if (found != absent) {
            return null;
        }
        if (absent) {
            return "The keyword is in the answer";
        }
        return truncated
                ? "The keyword is not in the first %d characters of the answer".formatted(body.length())
                : "The keyword is not in the answer";
    }
}

package io.tocsin.monitor.targets;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.monitor.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import java.util.regex.MatchResult;

/**
 * What a keyword monitor looks for in an answer.
 *
 * @param text 1 to 1000 characters
 * @param absent whether it must be absent rather than present
 * @param regex whether it is a regular expression; RE2's kind, whose time is linear in the answer. One that is not through
 *     with an answer after a second leaves the check unknown
 */
public record Phrase(String text, boolean absent, boolean regex) {
    private static final int LONGEST = 1000;
    /** Instructions of a compiled expression: every character of an answer may visit each of them. */
    private static final int LARGEST_PROGRAM = 2000;
    /** RE2 writes repetitions out, nested ones as the product of their counts: refused before it could. */
    private static final int MOST_REPETITIONS = 1000;

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    public Phrase {
        text = Texts.verbatim("keyword", text, LONGEST);
        if (regex) {
            check(text);
        }
    }

    private static void check(String expression) {
        if (repetitions(expression) > MOST_REPETITIONS) {
            throw ApiException.invalid(
                    "keyword", "has counted repetitions that multiply to more than " + MOST_REPETITIONS);
        }
        try {
            if (Pattern.compile(expression).programSize() > LARGEST_PROGRAM) {
                throw ApiException.invalid("keyword", "is too large a regular expression");
            }
        } catch (PatternSyntaxException e) {
            throw ApiException.invalid("keyword", "is not a valid regular expression: " + e.getDescription());
        }
    }

    private static double repetitions(String expression) {
        return REPETITION
                .matcher(expression)
                .results()
                .mapToDouble(Phrase::count)
                .reduce(1, (a, b) -> a * b);
    }

    private static double count(MatchResult repetition) {
        String most = repetition.group(2);
        String counted = most == null || most.isEmpty() ? repetition.group(1) : most;
        return Math.max(1, Integer.parseInt(counted));
    }
}

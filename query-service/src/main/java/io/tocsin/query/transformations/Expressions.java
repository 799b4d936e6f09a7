package io.tocsin.query.transformations;

/** Looks at the text of an expression before it is parsed, for what must not stand outside of texts, names and comments. */
final class Expressions {
    private Expressions() {}

    /**
     * A slash can begin a regular expression, which runs in one step that nothing can interrupt. A placeholder makes a
     * function whose steps are not watched. Joins and positions make a row for each combination of two lists before
     * anything is weighed.
     *
     * @throws IllegalArgumentException with a sentence for the customer
     */
    static void refuseWhatIsUnbounded(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("/*", i)) {
                i = end(text, text.indexOf("*/", i + 2)) + 1;
                continue;
            }
            refuse(c, before);
            if (c == '"' || c == '\'') {
                i = endOfText(text, i);
            } else if (c == '`') {
                i = end(text, text.indexOf('`', i + 1));
            }
            before = Character.isWhitespace(c) ? before : c;
        }
    }

    private static void refuse(char c, char before) {
        switch (c) {
            case '/' ->
                throw new IllegalArgumentException(
                        "must have no / outside of texts: there are no regular expressions here,"
                                + " and dividing by 4 is multiplying by 0.25");
            case '@', '#' ->
                throw new IllegalArgumentException("must have no " + c
                        + " outside of texts: $map(list, function($value, $index) { … }) does what it does");
            case '?' -> {
                if (before == '(' || before == ',') {
                    throw new IllegalArgumentException(
                            "must have no ? as a placeholder: function($x) { … } does what it does");
                }
            }
            default -> {
                // harmless
            }
        }
    }

    private static int endOfText(String text, int begin) {
        int i = begin + 1;
        while (i < text.length() && text.charAt(i) != text.charAt(begin)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int end(String text, int found) {
        return found < 0 ? text.length() : found;
    }
}

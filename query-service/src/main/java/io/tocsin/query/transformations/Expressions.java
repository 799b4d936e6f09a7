package io.tocsin.query.transformations;

/** Looks at the text of an expression before it is parsed. */
final class Expressions {
    private Expressions() {}

    /**
     * Regular expressions run in one step that nothing can interrupt, and a slash can begin one. Slashes in texts,
     * quoted names and comments are harmless.
     *
     * @throws IllegalArgumentException with a sentence for the customer
     */
    static void refuseSlashes(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"', '\'' -> i = endOfText(text, i);
                case '`' -> i = end(text, text.indexOf('`', i + 1));
                case '/' -> {
                    if (!text.startsWith("/*", i)) {
                        throw new IllegalArgumentException(
                                "must have no / outside of texts: there are no regular expressions here,"
                                        + " and dividing by 4 is multiplying by 0.25");
                    }
                    i = end(text, text.indexOf("*/", i + 2)) + 1;
                }
                default -> {
                    // harmless
                }
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

package io.tocsin.platform.tokens;

/**
 * What may stand in a header: assigned characters that do not control anything, and in a value the tab. The same rules as the
 * framework's, which applies a regular expression to every header each time that somebody asks for it.
 */
final class HeaderText {
    private HeaderText() {}

    static boolean isName(String text) {
        return isText(text, false);
    }

    static boolean isValue(String text) {
        return isText(text, true);
    }

    private static boolean isText(String text, boolean tab) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean plain = c >= ' ' && c < 0x7f;
            if (!plain && !(tab && c == '\t') && (Character.isISOControl(c) || !Character.isDefined(c))) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }
}

package io.tocsin.ingest.metrics;

import java.nio.charset.StandardCharsets;

/**
 * Names and label values that were read lately, so that the same text is one object that knows its hash: a sender's next
 * batch says what its last one said. A slot is simply overwritten, without a lock: who loses a race reads the text anew.
 */
public final class Interned {
    private static final int SLOTS = 1 << 14;
    private static final int LONGEST = 64;
    private static final String[] TEXTS = new String[SLOTS];

    private Interned() {}

    public static String of(char[] chars, int from, int length) {
        if (length > LONGEST) {
            return new String(chars, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + chars[i];
        }
        String known = TEXTS[slot(hash)];
        if (known != null && known.length() == length && same(known, chars, from)) {
            return known;
        }
        return remembered(hash, new String(chars, from, length));
    }

    /** The same for UTF-8. */
    public static String of(byte[] octets, int from, int length) {
        if (length > LONGEST) {
            return new String(octets, from, length, StandardCharsets.UTF_8);
        }
        int hash = 0;
        int all = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + octets[i];
            all |= octets[i];
        }
        if (all < 0) {
            return new String(octets, from, length, StandardCharsets.UTF_8);
        }
        String known = TEXTS[slot(hash)];
        if (known != null && known.length() == length && same(known, octets, from)) {
            return known;
        }
        return remembered(hash, new String(octets, from, length, StandardCharsets.ISO_8859_1));
    }

    private static String remembered(int hash, String text) {
        TEXTS[slot(hash)] = text;
        return text;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 14) & SLOTS - 1;
    }

    private static boolean same(String text, char[] chars, int from) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(String text, byte[] octets, int from) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != octets[from + i]) {
                return false;
            }
        }
        return true;
    }
}

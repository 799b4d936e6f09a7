package io.tocsin.schemas;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import java.util.regex.Pattern;

/** Public identifiers: a prefix that names the kind, an underscore, a UUIDv7 (RFC 9562) as 32 hexadecimal digits. */
public final class Ids {
    private static final Pattern SHAPE = Pattern.compile("[a-z]{3}_[0-9a-f]{32}");

    private Ids() {}

    /**
     * A new identifier; later ones sort after earlier ones.
     *
     * @param prefix three lower-case letters, e.g. {@code mon}
     */
    public static String next(String prefix) {
        return text(prefix, UuidCreator.getTimeOrderedEpoch());
    }

    /** Of the same shape, for what there are thousands a second of and nobody gains anything by guessing. */
    public static String guessable(String prefix) {
        return text(prefix, UuidCreator.getTimeOrderedEpochFast());
    }

    /** Whether the text has the shape of an identifier of that kind; says nothing of its existence. */
    public static boolean isOf(String prefix, String text) {
        return text.startsWith(prefix + "_") && SHAPE.matcher(text).matches();
    }

    private static String text(String prefix, UUID uuid) {
        return prefix + "_" + uuid.toString().replace("-", "");
    }
}

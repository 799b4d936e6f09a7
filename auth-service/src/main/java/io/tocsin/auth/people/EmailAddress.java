package io.tocsin.auth.people;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An e-mail address in the form that it is kept and compared in: lower case. */
public record EmailAddress(String value) {
    private static final int LONGEST = 254;
    private static final Pattern SHAPE = Pattern.compile(
            "(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+.-]{0,63}[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\\.)+[A-Za-z]{2,63}");

    public EmailAddress {
        if (value.length() > LONGEST || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an e-mail address");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /** Null where the text is no address. */
    public static @Nullable EmailAddress parse(String text) {
        try {
            return new EmailAddress(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}

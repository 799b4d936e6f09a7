package io.tocsin.auth.people;

import io.tocsin.platform.errors.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of itself when signing up.
 *
 * @param name up to 200 characters, none of them a control character
 * @param image address of a picture; null for none
 */
public record NewPerson(
        String name, EmailAddress email, @Nullable String image) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_IMAGE = 2000;

    public NewPerson {
        checkName(name);
        checkImage(image);
    }

    static void checkImage(@Nullable String image) {
        if (image != null && (image.length() > LONGEST_IMAGE || hasControls(image))) {
            throw ApiException.invalid("image", "is an address of at most 2000 characters");
        }
    }

    static void checkName(String name) {
        if (name.length() > LONGEST_NAME || hasControls(name)) {
            throw ApiException.invalid("name", "is text of at most 200 characters");
        }
    }

    private static boolean hasControls(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}

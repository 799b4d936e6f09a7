package io.tocsin.monitor.paging;

import io.tocsin.platform.errors.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins: after the item with that id. Clients get it as a text that says nothing, so that the order may
 * change.
 *
 * @param id empty at the beginning of the list
 */
public record Cursor(String id) {
    private static final int LONGEST = 100;

    static Cursor after(String id) {
        return new Cursor(id);
    }

    /** @throws ApiException 400 when it is not one of ours */
    public static Cursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new Cursor("");
        }
        try {
            String id = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (id.length() <= LONGEST && id.matches("[a-z0-9_]+")) {
                return new Cursor(id);
            }
        } catch (IllegalArgumentException e) {
            throw refusal();
        }
        throw refusal();
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.US_ASCII));
    }

    private static ApiException refusal() {
        return ApiException.invalid("cursor", "is not one that a list has answered");
    }
}

package io.tocsin.monitor.idempotency;

import io.tocsin.platform.errors.ApiException;
import java.util.regex.Pattern;

/**
 * What an account calls one request of its own (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param text 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(String accountId, String text) {
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public IdempotencyKey {
        if (!SHAPE.matcher(text).matches()) {
            throw ApiException.invalid("Idempotency-Key", "must have 1 to 255 printable characters without blanks");
        }
    }

    /** What the answer is encrypted for. */
    String context() {
        return "repetition.answer " + accountId + " " + text;
    }
}

package io.tocsin.platform.encryption;

import org.jspecify.annotations.Nullable;

/** A stored value that no key opens: it was changed, moved to another place, or its key is gone. */
public final class UnreadableFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFieldException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.tocsin.auth.people;

import io.tocsin.platform.errors.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person may do in the account. */
public enum Role {
    OWNER,
    ADMIN,
    VIEWER;

    /** @throws ApiException 400 if it is none */
    public static Role of(@Nullable String name) {
        return switch (name) {
            case "owner" -> OWNER;
            case "admin" -> ADMIN;
            case "viewer" -> VIEWER;
            case null, default -> throw ApiException.invalid("role", "is owner, admin or viewer");
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.tocsin.auth.people;

import java.util.Locale;

/** What a person may do in the account. */
public enum Role {
    OWNER,
    ADMIN,
    VIEWER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

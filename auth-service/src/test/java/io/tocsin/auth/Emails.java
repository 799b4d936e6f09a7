package io.tocsin.auth;

import java.util.UUID;

/** Addresses that nobody has used before. */
public final class Emails {
    private Emails() {}

    public static String next() {
        return "ada-" + UUID.randomUUID() + "@example.org";
    }
}

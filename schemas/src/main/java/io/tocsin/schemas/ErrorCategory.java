package io.tocsin.schemas;

import java.util.Locale;

/** Kinds of errors that clients may tell apart. */
public enum ErrorCategory {
    VALIDATION,
    AUTHENTICATION,
    AUTHORIZATION,
    NOT_FOUND,
    CONFLICT,
    RATE_LIMIT,
    SERVER,
    SERVICE_UNAVAILABLE;

    /** The name as it stands in answers: lower case with underscores. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.tocsin.local.services;

import java.util.Locale;

/** The services, in the order in which the product's ports count them. */
public enum Service {
    GATEWAY("gateway"),
    AUTH("auth-service"),
    MONITOR("monitor-service"),
    INGEST("ingest-service"),
    QUERY("query-service");

    private static final int FIRST_PORT = 8080;
    private static final int FIRST_MANAGEMENT_PORT = 9080;

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /** Its folder in the repository, and its jar's name. */
    public String module() {
        return module;
    }

    /** Its name in messages, topics and the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether every sample or every request goes through it. */
    boolean isBusy() {
        return this == GATEWAY || this == INGEST || this == QUERY;
    }

    int port() {
        return FIRST_PORT + ordinal();
    }

    int managementPort() {
        return FIRST_MANAGEMENT_PORT + ordinal();
    }
}

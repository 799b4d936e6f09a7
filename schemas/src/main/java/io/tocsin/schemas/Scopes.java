package io.tocsin.schemas;

import java.util.List;

/** What an OAuth client may be allowed. */
public final class Scopes {
    /** Read monitors, checks, incidents, servers and metrics. */
    public static final String MONITORS_READ = "monitors:read";
    /** Pause, resume and check monitors. */
    public static final String MONITORS_WRITE = "monitors:write";
    /** Send metrics. */
    public static final String METRICS_WRITE = "metrics:write";
    /** Manage webhook endpoints. */
    public static final String WEBHOOKS_WRITE = "webhooks:write";

    private static final List<String> ALL = List.of(MONITORS_READ, MONITORS_WRITE, METRICS_WRITE, WEBHOOKS_WRITE);

    private Scopes() {}

    public static List<String> all() {
        return ALL;
    }
}

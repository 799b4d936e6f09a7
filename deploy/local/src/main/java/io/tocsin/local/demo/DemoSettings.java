package io.tocsin.local.demo;

import java.util.HashMap;
import java.util.Map;

/** What the product needs to be told for a demo. */
public final class DemoSettings {

    /** Short intervals show incidents soon, and the targets stand on this machine. */
    private static final Map<String, String> DEFAULTS =
            Map.of("DEFAULT_TIER", "enterprise", "EGRESS_ALLOWED_RANGES", "127.0.0.0/8,::1/128");

    private DemoSettings() {}

    /** What somebody has set stays as it is. */
    public static Map<String, String> addedTo(Map<String, String> environment) {
        var all = new HashMap<>(DEFAULTS);
        all.putAll(environment);
        return all;
    }
}

package io.tocsin.local.processes;

import java.util.Map;
import java.util.Set;

/**
 * What children see of our own environment: all of it except what is meant for one of them alone, which each is given
 * by name.
 */
final class Inherited {

    private static final Set<String> FOR_ONE_ALONE = Set.of(
            "BETTER_AUTH_SECRET",
            "DATABASE_OWNER_URL",
            "DATABASE_URL",
            "ENCRYPTION_KEY",
            "FORWARDED_KEY",
            "MANAGEMENT_PORT",
            "PORT");

    private Inherited() {}

    /** Takes what a new process would be given by default down to that. */
    static void limit(Map<String, String> environment) {
        environment.keySet().removeAll(FOR_ONE_ALONE);
    }
}

package io.tocsin.gateway.health;

import java.util.Locale;
import java.util.Set;

/** What the product owes its users, and the services that it takes. */
enum Duty {
    SIGNING_IN("auth"),
    STORING("ingest", "query"),
    CHECKING("monitor", "ingest", "query");

    private final Set<String> services;

    Duty(String... services) {
        this.services = Set.of(services);
    }

    Set<String> services() {
        return services;
    }

    /** As it stands in answers. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

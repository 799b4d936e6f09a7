package io.tocsin.monitor.collectors;

import io.tocsin.platform.errors.ApiException;

/**
 * What somebody says of a collector that is to be registered.
 *
 * @param name 1 to 200 characters
 * @param hostname the host that it runs on, 1 to 253 characters
 */
record NewCollector(String name, String hostname) {
    NewCollector {
        name = name.strip();
        hostname = hostname.strip();
        check("name", name, 200);
        check("hostname", hostname, 253);
    }

    private static void check(String field, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw ApiException.invalid(field, "must have 1 to %d characters".formatted(longest));
        }
    }
}

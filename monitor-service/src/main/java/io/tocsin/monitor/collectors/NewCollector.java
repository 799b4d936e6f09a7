package io.tocsin.monitor.collectors;

import io.tocsin.monitor.texts.Texts;

/**
 * What somebody says of a collector that is to be registered.
 *
 * @param name 1 to 200 characters
 * @param hostname the host that it runs on, 1 to 253 characters
 */
record NewCollector(String name, String hostname) {
    NewCollector {
        name = Texts.line("name", name, 200);
        hostname = Texts.line("hostname", hostname, 253);
    }
}

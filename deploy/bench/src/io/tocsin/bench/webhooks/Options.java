package io.tocsin.bench.webhooks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code --name value} pairs. */
record Options(Map<String, String> given) {
    /** Null where help is wanted. */
    static Options of(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || !arguments[i].startsWith("--")) {
                return null;
            }
            given.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return new Options(given);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }

    int offset() {
        return number("port-offset", 0);
    }

    Path home() {
        return Path.of(given.getOrDefault("home", System.getProperty("tocsin.repository") + "/var"));
    }
}

package io.tocsin.bench.checks;

import java.util.Map;
import java.util.stream.Collectors;

class Json {
    static String of(Map<String, Object> figures) {
        return figures.entrySet().stream()
                .map(entry -> "\"%s\": %s"
                        .formatted(
                                entry.getKey(),
                                entry.getValue() instanceof String text ? '"' + text + '"' : entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}

package io.tocsin.query.webhooks;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A condition over a payload: {@code data.friendly_name = "Shop" and not (data.reason contains "timeout")}. A part of
 * JSONata's conditions with the same meaning, small enough to be decided inside the transaction that made the event:
 * it takes time in proportion to its length, which is bounded.
 */
sealed interface Filter {
    /** The longest text of a filter. */
    int LONGEST = 1000;

    boolean accepts(JsonNode payload);

    /** @throws IllegalArgumentException with a sentence for the customer */
    static Filter parse(String text) {
        return new FilterParser(text).whole();
    }

    /** How a field is compared. */
    enum Comparison {
        EQUAL("="),
        DIFFERENT("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">="),
        IN("in"),
        CONTAINS("contains");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    record And(List<Filter> parts) implements Filter {
        @Override
        public boolean accepts(JsonNode payload) {
            return parts.stream().allMatch(part -> part.accepts(payload));
        }
    }

    record Or(List<Filter> parts) implements Filter {
        @Override
        public boolean accepts(JsonNode payload) {
            return parts.stream().anyMatch(part -> part.accepts(payload));
        }
    }

    record Not(Filter part) implements Filter {
        @Override
        public boolean accepts(JsonNode payload) {
            return !part.accepts(payload);
        }
    }

    /** A field that is there, and neither null nor false nor empty. */
    record Truth(List<String> path) implements Filter {
        @Override
        public boolean accepts(JsonNode payload) {
            JsonNode value = at(payload, path);
            return value.isNumber()
                    ? value.doubleValue() != 0
                    : value.asBoolean(!value.asString("").isEmpty());
        }
    }

    record Compared(List<String> path, Comparison comparison, JsonNode with) implements Filter {
        @Override
        public boolean accepts(JsonNode payload) {
            JsonNode value = at(payload, path);
            return switch (comparison) {
                case EQUAL -> same(value, with);
                case DIFFERENT -> !same(value, with);
                case LESS -> comparable(value) && compare(value) < 0;
                case AT_MOST -> comparable(value) && compare(value) <= 0;
                case MORE -> comparable(value) && compare(value) > 0;
                case AT_LEAST -> comparable(value) && compare(value) >= 0;
                case IN -> elements(with).anyMatch(element -> same(value, element));
                case CONTAINS ->
                    value.isArray()
                            ? elements(value).anyMatch(element -> same(element, with))
                            : value.isString() && value.stringValue().contains(with.asString(""));
            };
        }

        private boolean comparable(JsonNode value) {
            return value.isNumber() && with.isNumber() || value.isString() && with.isString();
        }

        private int compare(JsonNode value) {
            return value.isNumber()
                    ? Double.compare(value.doubleValue(), with.doubleValue())
                    : value.stringValue().compareTo(with.stringValue());
        }

        private static boolean same(JsonNode a, JsonNode b) {
            return a.isNumber() && b.isNumber() ? a.doubleValue() == b.doubleValue() : a.equals(b);
        }

        private static Stream<JsonNode> elements(JsonNode list) {
            return list.isArray() ? list.valueStream() : Stream.of(list);
        }
    }

    private static JsonNode at(JsonNode payload, List<String> path) {
        JsonNode node = payload;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }
}

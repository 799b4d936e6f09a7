package io.tocsin.ingest.push;

import io.tocsin.ingest.metrics.Interned;
import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.metrics.Samples;
import io.tocsin.ingest.metrics.SeriesBuilder;
import io.tocsin.platform.errors.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one item of {@code metrics} after the other into columns. */
final class ItemParser {
    private static final int LONGEST_NAME = 200;

    private final JsonParser parser;
    private final Samples samples;
    private final Refusals refusals;
    private final SeriesBuilder series = new SeriesBuilder();
    private boolean timeless;

    ItemParser(JsonParser parser, Samples samples, Refusals refusals) {
        this.parser = parser;
        this.samples = samples;
        this.refusals = refusals;
    }

    void parse(int index) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw ApiException.invalid(path(index, null), "must be an object");
        }
        series.named("");
        String metric = null;
        long time = Samples.NO_TIME;
        double measured = 0;
        int seen = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "name" -> {
                    seen = once(seen, 1, index, name);
                    metric = text(value, index, name);
                }
                case "value" -> {
                    seen = once(seen, 2, index, name);
                    measured = number(value, index);
                }
                case "labels" -> {
                    seen = once(seen, 4, index, name);
                    labels(value, index);
                }
                case "timestamp" -> {
                    seen = once(seen, 8, index, name);
                    time = time(value, index);
                }
                default -> throw ApiException.invalid(path(index, name), "is not a known field");
            }
        }
        if (metric == null || (seen & 2) == 0) {
            throw ApiException.invalid(path(index, metric == null ? "name" : "value"), "is missing");
        }
        if (!named(metric, true)) {
            series.refuse("name must match [a-zA-Z_:][a-zA-Z0-9_:.]* and have at most 200 characters");
        }
        series.name(metric);
        timeless |= time == Samples.NO_TIME;
        String refusal = series.refusal();
        if (refusal == null) {
            samples.add(index, series.build(), time, measured);
        } else {
            refusals.add(index, refusal);
        }
    }

    /** Whether an item so far named no time. */
    boolean timeless() {
        return timeless;
    }

    private double number(JsonToken value, int index) {
        if (value != JsonToken.VALUE_NUMBER_FLOAT && value != JsonToken.VALUE_NUMBER_INT) {
            throw ApiException.invalid(path(index, "value"), "must be a number");
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            series.refuse("value is larger than a double");
        }
        return number;
    }

    private long time(JsonToken value, int index) {
        if (value == JsonToken.VALUE_NULL) {
            return Samples.NO_TIME;
        }
        long millis = Fields.time(parser, value, path(index, "timestamp"));
        if (millis == Rfc3339.INVALID) {
            series.refuse("timestamp is no RFC 3339 time");
        }
        return millis;
    }

    private void labels(JsonToken value, int index) {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (value != JsonToken.START_OBJECT) {
            throw ApiException.invalid(path(index, "labels"), "must be an object");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw ApiException.invalid(path(index, "labels"), "must hold strings only");
            }
            String text = text();
            if (!named(name, false)) {
                series.refuse("a label's name must match [a-zA-Z_][a-zA-Z0-9_.]* and have at most 200 characters");
            } else if (series.has(name)) {
                throw ApiException.invalid(path(index, "labels"), "names a label twice");
            } else {
                series.label(name, text);
            }
        }
    }

    private String text(JsonToken value, int index, String field) {
        if (value != JsonToken.VALUE_STRING) {
            throw ApiException.invalid(path(index, field), "must be a string");
        }
        return text();
    }

    private String text() {
        return Interned.of(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    private static int once(int seen, int bit, int index, String field) {
        return (seen & bit) == 0 ? seen | bit : Fields.once(seen, bit, path(index, field));
    }

    private static boolean named(String name, boolean metric) {
        int length = name.length();
        if (length == 0 || length > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            boolean always = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (metric && c == ':');
            boolean later = (c >= '0' && c <= '9') || c == '.';
            if (!always && !(later && i > 0)) {
                return false;
            }
        }
        return true;
    }

    private static String path(int index, @Nullable String field) {
        return "metrics[" + index + "]" + (field == null ? "" : "." + field);
    }
}

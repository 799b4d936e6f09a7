package io.tocsin.ingest.otlp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of opentelemetry-proto's metrics by their names in JSON: what they are in protobuf.
 *
 * @param number field number
 * @param kind how the value is written
 * @param message what it consists of; null unless it is a message
 */
record JsonField(int number, Kind kind, @Nullable Map<String, JsonField> message) {
    /** How a value stands on the wire. */
    enum Kind {
        TEXT,
        /** Base64. */
        OCTETS,
        BOOL,
        VARINT,
        ZIGZAG,
        FIXED64,
        DOUBLE,
        MESSAGE
    }

    /** ExportMetricsServiceRequest. */
    static final Map<String, JsonField> REQUEST = request();

    private static Map<String, JsonField> request() {
        Map<String, JsonField> any = new HashMap<>();
        Map<String, JsonField> pair = Map.of("key", of(1, Kind.TEXT), "value", new JsonField(2, Kind.MESSAGE, any));
        any.put("stringValue", of(1, Kind.TEXT));
        any.put("boolValue", of(2, Kind.BOOL));
        any.put("intValue", of(3, Kind.VARINT));
        any.put("doubleValue", of(4, Kind.DOUBLE));
        any.put("arrayValue", message(5, Map.of("values", new JsonField(1, Kind.MESSAGE, any))));
        any.put("kvlistValue", message(6, Map.of("values", message(1, pair))));
        any.put("bytesValue", of(7, Kind.OCTETS));
        Map<String, JsonField> metric = Map.of(
                "name", of(1, Kind.TEXT),
                "gauge", message(5, Map.of("dataPoints", message(1, number(pair)))),
                "sum", message(7, cumulative(number(pair))),
                "histogram", message(9, cumulative(histogram(pair))),
                "exponentialHistogram", message(10, cumulative(exponential(pair))),
                "summary", message(11, Map.of("dataPoints", message(1, summary(pair)))));
        Map<String, JsonField> scope =
                Map.of("scope", message(1, Map.of("name", of(1, Kind.TEXT))), "metrics", message(2, metric));
        Map<String, JsonField> resource = Map.of(
                "resource", message(1, Map.of("attributes", message(1, pair))), "scopeMetrics", message(2, scope));
        return Map.of("resourceMetrics", message(1, resource));
    }

    private static Map<String, JsonField> cumulative(Map<String, JsonField> point) {
        return Map.of("dataPoints", message(1, point), "aggregationTemporality", of(2, Kind.VARINT));
    }

    private static Map<String, JsonField> number(Map<String, JsonField> pair) {
        return Map.of(
                "timeUnixNano", of(3, Kind.FIXED64),
                "asDouble", of(4, Kind.DOUBLE),
                "asInt", of(6, Kind.FIXED64),
                "attributes", message(7, pair),
                "flags", of(8, Kind.VARINT));
    }

    private static Map<String, JsonField> histogram(Map<String, JsonField> pair) {
        return Map.of(
                "timeUnixNano", of(3, Kind.FIXED64),
                "count", of(4, Kind.FIXED64),
                "sum", of(5, Kind.DOUBLE),
                "bucketCounts", of(6, Kind.FIXED64),
                "explicitBounds", of(7, Kind.DOUBLE),
                "attributes", message(9, pair),
                "flags", of(10, Kind.VARINT),
                "min", of(11, Kind.DOUBLE),
                "max", of(12, Kind.DOUBLE));
    }

    private static Map<String, JsonField> exponential(Map<String, JsonField> pair) {
        Map<String, JsonField> buckets = Map.of("offset", of(1, Kind.ZIGZAG), "bucketCounts", of(2, Kind.VARINT));
        Map<String, JsonField> point = new HashMap<>(Map.of(
                "attributes", message(1, pair),
                "timeUnixNano", of(3, Kind.FIXED64),
                "count", of(4, Kind.FIXED64),
                "sum", of(5, Kind.DOUBLE),
                "scale", of(6, Kind.ZIGZAG),
                "zeroCount", of(7, Kind.FIXED64),
                "positive", message(8, buckets),
                "negative", message(9, buckets),
                "flags", of(10, Kind.VARINT),
                "min", of(12, Kind.DOUBLE)));
        point.put("max", of(13, Kind.DOUBLE));
        point.put("zeroThreshold", of(14, Kind.DOUBLE));
        return point;
    }

    private static Map<String, JsonField> summary(Map<String, JsonField> pair) {
        return Map.of(
                "timeUnixNano", of(3, Kind.FIXED64),
                "count", of(4, Kind.FIXED64),
                "sum", of(5, Kind.DOUBLE),
                "quantileValues", message(6, Map.of("quantile", of(1, Kind.DOUBLE), "value", of(2, Kind.DOUBLE))),
                "attributes", message(7, pair),
                "flags", of(8, Kind.VARINT));
    }

    private static JsonField of(int number, Kind kind) {
        return new JsonField(number, kind, null);
    }

    private static JsonField message(int number, Map<String, JsonField> fields) {
        return new JsonField(number, Kind.MESSAGE, fields);
    }
}

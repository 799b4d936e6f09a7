package io.tocsin.ingest.collectd;

import io.tocsin.ingest.metrics.Delivery;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.Parcels;
import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.metrics.Samples;
import io.tocsin.ingest.metrics.SeriesBuilder;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.JsonErrors;
import io.tocsin.schemas.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what collectd's write_http sends: an array of value lists. A data source becomes the series {@code plugin.type}, or
 * {@code plugin.type.source} unless it is called {@code value}, with the labels {@code plugin_instance} and
 * {@code type_instance}; the host is the server. A value that collectd does not know is {@code null} there, and no sample.
 */
final class ValueLists {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(65_536)
                    .maxNameLength(1024)
                    .maxTokenCount(500_000)
                    .build())
            .build();

    private static final double MILLIS = 1000;
    private static final int MOST_SOURCES = 1000;

    private final JsonParser parser;
    private final String otherwise;
    private final Parcels parcels;
    private final Refusals refusals = new Refusals();
    private final SeriesBuilder series = new SeriesBuilder();
    private final List<Double> values = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private int items;

    private ValueLists(JsonParser parser, String otherwise, IntConsumer room) {
        this.parser = parser;
        this.otherwise = otherwise;
        this.parcels = new Parcels(room);
    }

    /**
     * @param room as for {@link Parcels}
     * @throws ApiException VALIDATION_001, _002, _003 or _005; what the stream itself throws passes through
     */
    static Delivery read(InputStream body, Origin origin, IntConsumer room) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new ValueLists(parser, origin.instance(), room).lists();
        } catch (JacksonIOException e) {
            if (e.getCause() instanceof ZipException || e.getCause() instanceof EOFException) {
                throw new ApiException(ErrorCode.VALIDATION_005);
            }
            throw e.getCause();
        } catch (JacksonException e) {
            throw JsonErrors.explain(e);
        }
    }

    private Delivery lists() {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new ApiException(ErrorCode.VALIDATION_001, "The body is a JSON array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list();
        }
        if (parser.nextToken() != null) {
            throw new ApiException(ErrorCode.VALIDATION_002, "Something follows the JSON array");
        }
        return new Delivery("collectd", null, parcels.all(), refusals, items, null);
    }

    private void list() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new ApiException(ErrorCode.VALIDATION_001, "An item is a JSON object");
        }
        values.clear();
        sources.clear();
        double time = Double.NaN;
        String host = "";
        String plugin = "";
        String pluginInstance = "";
        String type = "";
        String typeInstance = "";
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "values" -> values();
                case "dsnames" -> sources();
                case "time" -> time = number();
                case "host" -> host = text();
                case "plugin" -> plugin = text();
                case "plugin_instance" -> pluginInstance = text();
                case "type" -> type = text();
                case "type_instance" -> typeInstance = text();
                default -> parser.skipChildren();
            }
        }
        if (values.size() != sources.size() || Double.isNaN(time) || plugin.isEmpty() || type.isEmpty()) {
            throw new ApiException(
                    ErrorCode.VALIDATION_001,
                    "An item needs time, plugin, type, and as many values as dsnames (StoreRates and Format \"JSON\")");
        }
        Samples samples = parcels.of(host, otherwise);
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (!Double.isNaN(value)) {
                String source = sources.get(i);
                series.named(plugin + '.' + type + (source.equals("value") ? "" : '.' + source))
                        .label("plugin_instance", pluginInstance)
                        .label("type_instance", typeInstance);
                add(samples, Math.round(time * MILLIS), value);
            }
        }
    }

    private void add(Samples samples, long time, double value) {
        String refusal = Double.isInfinite(value) ? "value is larger than a double" : series.refusal();
        if (refusal == null) {
            samples.add(items++, series.build(), time, value);
        } else {
            refusals.add(items++, refusal);
        }
    }

    private void values() {
        expectArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(parser.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : number());
            refuseTooMany(values);
        }
    }

    private void sources() {
        expectArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            sources.add(text());
            refuseTooMany(sources);
        }
    }

    private static void refuseTooMany(List<?> list) {
        if (list.size() > MOST_SOURCES) {
            throw new ApiException(ErrorCode.VALIDATION_001, "An item has %d values at most".formatted(MOST_SOURCES));
        }
    }

    private void expectArray() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("an array");
        }
    }

    private String text() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("a string");
        }
        return parser.getString();
    }

    private double number() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrong("a number");
        }
        return parser.getDoubleValue();
    }

    private ApiException wrong(String wanted) {
        return ApiException.invalid(parser.streamReadContext().pathAsPointer().toString(), "must be " + wanted);
    }
}

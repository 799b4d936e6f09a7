package io.tocsin.platform.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads numbers that are numbers: {@code "NaN"} and {@code 1e999} would otherwise become doubles (RFC 8259 has neither). */
final class FiniteNumbers extends StdDeserializer<Double> {
    static final FiniteNumbers BOXED = new FiniteNumbers(Double.class);
    static final FiniteNumbers PRIMITIVE = new FiniteNumbers(double.class);

    private FiniteNumbers(Class<Double> type) {
        super(type);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            return (Double) context.handleUnexpectedToken(getValueType(context), parser);
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            return (Double) context.handleWeirdNumberValue(handledType(), value, "not a finite number");
        }
        return value;
    }
}

package io.tocsin.platform.json;

import java.time.Instant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Adds to Boot's mapper what properties can't say. Naming, strictness and the bounds of input (depth, lengths, number
 * of tokens, duplicate keys) stand in the platform's defaults.
 */
@AutoConfiguration
public class JsonAutoConfiguration {
    /** A number is no text; Boot's switch for scalars covers every other direction. */
    @Bean
    JsonMapperBuilderCustomizer textsAreTexts() {
        return mapper -> mapper.withCoercionConfig(LogicalType.Textual, texts -> {
            texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
    }

    @Bean
    JacksonModule exactValues() {
        return new SimpleModule("tocsin")
                .addSerializer(Instant.class, new MillisecondInstants())
                .addDeserializer(Double.class, FiniteNumbers.BOXED)
                .addDeserializer(double.class, FiniteNumbers.PRIMITIVE);
    }
}

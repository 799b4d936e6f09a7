package io.tocsin.platform.json;

import java.time.Instant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/**
 * Adds to Boot's mapper what properties can't say. Naming, strictness and the bounds of input (depth, lengths, number
 * of tokens, duplicate keys) stand in the platform's defaults.
 */
@AutoConfiguration
public class JsonAutoConfiguration {
    @Bean
    JacksonModule exactValues() {
        return new SimpleModule("tocsin")
                .addSerializer(Instant.class, new MillisecondInstants())
                .addDeserializer(Double.class, FiniteNumbers.BOXED)
                .addDeserializer(double.class, FiniteNumbers.PRIMITIVE);
    }
}

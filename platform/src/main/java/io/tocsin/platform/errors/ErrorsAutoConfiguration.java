package io.tocsin.platform.errors;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Renders errors in one shape, in place of the framework's own pages. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@Import({ErrorHandler.class, ErrorPage.class})
public class ErrorsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ErrorWriter errorWriter(JsonMapper json) {
        return new ErrorWriter(json);
    }
}

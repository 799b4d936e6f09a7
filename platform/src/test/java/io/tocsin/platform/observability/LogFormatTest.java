package io.tocsin.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class LogFormatTest {
    @AfterEach
    void forgetTheFormat() {
        System.clearProperty(LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName());
        LoggingSystem.get(getClass().getClassLoader()).cleanUp();
        MDC.clear();
    }

    @ParameterizedTest
    @CsvSource({"json, ecs", "JSON, ecs", "text, "})
    void obeysLogFormat(String format, String structured) {
        MockEnvironment environment = new MockEnvironment().withProperty("LOG_FORMAT", format);

        new LogFormat().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty(LogFormat.PROPERTY)).isEqualTo(structured);
    }

    @Test
    void refusesAFormatThatIsNone() {
        MockEnvironment environment = new MockEnvironment().withProperty("LOG_FORMAT", "xml");

        assertThatThrownBy(() -> new LogFormat().postProcessEnvironment(environment, new SpringApplication()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("LOG_FORMAT is json or text, not xml");
    }

    @Test
    void writesOneObjectALine(CapturedOutput output) {
        try (ConfigurableApplicationContext _ = new SpringApplicationBuilder(Object.class)
                .web(WebApplicationType.NONE)
                .properties("LOG_FORMAT=json", "spring.application.name=platform")
                .run()) {
            MDC.put("correlation_id", "req_1");
            LoggerFactory.getLogger("io.tocsin.access")
                    .atInfo()
                    .addKeyValue("status", 200)
                    .log("two\nlines\u0007");
        }

        JsonNode line = output.getOut()
                .lines()
                .filter(text -> text.contains("req_1"))
                .map(text -> JsonMapper.shared().readTree(text))
                .findFirst()
                .orElseThrow();
        assertThat(line.path("message").asString()).isEqualTo("two\nlines\u0007");
        assertThat(line.path("correlation_id").asString()).isEqualTo("req_1");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("log").path("logger").asString()).isEqualTo("io.tocsin.access");
        assertThat(line.path("service").path("name").asString()).isEqualTo("platform");
    }
}

package io.tocsin.platform.observability;

import io.tocsin.platform.settings.SettingsException;
import java.io.Console;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Logs are JSON (Elastic Common Schema), one object a line, except on a terminal, where people read them. {@code
 * LOG_FORMAT=json} or {@code text} decides otherwise.
 */
public final class LogFormat implements EnvironmentPostProcessor, Ordered {
    static final String PROPERTY = "logging.structured.format.console";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (isJson(environment.getProperty("LOG_FORMAT", ""))) {
            environment.getPropertySources().addLast(new MapPropertySource("log format", Map.of(PROPERTY, "ecs")));
        }
    }

    private static boolean isJson(String format) {
        return switch (format.strip().toLowerCase(Locale.ROOT)) {
            case "json" -> true;
            case "text" -> false;
            case "" -> !onTerminal();
            default -> throw new SettingsException("LOG_FORMAT is json or text, not " + format);
        };
    }

    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}

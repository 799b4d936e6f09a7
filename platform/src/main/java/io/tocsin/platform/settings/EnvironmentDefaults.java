package io.tocsin.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Layers the settings of a service: defaults of the platform, then the service's own, then the JSON file that {@code
 * CONFIG_FILE} names, then the environment. {@code DATABASE_URL} and {@code DATABASE_OWNER_URL} are taken apart.
 */
public final class EnvironmentDefaults implements EnvironmentPostProcessor, Ordered {
    private static final String DEFAULTS = "io/tocsin/platform/defaults.properties";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        addConfigFile(environment.getProperty("CONFIG_FILE"), sources);
        addDatabase(environment, sources);
        try {
            sources.addLast(new ResourcePropertySource("tocsin defaults", new ClassPathResource(DEFAULTS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addConfigFile(@Nullable String file, MutablePropertySources sources) {
        if (file == null || file.isBlank()) {
            return;
        }
        FileSystemResource resource = new FileSystemResource(file);
        if (!resource.exists()) {
            throw new SettingsException("CONFIG_FILE names %s, which does not exist".formatted(file));
        }
        try {
            // every JSON document is a YAML document
            List<PropertySource<?>> loaded = new YamlPropertySourceLoader().load("CONFIG_FILE", resource);
            loaded.forEach(
                    source -> sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, source));
        } catch (IOException | RuntimeException e) {
            throw new SettingsException("CONFIG_FILE %s is not readable JSON: %s".formatted(file, e.getMessage()));
        }
    }

    private static void addDatabase(ConfigurableEnvironment environment, MutablePropertySources sources) {
        String url = environment.getProperty("DATABASE_URL");
        if (url == null || url.isBlank()) {
            return;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        DatabaseUrl runtime = DatabaseUrl.parse("DATABASE_URL", url).withDeadlines();
        properties.put("spring.datasource.url", runtime.jdbcUrl());
        properties.put("spring.datasource.username", runtime.user());
        properties.put("spring.datasource.password", runtime.password());
        String ownerUrl = environment.getProperty("DATABASE_OWNER_URL", url);
        DatabaseUrl owner = DatabaseUrl.parse("DATABASE_OWNER_URL", ownerUrl.isBlank() ? url : ownerUrl);
        properties.put("spring.flyway.url", owner.jdbcUrl());
        properties.put("spring.flyway.user", owner.user());
        properties.put("spring.flyway.password", owner.password());
        sources.addAfter(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new MapPropertySource("database", properties));
    }
}

package io.tocsin.platform.testing;

import io.tocsin.local.postgres.ServiceDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/** Points a service at the test infrastructure. */
public final class InfrastructureInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** A key that protects nothing. */
    private static final String ENCRYPTION_KEY = "dGVzdHMgZW5jcnlwdCB3aXRoIHRoaXMga2V5IC4uLi4=";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("spring.kafka.bootstrap-servers", Infrastructure.kafka());
        settings.put("SCHEMA_REGISTRY_URL", Infrastructure.schemaRegistry());
        settings.put("tocsin.tokens.jwks-uri", TestTokens.jwksUri());
        settings.put("tocsin.encryption.key", ENCRYPTION_KEY);
        settings.put("management.server.port", "0");
        if (hasDatabase()) {
            addDatabase(settings, environment.getRequiredProperty("spring.application.name"));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("test infrastructure", settings));
    }

    private static void addDatabase(Map<String, Object> settings, String service) {
        ServiceDatabase database = Infrastructure.databaseOf(service);
        settings.put("spring.datasource.url", database.runtime().jdbc() + "?reWriteBatchedInserts=true");
        settings.put("spring.datasource.username", database.runtime().user());
        settings.put("spring.datasource.password", database.runtime().password());
        // what a test is about, none but a busy machine may decide
        settings.put("spring.datasource.hikari.connection-timeout", "30000");
        settings.put("spring.datasource.hikari.validation-timeout", "10000");
        settings.put("spring.flyway.url", database.owner().jdbc());
        settings.put("spring.flyway.user", database.owner().user());
        settings.put("spring.flyway.password", database.owner().password());
    }

    private static boolean hasDatabase() {
        return ClassUtils.isPresent("org.flywaydb.core.Flyway", InfrastructureInitializer.class.getClassLoader());
    }
}

package io.tocsin.local.services;

import io.tocsin.local.certificates.Certificates;
import io.tocsin.local.postgres.ServiceDatabase;
import io.tocsin.local.secrets.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The environment that each service is started with. Each gets the secrets that it needs and no others; what the
 * person who starts the product has set stays as it is.
 *
 * @param given the environment of the person who starts the product
 */
public record ServiceSettings(
        Map<String, String> given,
        ServicePorts ports,
        Secrets secrets,
        Certificates certificates,
        String kafka,
        String registry,
        Function<String, ServiceDatabase> databases) {

    /** Settings that a start may add to those of the environment. */
    private static final Set<String> FOR_ALL = Set.of("DEFAULT_TIER", "EGRESS_ALLOWED_RANGES");

    /** The address that people and tokens name, {@code PUBLIC_URL}. */
    public String publicUrl() {
        return given.getOrDefault("PUBLIC_URL", "http://localhost:" + ports.of(Service.GATEWAY));
    }

    public Map<String, String> of(Service service) {
        var settings = common(service);
        switch (service) {
            case GATEWAY -> settings.put("FORWARDED_KEY", key("FORWARDED_KEY"));
            case AUTH -> {
                addDatabase(settings, service);
                settings.put("ENCRYPTION_KEY", key("ENCRYPTION_KEY"));
                settings.put("FORWARDED_KEY", key("FORWARDED_KEY"));
                settings.put("BETTER_AUTH_SECRET", key("BETTER_AUTH_SECRET"));
                settings.put("BETTER_AUTH_URL", given.getOrDefault("BETTER_AUTH_URL", publicUrl()));
            }
            case MONITOR -> {
                addDatabase(settings, service);
                settings.put("ENCRYPTION_KEY", key("ENCRYPTION_KEY"));
                settings.put(
                        "COLLECTOR_CA_CERTIFICATE",
                        certificates.authorityCertificate().toString());
                settings.put("COLLECTOR_CA_KEY", certificates.authorityKey().toString());
                settings.put("MONITOR_DOOR_PORT", Integer.toString(ports.monitorDoor()));
                addDoor(settings, "MONITOR_DOOR", "monitor-door");
            }
            case INGEST -> {
                settings.put("ENCRYPTION_KEY", key("ENCRYPTION_KEY"));
                settings.put("INGEST_DOOR_PORT", Integer.toString(ports.ingestDoor()));
                addDoor(settings, "INGEST_DOOR", "ingest-door");
            }
            case QUERY -> {
                addDatabase(settings, service);
                settings.put("ENCRYPTION_KEY", key("ENCRYPTION_KEY"));
            }
        }
        return settings;
    }

    private Map<String, String> common(Service service) {
        var settings = new HashMap<String, String>();
        settings.put("PORT", Integer.toString(ports.of(service)));
        settings.put("MANAGEMENT_PORT", Integer.toString(ports.management(service)));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        settings.put("SCHEMA_REGISTRY_URL", registry);
        settings.put("ENVIRONMENT", given.getOrDefault("ENVIRONMENT", "development"));
        settings.put("PUBLIC_URL", publicUrl());
        settings.put("DOOR_URL", given.getOrDefault("DOOR_URL", "https://localhost:" + ports.ingestDoor()));
        for (var name : FOR_ALL) {
            if (given.containsKey(name)) {
                settings.put(name, given.getOrDefault(name, ""));
            }
        }
        for (var other : Service.values()) {
            settings.put(other.name() + "_URL", "http://127.0.0.1:" + ports.of(other));
            settings.put(other.name() + "_MANAGEMENT_URL", "http://127.0.0.1:" + ports.management(other));
        }
        return settings;
    }

    private void addDatabase(Map<String, String> settings, Service service) {
        var database = databases.apply(service.id());
        settings.put("DATABASE_URL", database.runtime().uri());
        settings.put("DATABASE_OWNER_URL", database.owner().uri());
    }

    private void addDoor(Map<String, String> settings, String prefix, String name) {
        settings.put(prefix + "_CERTIFICATE", certificates.certificate(name).toString());
        settings.put(prefix + "_KEY", certificates.key(name).toString());
    }

    private String key(String name) {
        var chosen = given.get(name);
        return chosen == null ? secrets.key(name) : chosen;
    }
}

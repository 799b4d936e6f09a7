package io.tocsin.local.product;

import io.tocsin.local.processes.Home;
import io.tocsin.local.services.Service;
import io.tocsin.local.services.ServicePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What a product consists of and where it listens: all that stopping it and asking for its health needs. It is kept
 * with the running product, because these commands may be given in another environment than the start.
 *
 * @param postgres whether PostgreSQL is an embedded one
 * @param kafka whether Kafka is an embedded one
 * @param registry whether the schema registry is an embedded one
 */
public record Shape(ServicePorts ports, boolean postgres, boolean kafka, boolean registry) {

    private static final int POSTGRES = 15432;
    private static final int KAFKA = 9092;
    private static final int KAFKA_CONTROLLER = 9093;
    private static final int REGISTRY = 8085;
    private static final int REGISTRY_MANAGEMENT = 9085;

    int postgresPort() {
        return POSTGRES + ports.offset();
    }

    int kafkaPort() {
        return KAFKA + ports.offset();
    }

    int kafkaControllerPort() {
        return KAFKA_CONTROLLER + ports.offset();
    }

    int registryPort() {
        return REGISTRY + ports.offset();
    }

    int registryManagementPort() {
        return REGISTRY_MANAGEMENT + ports.offset();
    }

    /** The shape of the product that was last started here. */
    public static Optional<Shape> remembered(Home home) throws IOException {
        var file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var kept = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        var ports = new ServicePorts(number(kept, "gateway"), number(kept, "offset"));
        return Optional.of(new Shape(ports, flag(kept, "postgres"), flag(kept, "kafka"), flag(kept, "registry")));
    }

    /** Leaves word for the commands that come later. */
    public void remember(Home home) throws IOException {
        var kept = new Properties();
        kept.setProperty("gateway", Integer.toString(ports.of(Service.GATEWAY)));
        kept.setProperty("offset", Integer.toString(ports.offset()));
        kept.setProperty("postgres", Boolean.toString(postgres));
        kept.setProperty("kafka", Boolean.toString(kafka));
        kept.setProperty("registry", Boolean.toString(registry));
        try (var writer = Files.newBufferedWriter(file(home))) {
            kept.store(writer, null);
        }
    }

    private static int number(Properties kept, String name) {
        return Integer.parseInt(kept.getProperty(name, "0"));
    }

    private static boolean flag(Properties kept, String name) {
        return Boolean.parseBoolean(kept.getProperty(name));
    }

    private static Path file(Home home) throws IOException {
        return Files.createDirectories(home.folder().resolve("run")).resolve("shape.properties");
    }
}

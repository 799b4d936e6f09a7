package io.tocsin.local.product;

import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.local.postgres.EmbeddedPostgres;
import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Part;
import io.tocsin.local.registry.EmbeddedRegistry;
import io.tocsin.local.services.Service;
import io.tocsin.local.services.ServicePart;
import io.tocsin.local.services.ServicePorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the product was built and where it keeps its things.
 *
 * @param repository the folder that the modules are in
 */
public record Site(Path repository, Home home) {

    /** The embedded PostgreSQL of a product of that shape. */
    public EmbeddedPostgres postgres(Shape shape, String password) {
        return new EmbeddedPostgres(embedded(), home, shape.postgresPort(), password);
    }

    public EmbeddedKafka kafka(Shape shape) {
        return new EmbeddedKafka(embedded(), home, shape.kafkaPort(), shape.kafkaControllerPort());
    }

    public EmbeddedRegistry registry(Shape shape) {
        return new EmbeddedRegistry(embedded(), home, shape.registryPort(), shape.registryManagementPort());
    }

    public ServicePart service(Service service, ServicePorts ports, Map<String, String> settings) {
        return new ServicePart(service, repository, home, ports, settings);
    }

    /** The infrastructure of a product that somebody else has started: good for questions and for stopping it. */
    public List<Part> infrastructureOf(Shape shape) {
        var parts = new ArrayList<Part>();
        if (shape.postgres()) {
            parts.add(postgres(shape, ""));
        }
        if (shape.kafka()) {
            parts.add(kafka(shape));
        }
        if (shape.registry()) {
            parts.add(registry(shape));
        }
        return parts;
    }

    /** The services of a product that somebody else has started: good for questions and for stopping it. */
    public List<Part> servicesOf(Shape shape) {
        return Stream.of(Service.values())
                .<Part>map(service -> service(service, shape.ports(), Map.of()))
                .toList();
    }

    private Path embedded() {
        return repository.resolve("deploy").resolve("embedded").resolve("target");
    }
}

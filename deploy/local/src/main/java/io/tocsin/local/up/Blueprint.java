package io.tocsin.local.up;

import io.tocsin.local.certificates.Certificates;
import io.tocsin.local.postgres.Provisioning;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Part;
import io.tocsin.local.product.External;
import io.tocsin.local.product.Product;
import io.tocsin.local.product.Shape;
import io.tocsin.local.product.Site;
import io.tocsin.local.progress.Progress;
import io.tocsin.local.secrets.Secrets;
import io.tocsin.local.services.Service;
import io.tocsin.local.services.ServicePart;
import io.tocsin.local.services.ServicePorts;
import io.tocsin.local.services.ServiceSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts the product together from what is there already and what this machine has to provide. */
public final class Blueprint {

    private static final String DATABASE = "tocsin";
    private static final List<String> SCHEMAS = List.of("auth", "monitor", "query");

    private final Site site;
    private final Shape shape;
    private final External external;
    private final List<Part> infrastructure = new ArrayList<>();
    private final Certificates certificates;
    private final Provisioning provisioning;
    private final ServiceSettings settings;
    private final List<ServicePart> services;

    /** @param given the environment of the person who starts the product */
    public Blueprint(Site site, ServicePorts ports, Map<String, String> given, InstantSource clock) throws IOException {
        this.site = site;
        this.external = External.of(given);
        this.shape = external.shape(ports);
        var secrets = Secrets.in(site.home().folder().resolve("secrets"));
        this.certificates = new Certificates(secrets, clock);

        var administrator = external.database();
        if (administrator == null) {
            var postgres = site.postgres(shape, secrets.password("postgres"));
            infrastructure.add(postgres);
            administrator = postgres.adminUrl();
        }
        var brokers = external.kafka();
        if (brokers == null) {
            var kafka = site.kafka(shape);
            infrastructure.add(kafka);
            brokers = kafka.bootstrapServers();
        }
        var schemas = external.registry();
        if (schemas == null) {
            var registry = site.registry(shape);
            infrastructure.add(registry);
            schemas = registry.url();
        }
        this.provisioning = new Provisioning(administrator, DATABASE, secrets::password);
        this.settings =
                new ServiceSettings(given, ports, secrets, certificates, brokers, schemas, provisioning::address);
        this.services = Stream.of(Service.values())
                .map(service -> site.service(service, ports, settings.of(service)))
                .toList();
    }

    Shape shape() {
        return shape;
    }

    String publicUrl() {
        return settings.publicUrl();
    }

    Product product(Progress progress) throws IOException {
        external.requireAnswers();
        certificates.provide();
        return new Product(
                infrastructure, () -> provideDatabases(progress), List.copyOf(services), site.home(), progress);
    }

    public ServicePart service(Service service) {
        return services.get(service.ordinal());
    }

    List<ServicePart> services() {
        return services;
    }

    private void provideDatabases(Progress progress) {
        progress.begin("databases");
        var began = System.nanoTime();
        try {
            for (var schema : SCHEMAS) {
                provisioning.provide(schema);
            }
            progress.ready("databases", Duration.ofNanos(System.nanoTime() - began));
        } catch (SQLException e) {
            progress.failed("databases");
            throw new LaunchException("The databases could not be provided in PostgreSQL: " + e.getMessage(), e);
        }
    }
}

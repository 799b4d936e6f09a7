package io.tocsin.local.stack;

import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.local.postgres.EmbeddedPostgres;
import io.tocsin.local.postgres.PostgresUrl;
import io.tocsin.local.postgres.Provisioning;
import io.tocsin.local.postgres.ServiceDatabase;
import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Ports;
import io.tocsin.local.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * PostgreSQL, Kafka and the schema registry for tests. A part starts when its address is first asked for and keeps its
 * ports from then on, so it can be killed and started again under a test. Everything ends with {@link #close()}, with
 * this JVM, and even when this JVM is killed. What can't be started throws a {@link LaunchException}.
 */
public final class EmbeddedStack implements AutoCloseable {

    /** Reachable on loopback only, for as long as a test runs. */
    private static final String PASSWORD = "tests";

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;
    private final LazyPart lazyPostgres;
    private final LazyPart lazyKafka;
    private final LazyPart lazyRegistry;

    private EmbeddedStack(Path embedded, Home home) {
        postgres = new EmbeddedPostgres(embedded, home, Ports.free(), PASSWORD);
        kafka = new EmbeddedKafka(embedded, home, Ports.free(), Ports.free());
        registry = new EmbeddedRegistry(embedded, home, Ports.free(), Ports.free());
        lazyPostgres = new LazyPart(postgres, home);
        lazyKafka = new LazyPart(kafka, home);
        lazyRegistry = new LazyPart(registry, home);
    }

    /**
     * @param embedded the folder that the build lays the embedded parts out in
     * @param folder takes data and logs; what an earlier stack left there is used again
     */
    public static EmbeddedStack in(Path embedded, Path folder) throws IOException {
        var stack = new EmbeddedStack(embedded, new Home(folder));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        return stack;
    }

    /** Starts all parts at once, which is quicker than one after the other. */
    public EmbeddedStack startAll() {
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of(lazyPostgres, lazyKafka, lazyRegistry)
                    .map(part -> CompletableFuture.runAsync(part::run, tasks))
                    .toList()
                    .forEach(CompletableFuture::join);
            return this;
        } catch (CompletionException e) {
            throw e.getCause() instanceof LaunchException failure ? failure : e;
        }
    }

    /** The superuser's address of the database {@code postgres}. */
    public PostgresUrl postgres() {
        lazyPostgres.run();
        return postgres.adminUrl();
    }

    /** A service's schema with its two roles in the given database; all of them are made if they are not there. */
    public ServiceDatabase database(String database, String service) {
        try {
            return new Provisioning(postgres(), database, _ -> PASSWORD).provide(service);
        } catch (SQLException e) {
            throw new LaunchException("Database %s could not be provided: %s".formatted(database, e.getMessage()), e);
        }
    }

    /** Bootstrap servers. */
    public String kafka() {
        lazyKafka.run();
        return kafka.bootstrapServers();
    }

    /** What {@code schema.registry.url} takes. */
    public String registry() {
        lazyRegistry.run();
        return registry.url();
    }

    /** As {@code kill -9} does; {@link #postgres()} starts it again. */
    public void killPostgres() {
        lazyPostgres.kill();
    }

    /** As {@code kill -9} does; {@link #kafka()} starts it again. */
    public void killKafka() {
        lazyKafka.kill();
    }

    /** As {@code kill -9} does; {@link #registry()} starts it again. */
    public void killRegistry() {
        lazyRegistry.kill();
    }

    @Override
    public void close() {
        Stream.of(lazyRegistry, lazyKafka, lazyPostgres).forEach(LazyPart::stop);
    }
}

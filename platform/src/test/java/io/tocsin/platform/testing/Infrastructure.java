package io.tocsin.platform.testing;

import io.tocsin.local.postgres.PostgresUrl;
import io.tocsin.local.postgres.Provisioning;
import io.tocsin.local.postgres.ServiceDatabase;
import io.tocsin.local.stack.EmbeddedStack;
import io.tocsin.schemas.Topic;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.RegistryUnavailableException;
import io.tocsin.schemas.serde.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Real PostgreSQL, Kafka and registry for tests, one of each a JVM, from the first that is there: addresses in the
 * environment ({@code TEST_DATABASE_URL}, {@code TEST_KAFKA_BOOTSTRAP_SERVERS}, {@code TEST_SCHEMA_REGISTRY_URL}), Docker
 * (TimescaleDB and Kafka), the embedded parts. It says which it took.
 */
public final class Infrastructure {
    private static final Logger LOG = LoggerFactory.getLogger(Infrastructure.class);
    private static final String TIMESCALE = "timescale/timescaledb:2.28.3-pg18";
    /** Each run migrates from nothing, whatever an earlier one left in the same server. */
    private static final String NAME = "tocsin_" + System.currentTimeMillis();

    /** The database lives on loopback and for this run only. */
    private static final String PASSWORD = UUID.randomUUID().toString();

    private static final String KAFKA = "apache/kafka:4.2.1";

    /** For a registry that has just started, on a machine that does much else. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final EmbeddedStack EMBEDDED = stack();
    private static final PostgresUrl DATABASE = database();
    private static final String BOOTSTRAP_SERVERS = bootstrapServers();
    private static final String REGISTRY = registry();

    private Infrastructure() {}

    /** Schema and roles of a service in a database of this test run. */
    public static ServiceDatabase databaseOf(String service) {
        try {
            return new Provisioning(DATABASE, NAME, _ -> PASSWORD).provide(service);
        } catch (SQLException e) {
            throw new IllegalStateException("Can't make a database for " + service, e);
        }
    }

    public static String kafka() {
        return BOOTSTRAP_SERVERS;
    }

    /** Address of the registry's Confluent API. */
    public static String schemaRegistry() {
        return REGISTRY;
    }

    /** The embedded parts, for tests that kill one; only those that {@link #isEmbedded()} are used. */
    public static EmbeddedStack embedded() {
        return EMBEDDED;
    }

    /** Whether PostgreSQL and Kafka are the embedded ones, so that a test may kill them. */
    public static boolean isEmbedded() {
        return System.getenv("TEST_DATABASE_URL") == null
                && System.getenv("TEST_KAFKA_BOOTSTRAP_SERVERS") == null
                && !docker();
    }

    private static EmbeddedStack stack() {
        try {
            EmbeddedStack stack = EmbeddedStack.in(
                    Path.of(System.getProperty("tocsin.embedded")),
                    Path.of("target/infrastructure").toAbsolutePath());
            boolean needsAll = isEmbedded() && System.getenv("TEST_SCHEMA_REGISTRY_URL") == null;
            return needsAll ? stack.startAll() : stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresUrl database() {
        String given = System.getenv("TEST_DATABASE_URL");
        if (given != null) {
            return say("PostgreSQL", "TEST_DATABASE_URL", PostgresUrl.of(given));
        }
        if (docker()) {
            PostgreSQLContainer container =
                    new PostgreSQLContainer(DockerImageName.parse(TIMESCALE).asCompatibleSubstituteFor("postgres"));
            container.start();
            return say(
                    "PostgreSQL",
                    "Docker " + TIMESCALE,
                    PostgresUrl.of("postgresql://%s:%s@%s:%d/%s"
                            .formatted(
                                    container.getUsername(),
                                    container.getPassword(),
                                    container.getHost(),
                                    container.getFirstMappedPort(),
                                    container.getDatabaseName())));
        }
        return say("PostgreSQL", "embedded", EMBEDDED.postgres());
    }

    private static String bootstrapServers() {
        String given = System.getenv("TEST_KAFKA_BOOTSTRAP_SERVERS");
        if (given != null) {
            return say("Kafka", "TEST_KAFKA_BOOTSTRAP_SERVERS", given);
        }
        if (docker()) {
            KafkaContainer container = new KafkaContainer(KAFKA);
            container.start();
            return say("Kafka", "Docker " + KAFKA, container.getBootstrapServers());
        }
        return say("Kafka", "embedded", EMBEDDED.kafka());
    }

    private static String registry() {
        String given = System.getenv("TEST_SCHEMA_REGISTRY_URL");
        String address = given == null
                ? say("schema registry", "embedded", EMBEDDED.registry())
                : say("schema registry", "TEST_SCHEMA_REGISTRY_URL", given);
        register(new SchemaRegistryClient(address, null));
        return address;
    }

    /** A service is tested alone: what the others would have registered is there. */
    private static void register(SchemaRegistryClient registry) {
        Instant end = Instant.now().plus(PATIENCE);
        Topics.events().forEach(topic -> register(registry, topic, end));
    }

    private static void register(SchemaRegistryClient registry, Topic topic, Instant end) {
        while (true) {
            try {
                registry.register(topic.subject(), topic.schema());
                return;
            } catch (RegistryUnavailableException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                LOG.info("The schema registry did not answer, asking again: {}", e.getMessage());
            }
        }
    }

    private static boolean docker() {
        return System.getenv("DOCKER_HOST") != null || Files.isReadable(Path.of("/var/run/docker.sock"));
    }

    private static <T> T say(String part, String source, T value) {
        LOG.info("Tests use {}: {}", part, source);
        return value;
    }
}

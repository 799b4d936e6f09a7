package io.tocsin.local.product;

import io.tocsin.local.postgres.PostgresUrl;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.services.ServicePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Infrastructure that is already there and replaces an embedded part each.
 *
 * @param database of an administrator who may make databases and roles
 * @param kafka bootstrap servers
 * @param registry address of Confluent's REST API
 */
public record External(
        @Nullable PostgresUrl database,
        @Nullable String kafka,
        @Nullable String registry) {

    private static final int TIMEOUT_MS = 3000;

    /** What {@code DATABASE_URL}, {@code KAFKA_BOOTSTRAP_SERVERS} and {@code SCHEMA_REGISTRY_URL} name. */
    public static External of(Map<String, String> environment) {
        return new External(
                database(environment.get("DATABASE_URL")),
                given(environment.get("KAFKA_BOOTSTRAP_SERVERS")),
                given(environment.get("SCHEMA_REGISTRY_URL")));
    }

    /** Of the product that makes up for what is not named. */
    public Shape shape(ServicePorts ports) {
        return new Shape(ports, database == null, kafka == null, registry == null);
    }

    /** @throws LaunchException if the broker or the registry does not answer; the database is asked anyway */
    public void requireAnswers() {
        if (kafka != null && Stream.of(kafka.split(",")).noneMatch(External::answers)) {
            throw new LaunchException("KAFKA_BOOTSTRAP_SERVERS names %s, where nobody answers.".formatted(kafka));
        }
        if (registry != null && !answersHttp(registry)) {
            throw new LaunchException("SCHEMA_REGISTRY_URL names %s, where nobody answers.".formatted(registry));
        }
    }

    private static @Nullable PostgresUrl database(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return null;
        }
        try {
            return PostgresUrl.of(url);
        } catch (IllegalArgumentException e) {
            throw new LaunchException("DATABASE_URL can't be used: %s.".formatted(e.getMessage()));
        }
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static boolean answersHttp(String url) {
        try {
            var uri = URI.create(url);
            var standard = "https".equals(uri.getScheme()) ? 443 : 80;
            return answers(uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean answers(String server) {
        var colon = server.lastIndexOf(':');
        try (var socket = new Socket()) {
            var host = server.substring(0, colon).strip();
            socket.connect(
                    new InetSocketAddress(
                            host, Integer.parseInt(server.substring(colon + 1).strip())),
                    TIMEOUT_MS);
            return true;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
            return false;
        }
    }
}

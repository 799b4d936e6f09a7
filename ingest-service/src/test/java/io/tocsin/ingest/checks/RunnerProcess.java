package io.tocsin.ingest.checks;

import io.tocsin.ingest.IngestApplication;
import io.tocsin.local.processes.Ports;
import io.tocsin.platform.testing.Infrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, which may be killed. */
final class RunnerProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** For an answer of one that may be killed before it gives it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private Process process;

    RunnerProcess(String name) {
        this.name = name;
    }

    RunnerProcess start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx192m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestApplication.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "runner-" + name + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "PORT", Integer.toString(port),
                        "MANAGEMENT_PORT", Integer.toString(managementPort),
                        "KAFKA_BOOTSTRAP_SERVERS", Infrastructure.kafka(),
                        "SCHEMA_REGISTRY_URL", Infrastructure.schemaRegistry(),
                        "EGRESS_ALLOWED_RANGES", "127.0.0.0/8"));
        process = builder.start();
        return this;
    }

    boolean isReady() {
        return ask("/health/ready").startsWith("200");
    }

    /** How many monitors it holds. */
    long monitors() {
        return ask("/metrics")
                .lines()
                .filter(line -> line.startsWith("checks_monitors"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end and to leave its group, so that nobody waits for it in vain. */
    void leave() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Ends it; if it hasn't left in 30 s, it is killed. */
    @Override
    public void close() throws InterruptedException {
        leave();
        if (process != null && !process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private String ask(String path) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + "\n" + answer.body();
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

package io.tocsin.bench.checks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real ingest-service in a process of its own, with the optimising compiler. */
class Runner implements AutoCloseable {
    private static final int PORT = 28_083;
    private static final int MANAGEMENT_PORT = 29_083;

    private final Path folder;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    Runner(Path repository, Path folder, String kafka, String registry, int heapMegabytes, boolean secure) {
        this.folder = folder;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseParallelGC",
                "-Xms%dm".formatted(heapMegabytes),
                "-Xmx%dm".formatted(heapMegabytes),
                "-Xss512k",
                "-XX:MaxDirectMemorySize=64m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        String more = System.getenv("RUNNER_JAVA_OPTIONS");
        if (more != null) {
            command.addAll(List.of(more.split(" ")));
        }
        if (secure) {
            command.add("-Djavax.net.ssl.trustStore=" + folder.resolve("trust.p12"));
            command.add("-Djavax.net.ssl.trustStorePassword=benchmark");
        }
        command.addAll(List.of("-jar", repository.resolve("deploy/bench/target/ingest-service/ingest-service.jar").toString()));
        environment = Map.of(
                "PORT", Integer.toString(PORT),
                "MANAGEMENT_PORT", Integer.toString(MANAGEMENT_PORT),
                "KAFKA_BOOTSTRAP_SERVERS", kafka,
                "SCHEMA_REGISTRY_URL", registry,
                "EGRESS_ALLOWED_RANGES", "127.0.0.0/8,::1",
                "LOG_LEVEL", "WARN");
    }

    void start(Duration patience) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("runner.log").toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        await(patience, () -> get("/health/ready").statusCode() == 200);
    }

    void awaitMonitors(int count, Duration patience) throws Exception {
        await(patience, () -> metric("checks_monitors") >= count);
    }

    /** A metric of Prometheus' text format by its name and labels; 0 where there is none. */
    double metric(String name) throws IOException, InterruptedException {
        String labels = name.endsWith("}") ? name.substring(name.indexOf('{') + 1, name.length() - 1) : "";
        String bare = name.contains("{") ? name.substring(0, name.indexOf('{')) : name;
        return get("/metrics").body().lines()
                .filter(line -> line.startsWith(bare + "{") || line.startsWith(bare + " "))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    long pid() {
        return process.pid();
    }

    long residentMegabytes() throws Exception {
        return Machine.residentMegabytes(process.pid());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + MANAGEMENT_PORT + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(Duration patience, Condition condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The runner ended: " + Files.readString(folder.resolve("runner.log")), e);
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Not within " + patience);
    }
}

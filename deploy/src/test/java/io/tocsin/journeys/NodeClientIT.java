package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.journeys.Collector.Batch;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stranger's program in another language reads the topics, with the clients that it would use anywhere. */
@Order(6)
@ExtendWith(WithProduct.class)
class NodeClientIT {

    private static final Path PROGRAM = Path.of(System.getProperty("tocsin.repository"), "deploy/src/test/node");
    private static final Path INSTALLED = Path.of(System.getProperty("tocsin.repository"), "deploy/target/node");
    private static final int INSTALL_SECONDS = 90;
    private static final int READ_SECONDS = 180;

    @Test
    void readsChecksAndMetrics(RunningProduct product) throws Exception {
        install();
        var ada = Customer.signUp(product.address());
        var collector = ada.collector("node-host");
        var batch = new Batch(UUID.randomUUID().toString(), Instant.now().truncatedTo(ChronoUnit.MILLIS), 7);
        try (var target = new Target()) {
            var monitor = ada.monitor(target.address(), 30).path("id").asString();
            collector.push(batch).expect(200);

            var read = run(
                    INSTALLED,
                    READ_SECONDS,
                    "node",
                    "read.mjs",
                    product.kafka(),
                    product.registry(),
                    monitor,
                    collector.id());

            assertThat(read.code()).as(read.text()).isZero();
            var events = Answer.JSON.readTree(read.text());
            var check = events.path("checks.v1");
            assertThat(check.path("monitor_id").asString("")).isEqualTo(monitor);
            assertThat(check.path("success").asBoolean(false)).isTrue();
            assertThat(check.path("status_code").asInt(0)).isEqualTo(200);
            var metrics = events.path("metrics.v1");
            assertThat(metrics.path("source_id").asString("")).isEqualTo(collector.id());
            assertThat(metrics.path("batch_id").asString("")).isEqualTo(batch.id());
            var group = metrics.path("groups").path(0);
            assertThat(group.path("series").path(0).path("name").asString("")).isEqualTo("journey_0");
            assertThat(group.path("rows").path(0).path("time").asLong(0))
                    .isEqualTo(batch.time().toEpochMilli());
            assertThat(group.path("rows").path(0).path("values").path(0).asDouble(0))
                    .isEqualTo(7);
        }
    }

    /** Into the build's folder; where that can't be done the test is skipped, and says why. */
    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (var file : List.of("package.json", "read.mjs")) {
            Files.copy(PROGRAM.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(runs("node", "--version") && runs("npm", "--version"), "skipped: node and npm are not installed");
        if (!Files.exists(INSTALLED.resolve("node_modules/kafkajs"))) {
            var installed =
                    run(INSTALLED, INSTALL_SECONDS, "npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
            assumeTrue(installed.code() == 0, () -> "skipped: npm could not install the clients: " + installed.text());
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return run(INSTALLED, INSTALL_SECONDS, command).code() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private record Outcome(int code, String text) {}

    private static Outcome run(Path folder, int limitSeconds, String... command)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(INSTALLED, "run", ".log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(Redirect.appendTo(INSTALLED.resolve("errors.log").toFile()))
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Outcome(-1, "not through after %d s".formatted(limitSeconds));
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }
}

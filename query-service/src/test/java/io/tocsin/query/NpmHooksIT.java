package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.platform.testing.IntegrationTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer's program in another language, with the library that it would use anywhere. */
@IntegrationTest
@Timeout(180)
class NpmHooksIT {
    private static final Path PROGRAM = Path.of("src/test/node");
    private static final Path INSTALLED = Path.of("target/node");

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    /** Skips the test, and says why, where Node.js, npm or the library can't be had. */
    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "receive.mjs")) {
            Files.copy(PROGRAM.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(works("node", "--version") && works("npm", "--version"), "Node.js or npm is not installed");
        assumeTrue(
                Files.isDirectory(INSTALLED.resolve("node_modules/standardwebhooks"))
                        || works("npm", "install", "--no-package-lock", "--no-audit", "--no-fund"),
                "npm could not install standardwebhooks");
    }

    @Test
    void standardwebhooksBelievesWhatArrivesAndNothingElse() throws Exception {
        Subscriber subscriber = Subscriber.of(Product.with(port, managementPort));
        Process program = new ProcessBuilder("node", "receive.mjs")
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = program.inputReader();
                Writer told = program.outputWriter()) {
            JsonNode endpoint = subscriber.created(Map.of(
                    "url",
                    "http://127.0.0.1:" + said.readLine() + "/hooks",
                    "event_types",
                    List.of("incident.opened", "incident.resolved"),
                    "ordered",
                    true));
            told.write(endpoint.path("secret").asString() + "\n");
            told.flush();

            String monitor = subscriber.broken();
            subscriber.product().checked(monitor, Product.now(), true);

            Set<String> known = new HashSet<>();
            for (String type : List.of("incident.opened", "incident.resolved")) {
                JsonNode result = next(said, known);
                assertThat(result.path("verified").asBoolean())
                        .as(result.toString())
                        .isTrue();
                assertThat(result.path("type").asString()).isEqualTo(type);
                assertThat(result.path("altered").asBoolean()).isFalse();
                assertThat(result.path("problem").asString()).isEqualTo("No matching signature found");
            }
        } finally {
            program.destroy();
        }
    }

    /** What it says of the next event; one that a slow machine had sent twice is not the next. */
    private static JsonNode next(BufferedReader said, Set<String> known) throws IOException {
        JsonNode result = JsonMapper.shared().readTree(said.readLine());
        while (!known.add(result.path("id").asString())) {
            result = JsonMapper.shared().readTree(said.readLine());
        }
        return result;
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}

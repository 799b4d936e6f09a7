package io.tocsin.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.LocalApplication;
import io.tocsin.local.postgres.PostgresUrl;
import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Jvm;
import io.tocsin.local.processes.Life;
import io.tocsin.local.services.Service;
import io.tocsin.local.stack.EmbeddedStack;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as its user sees it: real infrastructure, and stand-ins for the services. */
class LauncherIT {

    /** So that the ports are neither the usual ones nor any that the embedded parts of tests choose from. */
    private static final int OFFSET = 500;

    private static final Path EMBEDDED = Path.of(System.getProperty("tocsin.embedded"));

    @TempDir
    static Path repository;

    static Map<String, String> external;

    @TempDir
    Path folder;

    private record Outcome(int code, String text) {}

    @BeforeAll
    static void build() throws Exception {
        for (var service : Service.values()) {
            StandIn.build(repository.resolve(service.module(), "target", service.module() + ".jar"));
        }
        Files.createDirectories(repository.resolve("deploy", "embedded"));
        Files.createSymbolicLink(repository.resolve("deploy", "embedded", "target"), EMBEDDED);
        var stack = EmbeddedStack.in(EMBEDDED, repository.resolve("stack"));
        external = Map.of(
                "DATABASE_URL", stack.startAll().postgres().uri(),
                "KAFKA_BOOTSTRAP_SERVERS", stack.kafka(),
                "SCHEMA_REGISTRY_URL", stack.registry());
    }

    @AfterAll
    static void leaveTheEmbeddedPartsAlone() throws Exception {
        Files.delete(repository.resolve("deploy", "embedded", "target"));
    }

    @AfterEach
    void stop() throws Exception {
        launcher(Map.of(), "down");
    }

    @Test
    void dataSurviveALauncherThatWasKilled() throws Exception {
        var embeddedPostgres = new HashMap<>(external);
        embeddedPostgres.remove("DATABASE_URL");
        assertThat(up(embeddedPostgres, "--detach").text()).contains("Tocsin is up after", "postgres: ready");
        execute("CREATE TABLE kept AS SELECT 1");

        kill(home().pidFile("launcher").live().orElseThrow());

        assertThat(launcher(Map.of(), "status").text()).contains("Nobody watches it");
        assertThat(up(embeddedPostgres, "--detach").text())
                .contains("An earlier launcher was killed", "postgres: stopped", "Tocsin is up after");
        execute("SELECT * FROM kept");
        assertThat(statusOnceReady().code()).isZero();
        assertThat(launcher(Map.of(), "down").text()).contains("Tocsin is down");
        assertThat(launcher(Map.of(), "status").code()).isEqualTo(3);
    }

    @Test
    void whatAKilledLauncherLeftRunningCanBeStopped() throws Exception {
        up(external, "--detach");
        var service = home().pidFile("gateway").live().orElseThrow();

        kill(home().pidFile("launcher").live().orElseThrow());

        assertThat(launcher(Map.of(), "down").text()).contains("gateway: stopped", "Tocsin is down");
        assertThat(Life.goesOn(service)).isFalse();
    }

    @Test
    void aSecondStartFindsTheFirst() throws Exception {
        up(external, "--detach");

        assertThat(up(external)).satisfies(second -> {
            assertThat(second.code()).isZero();
            assertThat(second.text()).contains("already up");
        });
        assertThat(up(external, "--reset")).satisfies(reset -> {
            assertThat(reset.code()).isNotZero();
            assertThat(reset.text()).contains("stop it first");
        });
    }

    @Test
    void aServiceThatDiesIsStartedAgain() throws Exception {
        up(external, "--detach");
        var first = home().pidFile("query").live().orElseThrow();

        kill(first);

        assertThat(eventually("query is ready again")).contains("query was ended by signal 9; starting it again");
        assertThat(home().pidFile("query").live()).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void aServiceThatDiesAtTheStartEndsTheStart() throws Exception {
        var outcome = up(and("STAND_IN_THAT_FAILS", "monitor"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.text()).contains("monitor exited with code 7 while it was starting; its log says why: ");
        assertThat(launcher(Map.of(), "status").code()).isEqualTo(3);
    }

    @Test
    void aTakenPortIsNamedWithItsHolder() throws Exception {
        try (var taken = new ServerSocket(8083 + OFFSET, 1, InetAddress.getLoopbackAddress())) {
            var outcome = up(external);

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.text())
                    .contains("Port %d, which ingest needs, is held by java (pid %d)"
                            .formatted(
                                    taken.getLocalPort(),
                                    ProcessHandle.current().pid()));
        }
    }

    @Test
    void aDatabaseThatRefusesIsNamedWithoutItsPassword() throws Exception {
        var outcome = up(and("DATABASE_URL", "postgresql://postgres:wrong-secret@127.0.0.1:1/postgres"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.text())
                .contains("The databases could not be provided")
                .doesNotContain("wrong-secret");
    }

    @Test
    void secretsAreForTheirOwnerAlone() throws Exception {
        var outcome = up(external, "--detach");

        try (var secrets = Files.list(folder.resolve("secrets"))) {
            assertThat(secrets).isNotEmpty().allSatisfy(secret -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                        .isEqualTo("rw-------");
                assertThat(outcome.text())
                        .doesNotContain(Files.readString(secret).strip());
                assertThat(commands()).doesNotContain(Files.readString(secret).strip());
            });
        }
    }

    private static void kill(ProcessHandle process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(Life.endsWithin(Duration.ofSeconds(60), process)).isTrue();
    }

    private void execute(String sql) throws Exception {
        var password = Files.readString(folder.resolve("secrets", "postgres"));
        var url = new PostgresUrl("postgres", password, "127.0.0.1", 15432 + OFFSET, "tocsin", "");
        try (var connection = url.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String commands() throws Exception {
        var commands = new StringBuilder();
        for (var service : Service.values()) {
            var process = home().pidFile(service.id()).live().orElseThrow();
            commands.append(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")));
        }
        return commands.toString();
    }

    private Home home() {
        return new Home(folder);
    }

    private String eventually(String words) throws Exception {
        var log = home().log("launcher");
        for (var i = 0; i < 600 && !Files.readString(log).contains(words); i++) {
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(Files.readString(log)).contains(words);
        return Files.readString(log);
    }

    /** A part that takes its time to answer is not ready at that moment, so it is asked again. */
    private Outcome statusOnceReady() throws Exception {
        var status = launcher(Map.of(), "status");
        for (var i = 0; i < 10 && status.code() != 0; i++) {
            Thread.sleep(Duration.ofSeconds(1));
            status = launcher(Map.of(), "status");
        }
        return status;
    }

    private Outcome up(Map<String, String> environment, String... options) throws Exception {
        var words = new ArrayList<>(List.of("up", "--port-offset", Integer.toString(OFFSET)));
        words.addAll(List.of(options));
        return launcher(environment, words.toArray(String[]::new));
    }

    private Outcome launcher(Map<String, String> environment, String... words) throws Exception {
        var command = new ArrayList<>(List.of(Jvm.command(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LocalApplication.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--repository", repository.toString(), "--home", folder.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    private static Map<String, String> and(String name, String value) {
        var environment = new HashMap<>(external);
        environment.put(name, value);
        return environment;
    }
}

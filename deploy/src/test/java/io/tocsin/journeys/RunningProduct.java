package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.local.postgres.PostgresUrl;
import io.tocsin.local.processes.Folders;
import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Jvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The whole product as its user starts it, with the demo, on ports of its own: one for all journeys. Started by the
 * launcher's own jar; stopped when the tests are through.
 */
final class RunningProduct implements AutoCloseable {

    private static final Path REPOSITORY = Path.of(System.getProperty("tocsin.repository"));
    private static final Path FOLDER = REPOSITORY.resolve("deploy/target/journeys");
    private static final List<Integer> USUAL_PORTS = List.of(
            8080, 8081, 8082, 8083, 8084, 8085, 8443, 8444, 9080, 9081, 9082, 9083, 9084, 9085, 9092, 9093, 15432);
    private static final Map<String, Integer> PORTS =
            Map.of("gateway", 8080, "auth", 8081, "monitor", 8082, "ingest", 8083, "query", 8084);

    /** Moved by less than this, all of them stay below the ports that systems hand out by themselves. */
    private static final int LARGEST_OFFSET = 17_000;

    private static final Duration READY_LIMIT = Duration.ofSeconds(300);

    private final int offset = freeOffset();
    private final Home home = new Home(FOLDER);

    static RunningProduct start() throws IOException, InterruptedException {
        Folders.delete(FOLDER);
        var product = new RunningProduct();
        product.up();
        return product;
    }

    URI address() {
        return URI.create("http://localhost:" + (8080 + offset));
    }

    /** One service itself, without the gateway before it. */
    URI service(String name) {
        return URI.create("http://localhost:" + (PORTS.get(name) + offset));
    }

    String kafka() {
        return "127.0.0.1:" + (9092 + offset);
    }

    String registry() {
        return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(8085 + offset);
    }

    Path folder() {
        return FOLDER;
    }

    /** As the database's superuser, whom no policy keeps anything from. */
    Connection database() throws SQLException, IOException {
        var password = Files.readString(FOLDER.resolve("secrets/postgres")).strip();
        return new PostgresUrl("postgres", password, "127.0.0.1", 15432 + offset, "tocsin", "").connect();
    }

    /** Starts it and returns when it is ready; returns what the launcher said. */
    String up() throws IOException, InterruptedException {
        var said = launcher("up", "--port-offset", Integer.toString(offset), "--detach", "--demo");
        assertThat(said).contains("Tocsin is up");
        return said;
    }

    /** As {@code deploy/operator grant} does it. */
    void grantOperator(String email) throws IOException, InterruptedException {
        launcher("operator", "grant", email);
    }

    void down() throws IOException, InterruptedException {
        launcher("down");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        down();
    }

    /**
     * What {@code kill -9} does to one part, or to the launcher.
     *
     * @return how long it took until the part was ready again; of the launcher nothing, nobody starts it
     */
    Duration kill(String part) throws IOException {
        var before = revivals(part);
        var process = home.pidFile(part).live().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        if (part.equals("launcher")) {
            return Duration.ZERO;
        }
        var began = System.nanoTime();
        await(part + " is ready again")
                .atMost(READY_LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> revivals(part) > before);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Stops a part and its children without ending them: they keep their connections and answer nothing, until the result
     * is closed.
     */
    Frozen freeze(String part) throws IOException, InterruptedException {
        var process = home.pidFile(part).live().orElseThrow();
        signal("-STOP", List.of(process)); // makes no more children
        var all = Stream.concat(Stream.of(process), process.descendants()).toList();
        signal("-STOP", all);
        return () -> signal("-CONT", all);
    }

    /** Thaws when closed. */
    interface Frozen extends AutoCloseable {
        @Override
        void close() throws IOException, InterruptedException;
    }

    private static void signal(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (var process : processes) {
            var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            assertThat(kill.waitFor() == 0 || !process.isAlive())
                    .as("it took " + signal)
                    .isTrue();
        }
    }

    private long revivals(String part) throws IOException {
        try (var lines = Files.lines(home.log("launcher"))) {
            return lines.filter(line -> line.endsWith(part + " is ready again."))
                    .count();
        }
    }

    private String launcher(String... words) throws IOException, InterruptedException {
        var jar = REPOSITORY.resolve("deploy/local/target/local.jar");
        assertThat(jar).as("built by the module before").exists();
        var command = new ArrayList<>(List.of(Jvm.command(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "-Xmx192m", "--enable-native-access=ALL-UNNAMED", "-cp", jar + ":" + jar.resolveSibling("lib") + "/*"));
        command.add("io.tocsin.local.LocalApplication");
        command.addAll(List.of(words));
        command.addAll(List.of("--repository", REPOSITORY.toString(), "--home", FOLDER.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // the journeys bring their own, whatever the one who builds has set
        List.of("PORT", "PUBLIC_URL", "DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS", "SCHEMA_REGISTRY_URL")
                .forEach(builder.environment()::remove);
        // all who take part come from one address
        builder.environment().put("TOCSIN_LIMITS_PERADDRESS", "100000");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static int freeOffset() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(1000, LARGEST_OFFSET))
                .filter(offset -> USUAL_PORTS.stream().allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}

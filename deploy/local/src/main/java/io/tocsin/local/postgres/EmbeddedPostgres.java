package io.tocsin.local.postgres;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Launch;
import io.tocsin.local.processes.Life;
import io.tocsin.local.processes.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PostgreSQL on a loopback port, as durable as any: {@code fsync} and {@code synchronous_commit} stay on. */
public final class EmbeddedPostgres implements Part {

    private static final String SUPERUSER = "postgres";

    /** For a machine that runs the whole product; everything else is PostgreSQL's own default. */
    private static final Map<String, String> SETTINGS = settings();

    private final Path jar;
    private final Home home;
    private final int port;
    private final String password;

    /**
     * @param embedded the folder that the build lays the embedded parts out in
     * @param password of the superuser; taken when the data folder is made, which is once
     */
    public EmbeddedPostgres(Path embedded, Home home, int port, String password) {
        this.jar = embedded.resolve("postgres").resolve("postgres.jar");
        this.home = home;
        this.port = port;
        this.password = password;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Set<Integer> ports() {
        return Set.of(port);
    }

    /** Of the superuser, to the database that always exists. */
    public PostgresUrl adminUrl() {
        return new PostgresUrl(SUPERUSER, password, "127.0.0.1", port, "postgres", "");
    }

    @Override
    public Launch prepare() throws IOException, InterruptedException {
        var binaries = Binaries.of(jar);
        var server = binaries.program("postgres");
        var cluster = cluster();
        if (!cluster.exists()) {
            cluster.make(binaries, SUPERUSER, password);
        }
        var orphan = cluster.server(server);
        if (orphan.isPresent()) {
            askToStop(orphan.get());
            Life.endsWithin(stopLimit(), orphan.get());
        }
        cluster.forgetServer();

        var command = new ArrayList<>(List.of(server, "-D", cluster.folder().toString()));
        command.addAll(List.of("-c", "port=" + port));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Launch(Unprivileged.command(command), Map.of(), cluster.folder());
    }

    @Override
    public boolean isReady(ProcessHandle process) {
        try {
            return cluster().isReady(process.pid());
        } catch (IOException _) {
            return false;
        }
    }

    /** SIGINT: open sessions are ended. SIGTERM would wait for every client to go by itself. */
    @Override
    public void askToStop(ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Cluster cluster() throws IOException {
        return new Cluster(home.data(name()));
    }

    private static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "120");
        settings.put("shared_buffers", "128MB");
        settings.put("max_wal_size", "512MB");
        settings.put("io_method", "sync");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
        return settings;
    }
}

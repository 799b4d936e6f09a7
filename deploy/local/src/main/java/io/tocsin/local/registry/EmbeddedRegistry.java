package io.tocsin.local.registry;

import io.tocsin.local.processes.Health;
import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Jvm;
import io.tocsin.local.processes.Launch;
import io.tocsin.local.processes.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Apicurio Registry on loopback ports; Confluent's REST API is under {@link #url()}. */
public final class EmbeddedRegistry implements Part {

    private final Path application;
    private final Home home;
    private final int port;
    private final int managementPort;

    /** @param embedded the folder that the build lays the embedded parts out in */
    public EmbeddedRegistry(Path embedded, Home home, int port, int managementPort) {
        this.application =
                embedded.resolve("registry").resolve("quarkus-run.jar").toAbsolutePath();
        this.home = home;
        this.port = port;
        this.managementPort = managementPort;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public Set<Integer> ports() {
        return Set.of(port, managementPort);
    }

    /** What {@code schema.registry.url} takes. */
    public String url() {
        return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(port);
    }

    @Override
    public Launch prepare() throws IOException {
        var command = new ArrayList<>(List.of(
                Jvm.command(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx160m",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED"));
        settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", application.toString()));
        return new Launch(command, Map.of(), home.configuration(name()));
    }

    @Override
    public boolean isReady(ProcessHandle process) {
        return Health.isUp(URI.create("http://127.0.0.1:%d/health/ready".formatted(managementPort)));
    }

    private Map<String, String> settings() throws IOException {
        var settings = new LinkedHashMap<String, String>();
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.http.access-log.enabled", "false");
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.management.port", Integer.toString(managementPort));
        settings.put("quarkus.log.console.format", "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %p %m (%c)%n");
        settings.put("apicurio.rules.global.compatibility", "BACKWARD_TRANSITIVE");
        // in memory by default; the delay (500 ms by default) is what a killed process would forget
        settings.put("apicurio.datasource.url", "jdbc:h2:file:" + home.data(name()) + "/registry;WRITE_DELAY=0");
        settings.put("apicurio.datasource.jdbc.initial-size", "1");
        settings.put("apicurio.datasource.jdbc.min-size", "1");
        settings.put("apicurio.datasource.jdbc.max-size", "10");
        return settings;
    }
}

package io.tocsin.local.kafka;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Jvm;
import io.tocsin.local.processes.Launch;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Part;
import io.tocsin.local.processes.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One Kafka broker that is its own controller (KRaft), on loopback ports. */
public final class EmbeddedKafka implements Part {

    private final Path jars;
    private final Home home;
    private final int port;
    private final int controllerPort;

    /** @param embedded the folder that the build lays the embedded parts out in */
    public EmbeddedKafka(Path embedded, Home home, int port, int controllerPort) {
        this.jars = embedded.resolve("kafka").toAbsolutePath();
        this.home = home;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Set<Integer> ports() {
        return Set.of(port, controllerPort);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Launch prepare() throws IOException, InterruptedException {
        var data = home.data(name());
        var configuration = new BrokerConfiguration(home.configuration(name()), data, port, controllerPort);
        configuration.write();
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(configuration);
        }
        // a small young generation is collected much more often, and each time not that much faster
        var command = java(configuration, "-Xms128m", "-Xmx256m", "-Xmn64m", "-XX:MetaspaceSize=64m");
        command.addAll(List.of("kafka.Kafka", configuration.broker().toString()));
        return new Launch(command, Map.of(), configuration.folder());
    }

    @Override
    public boolean isReady(ProcessHandle process) {
        return BrokerProbe.hasBroker(port);
    }

    private void format(BrokerConfiguration configuration) throws IOException, InterruptedException {
        var command = java(configuration, "-Xmx64m", "-XX:TieredStopAtLevel=1");
        command.addAll(List.of("kafka.tools.StorageTool", "format", "--ignore-formatted"));
        command.addAll(List.of("--cluster-id", clusterId()));
        command.addAll(List.of("--config", configuration.broker().toString()));
        if (Tool.run(command, home.log(name())) != 0) {
            throw new LaunchException("Kafka's data folder could not be made; its log says why: " + home.log(name()));
        }
    }

    private List<String> java(BrokerConfiguration configuration, String... flags) {
        var command = new ArrayList<>(List.of(Jvm.command(), "-XX:+UseSerialGC"));
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlog4j2.configurationFile=" + configuration.logging(),
                "-cp",
                jars.resolve("*").toString()));
        return command;
    }

    /** Kafka takes any id of this form that does not begin with a dash, which a random one may. */
    private static String clusterId() {
        var random = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(random.getMostSignificantBits() & Long.MAX_VALUE)
                .putLong(random.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

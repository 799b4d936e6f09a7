package io.tocsin.local.services;

import io.tocsin.local.processes.Health;
import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Jvm;
import io.tocsin.local.processes.Launch;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Part;
import io.tocsin.local.processes.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One service in a JVM of its own. */
public final class ServicePart implements Part {

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx192m",
            // up to here classes do not make the whole heap be collected
            "-XX:MetaspaceSize=128m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Only the fast compiler: half the processor time of a start, and less speed at full load. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    private final Service service;
    private final Path repository;
    private final Home home;
    private final ServicePorts ports;
    private final Map<String, String> environment;

    /**
     * @param repository the folder that the modules are in
     * @param environment the service's settings, secrets among them
     */
    public ServicePart(
            Service service, Path repository, Home home, ServicePorts ports, Map<String, String> environment) {
        this.service = service;
        this.repository = repository;
        this.home = home;
        this.ports = ports;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return service.id();
    }

    @Override
    public Set<Integer> ports() {
        return ports.all(service);
    }

    @Override
    public Launch prepare() throws IOException, InterruptedException {
        var jar = jar();
        var command = java(
                Files.exists(cache()) ? List.of("-XX:AOTCache=" + cache(), "-Xlog:aot*=error") : List.of(QUICK), jar);
        return new Launch(command, environment, folder());
    }

    @Override
    public boolean isReady(ProcessHandle process) {
        return Health.isUp(URI.create("http://127.0.0.1:%d/health/ready".formatted(ports.management(service))));
    }

    /**
     * Starts the service a second time beside itself, up to the point where it would open its doors, and keeps what the
     * JVM has learnt about its classes (JEP 483, 514): the next start takes half the processor time. Takes a minute of
     * processor time, of which nothing else has use. A service that was rehearsed is not rehearsed again.
     */
    public void rehearse() throws IOException, InterruptedException {
        if (Files.exists(cache())) {
            return;
        }
        var draft = cache().resolveSibling("draft.aot");
        var command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(java(List.of("-XX:AOTCacheOutput=" + draft, "-Dspring.context.exit=onRefresh"), jar()));
        var apart = new HashMap<>(environment);
        environment.keySet().stream().filter(name -> name.endsWith("PORT")).forEach(port -> apart.put(port, "0"));
        var code = Tool.run(new Launch(command, apart, folder()), home.log(name() + "-rehearsal"));
        if (code == 0 && Files.exists(draft)) {
            Files.move(draft, cache(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** A command that the service's jar knows, with the service's environment: a JVM that does one thing and ends. */
    public Launch command(List<String> words) throws IOException {
        if (!Files.exists(built())) {
            throw new LaunchException("%s is not there: start the product first.".formatted(built()));
        }
        var command = java(List.of(), built());
        command.addAll(words);
        return new Launch(command, environment, folder());
    }

    private List<String> java(List<String> flags, Path jar) {
        var command = new ArrayList<>(List.of(Jvm.command()));
        command.addAll(FLAGS);
        if (!service.isBusy()) {
            command.add(QUICK);
        }
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private Path jar() throws IOException, InterruptedException {
        return new ExtractedJar(built(), folder().resolve("built")).provide(home.log(name()));
    }

    private Path built() {
        return repository.resolve(service.module()).resolve("target").resolve(service.module() + ".jar");
    }

    /** Lies with the jars that it was learnt from, and goes with them. */
    private Path cache() throws IOException {
        return folder().resolve("built").resolve("classes.aot");
    }

    private Path folder() throws IOException {
        return home.configuration(name());
    }
}

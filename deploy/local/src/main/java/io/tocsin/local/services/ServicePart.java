package io.tocsin.local.services;

import io.tocsin.local.processes.Health;
import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Jvm;
import io.tocsin.local.processes.Launch;
import io.tocsin.local.processes.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One service in a JVM of its own. */
public final class ServicePart implements Part {

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
        var folder = home.configuration(name());
        var built = repository.resolve(service.module()).resolve("target").resolve(service.module() + ".jar");
        var jar = new ExtractedJar(built, folder.resolve("app")).provide(home.log(name()));
        var command = new ArrayList<>(List.of(Jvm.command()));
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx192m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-jar", jar.toString()));
        return new Launch(command, environment, folder);
    }

    @Override
    public boolean isReady(ProcessHandle process) {
        return Health.isUp(URI.create("http://127.0.0.1:%d/health/ready".formatted(ports.management(service))));
    }
}

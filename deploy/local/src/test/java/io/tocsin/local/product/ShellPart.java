package io.tocsin.local.product;

import io.tocsin.local.processes.Launch;
import io.tocsin.local.processes.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part that a line of shell plays; it is ready when it has made the file {@code ready} in its folder. */
record ShellPart(String name, Path folder, String script, Duration startLimit) implements Part {

    static ShellPart steady(String name, Path folder) {
        return of(name, folder, "touch ready; exec sleep 600");
    }

    static ShellPart of(String name, Path folder, String script) {
        return new ShellPart(name, folder, script, Duration.ofMinutes(1));
    }

    /** The start gives it up after a second. */
    static ShellPart neverReady(String name, Path folder, String script) {
        return new ShellPart(name, folder, script, Duration.ofSeconds(1));
    }

    @Override
    public Set<Integer> ports() {
        return Set.of();
    }

    @Override
    public Launch prepare() throws java.io.IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("ready"));
        return new Launch(List.of("sh", "-c", script), Map.of("NAME", name), folder);
    }

    @Override
    public boolean isReady(ProcessHandle process) {
        return Files.exists(folder.resolve("ready"));
    }
}

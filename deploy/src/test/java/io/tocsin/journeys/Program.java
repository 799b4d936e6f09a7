package io.tocsin.journeys;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of somebody else that runs in a folder of its own, its output in a file there. */
record Program(Process process, Path output) implements AutoCloseable {

    private static final int GRACE_SECONDS = 5;
    private static final int LOOK_SECONDS = 30;

    /** An empty folder below the build's. */
    static Path folder(String name) throws IOException {
        var folder = Path.of(System.getProperty("tocsin.repository"), "deploy/target/clients", name);
        Files.createDirectories(folder);
        return folder;
    }

    static Program start(Path folder, List<String> command) throws IOException {
        var output = Files.createTempFile(folder, "run", ".log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        return new Program(process, output);
    }

    /** Whether it can be run at all. */
    static boolean isThere(String... command) throws IOException, InterruptedException {
        try (var program = start(folder("which"), List.of(command))) {
            return program.process().waitFor(LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (IOException _) {
            return false;
        }
    }

    /** @return its exit code, or -1 if it was not through in time */
    int await(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    String text() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

package io.tocsin.local.processes;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that does one thing and ends. */
public final class Tool {

    private Tool() {}

    /** As {@link #run(Launch, Path)}, and the person at the terminal sees what it says. */
    public static int runHere(Launch launch) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(launch.command())
                .directory(launch.folder().toFile())
                .inheritIO();
        Inherited.limit(builder.environment());
        builder.environment().putAll(launch.environment());
        return builder.start().waitFor();
    }

    /** As {@link #run(Launch, Path)}, in our own folder and with nothing added to the environment. */
    public static int run(List<String> command, Path log) throws IOException, InterruptedException {
        return run(new Launch(command, Map.of(), Path.of(".")), log);
    }

    /**
     * Runs it to its end; interrupting the caller ends it too, with those that it has started.
     *
     * @param log takes its output, appended
     * @return its exit code
     */
    public static int run(Launch launch, Path log) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(OwnSession.of(launch.command()))
                .directory(launch.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        Inherited.limit(builder.environment());
        builder.environment().putAll(launch.environment());
        var process = builder.start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }
}

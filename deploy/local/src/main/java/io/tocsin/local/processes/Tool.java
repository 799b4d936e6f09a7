package io.tocsin.local.processes;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/** A program that does one thing and ends. */
public final class Tool {

    private Tool() {}

    /**
     * Runs it to its end; interrupting the caller ends it too.
     *
     * @param log takes its output, appended
     * @return its exit code
     */
    public static int run(List<String> command, Path log) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(OwnSession.of(command))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        Inherited.limit(builder.environment());
        var process = builder.start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }
}

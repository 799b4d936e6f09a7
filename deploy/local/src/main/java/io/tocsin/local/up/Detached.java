package io.tocsin.local.up;

import io.tocsin.local.processes.Jvm;
import io.tocsin.local.processes.OwnSession;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A launcher in a session of its own, which outlives this process and the terminal. */
final class Detached {

    private static final int GRACE_MILLIS = 500;

    private final PrintStream out;

    Detached(PrintStream out) {
        this.out = out;
    }

    /**
     * Starts it and shows what it says until it closes its output, which means that it is ready or has ended.
     *
     * @param program the main class
     * @return its exit code; 0 if it lives on
     */
    int run(String program, List<String> options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Jvm.command()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program, "up"));
        command.addAll(options);
        var launcher = new ProcessBuilder(OwnSession.of(command))
                .redirectErrorStream(true)
                .start();
        var impatience = new Thread(launcher::destroy);
        Runtime.getRuntime().addShutdownHook(impatience);
        launcher.getOutputStream().close();
        try (var lines = launcher.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(out::println);
        }
        var ended = launcher.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        Runtime.getRuntime().removeShutdownHook(impatience);
        return ended ? launcher.exitValue() : 0;
    }
}

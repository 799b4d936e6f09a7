package io.tocsin.local.processes;

import java.time.Duration;

/** The end of a process: asked for first, forced when it takes too long. */
final class Ending {

    private static final Duration KILLED = Duration.ofSeconds(10);

    private Ending() {}

    static void of(Part part, ProcessHandle process) throws InterruptedException {
        if (!Life.goesOn(process)) {
            return;
        }
        part.askToStop(process);
        if (Life.endsWithin(part.stopLimit(), process)) {
            return;
        }
        process.destroyForcibly();
        if (!Life.endsWithin(KILLED, process)) {
            throw new LaunchException(
                    "%s (pid %d) can't be ended; the system holds it.".formatted(part.name(), process.pid()));
        }
    }
}

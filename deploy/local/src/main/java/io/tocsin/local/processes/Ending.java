package io.tocsin.local.processes;

import java.time.Duration;

/**
 * The end of a process: asked for first, forced when it takes too long. It is seen through even if the calling thread is
 * interrupted, because what is given up here would run on with nobody to know it.
 */
final class Ending {

    private static final Duration KILLED = Duration.ofSeconds(10);

    private Ending() {}

    static void of(Part part, ProcessHandle process) {
        if (!Life.goesOn(process)) {
            return;
        }
        part.askToStop(process);
        if (endsWithin(part.stopLimit(), process)) {
            return;
        }
        process.destroyForcibly();
        if (!endsWithin(KILLED, process)) {
            throw new LaunchException(
                    "%s (pid %d) can't be ended; the system holds it.".formatted(part.name(), process.pid()));
        }
    }

    /** Waits for the end of a process even if the calling thread is interrupted. */
    static boolean endsWithin(Duration limit, ProcessHandle process) {
        var deadline = System.nanoTime() + limit.toNanos();
        var interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return Life.endsWithin(Duration.ofNanos(deadline - System.nanoTime()), process);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

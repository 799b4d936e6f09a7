package io.tocsin.local.processes;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of a process: asked for first, forced when it takes too long. */
final class Ending {

    private Ending() {}

    static void of(Part part, ProcessHandle process) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        part.askToStop(process);
        try {
            process.onExit().get(part.stopLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

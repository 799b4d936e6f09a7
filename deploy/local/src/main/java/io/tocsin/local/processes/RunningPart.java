package io.tocsin.local.processes;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A part together with the process that it runs in. */
public final class RunningPart {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Part part;
    private final Home home;
    private final ChildProcess process;

    private RunningPart(Part part, Home home, ChildProcess process) {
        this.part = part;
        this.home = home;
        this.process = process;
    }

    /**
     * Starts a part and waits until it is ready. One that an earlier launcher left behind is stopped first, because its
     * ports, flags and secrets may be others than today's.
     *
     * @param notices takes sentences for the user
     * @throws LaunchException if it can't be started or isn't ready in time; nothing of it is left running then
     */
    public static RunningPart start(Part part, Home home, Consumer<String> notices)
            throws IOException, InterruptedException {
        if (Leftovers.stop(part, home)) {
            notices.accept("Stopped the " + part.name() + " that an earlier start had left running.");
        }
        for (var port : part.ports()) {
            Ports.requireFree(port, part.name());
        }
        var process = ChildProcess.start(part.name(), part.prepare(), home);
        var running = new RunningPart(part, home, process);
        try {
            running.awaitReady();
            return running;
        } catch (LaunchException | InterruptedException e) {
            running.stop();
            throw e;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + part.startLimit().toNanos();
        while (!part.isReady(process.handle())) {
            if (!process.isAlive()) {
                throw new LaunchException("%s %s while it was starting; its log says why: %s"
                        .formatted(part.name(), process.exitReason(), home.log(part.name())));
            }
            if (System.nanoTime() > deadline) {
                throw new LaunchException("%s was not ready after %d s; its log may say why: %s"
                        .formatted(part.name(), part.startLimit().toSeconds(), home.log(part.name())));
            }
            Thread.sleep(POLL);
        }
    }

    public Part part() {
        return part;
    }

    public ChildProcess process() {
        return process;
    }

    /** Asks it to end, waits, and kills it when it does not. Stopping what has ended is no error. */
    public void stop() throws IOException {
        Ending.of(part, process.handle());
        home.pidFile(part.name()).delete();
    }

    /** What {@code kill -9} does: the process has no chance to save anything. */
    public void kill() {
        process.kill();
    }
}

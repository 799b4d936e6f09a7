package io.tocsin.local.processes;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** One part of the product that runs as a process of its own. */
public interface Part {

    /** Names its log, its data and itself in messages. */
    String name();

    /** The loopback ports that it is going to listen on. */
    Set<Integer> ports();

    /**
     * Lays out what it needs (once) and says how to run it; may take seconds.
     *
     * @throws LaunchException with a sentence for the user if it can't be run here
     */
    Launch prepare() throws IOException, InterruptedException;

    /** Whether the started process does its duty by now; asked again and again, so it answers quickly. */
    boolean isReady(ProcessHandle process);

    /** Asks the process to end in good order. */
    default void askToStop(ProcessHandle process) {
        process.destroy();
    }

    /** How long to wait for it to be ready before giving up. */
    default Duration startLimit() {
        return Duration.ofMinutes(3);
    }

    /** How long it may take to end in good order before it is killed. */
    default Duration stopLimit() {
        return Duration.ofSeconds(30);
    }
}

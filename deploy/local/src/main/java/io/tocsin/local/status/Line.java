package io.tocsin.local.status;

import io.tocsin.local.processes.Part;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one part is.
 *
 * @param pid 0 if it does not run
 * @param memory bytes
 */
record Line(String part, String state, long pid, long memory) {

    private static final String READY = "ready";
    private static final int MEGA = 20;

    static Line of(Part part, Optional<ProcessHandle> process) {
        return process.map(running -> new Line(
                        part.name(), part.isReady(running) ? READY : "not ready", running.pid(), Memory.of(running)))
                .orElseGet(() -> new Line(part.name(), "down", 0, 0));
    }

    static Line total(List<Line> lines) {
        return new Line("", "", 0, lines.stream().mapToLong(Line::memory).sum());
    }

    boolean isRunning() {
        return pid != 0;
    }

    boolean isReady() {
        return state.equals(READY);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%-10s %-10s %8s %8d MB", part, state, pid == 0 ? "" : "pid " + pid, memory >> MEGA);
    }
}

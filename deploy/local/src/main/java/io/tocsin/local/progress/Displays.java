package io.tocsin.local.progress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/** Chooses how to show progress. */
public final class Displays {

    private Displays() {}

    /** As it is shown, and kept in the log with the time. */
    public static Progress logged(Progress shown, Path log, InstantSource clock) throws IOException {
        return new Journal(log, shown, clock);
    }

    /** Redrawn lines on a terminal, plain lines elsewhere. */
    public static Progress on(PrintStream out) {
        return isTerminal() ? new Board(out) : new Lines(out);
    }

    /** Whether lines can be redrawn in place. */
    public static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }
}

package io.tocsin.local.progress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/** Chooses how to show progress. */
public final class Displays {

    private Displays() {}

    /** Redrawn lines on a terminal, plain lines elsewhere; both are kept in the log. */
    public static Progress logged(PrintStream out, Path log, InstantSource clock) throws IOException {
        return new Journal(log, on(out), clock);
    }

    /** Redrawn lines on a terminal, plain lines elsewhere. */
    public static Progress on(PrintStream out) {
        return isTerminal() ? new Board(out) : new Lines(out);
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }
}

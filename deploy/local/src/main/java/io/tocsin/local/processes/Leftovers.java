package io.tocsin.local.processes;

import java.io.IOException;

/** Processes of an earlier launcher that was killed before it could stop them. */
public final class Leftovers {

    private Leftovers() {}

    /**
     * Ends what is left of a part, in good order if it can.
     *
     * @return whether there was something left
     */
    public static boolean stop(Part part, Home home) throws IOException {
        var note = home.pidFile(part.name());
        var process = note.live();
        if (process.isPresent()) {
            Ending.of(part, process.get());
        }
        note.delete();
        return process.isPresent();
    }
}

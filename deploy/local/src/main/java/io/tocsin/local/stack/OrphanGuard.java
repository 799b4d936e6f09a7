package io.tocsin.local.stack;

import java.io.IOException;

/**
 * Ends a child when this JVM is gone, however it went. A shell waits for the end of its input, which the system closes
 * with us; a killed JVM runs no shutdown hook.
 */
record OrphanGuard(Process shell) {

    private static final String SCRIPT = "trap '' INT TERM HUP; read -r _; kill -9 \"$1\" 2>/dev/null";

    static OrphanGuard of(long pid) throws IOException {
        return new OrphanGuard(new ProcessBuilder("sh", "-c", SCRIPT, "orphan-guard", Long.toString(pid)).start());
    }

    /** Once the child has ended its pid may be given to a stranger. */
    void dismiss() {
        shell.destroyForcibly();
    }
}

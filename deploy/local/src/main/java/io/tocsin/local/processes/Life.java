package io.tocsin.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether processes live. One that has ended stays in the system's table until its parent has taken notice, which in a
 * container may be never, and Java takes it for alive until then.
 */
public final class Life {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final String ENDED = "ZX";

    private Life() {}

    public static boolean goesOn(ProcessHandle process) {
        return process.isAlive() && ENDED.indexOf(state(process)) < 0;
    }

    /** Waits for the end of a process, of whatever parent. */
    public static boolean endsWithin(Duration limit, ProcessHandle process) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (goesOn(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /** The letter that follows the program's name in parentheses, on Linux. */
    private static char state(ProcessHandle process) {
        try {
            var line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return line.charAt(line.lastIndexOf(')') + 2);
        } catch (IOException | IndexOutOfBoundsException _) {
            return '?';
        }
    }
}

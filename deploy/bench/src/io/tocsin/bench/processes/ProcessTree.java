package io.tocsin.bench.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process uses together with all that it started, from /proc; what has ended since it was listed counts nothing. */
public final class ProcessTree {
    private static final double TICKS = 100;

    private ProcessTree() {}

    /** The file in which a running product notes the process of a part. */
    public static Path pidFile(Path home, String part) {
        return home.resolve("run/" + part + ".pid");
    }

    /** @throws IOException if the product does not run there */
    public static long pid(Path home, String part) throws IOException {
        return Long.parseLong(Files.readString(pidFile(home, part)).strip().split(" ")[0]);
    }

    /** User and system time, of children that have ended too. */
    public static double cpuSeconds(ProcessHandle root) {
        return all(root).mapToDouble(ProcessTree::ownSeconds).sum();
    }

    /** Proportional set size: what several share counts once. */
    public static long residentKilobytes(ProcessHandle root) {
        return all(root).mapToLong(ProcessTree::ownKilobytes).sum();
    }

    private static Stream<ProcessHandle> all(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static double ownSeconds(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS;
        } catch (IOException _) {
            return 0;
        }
    }

    private static long ownKilobytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }
}
